"""Base64, hex dump, CRC-32, Adler-32, XOR cipher, LZ77 and run-length coding by hand."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def b64encode(data):
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk.ljust(3, b"\0"), "big")
        letters = [ALPHABET[n >> shift & 63] for shift in (18, 12, 6, 0)]
        out.append("".join(letters[:len(chunk) + 1]).ljust(4, "="))
    return "".join(out)


def b64decode(text):
    out = bytearray()
    for i in range(0, len(text), 4):
        group = text[i:i + 4].rstrip("=")
        n = 0
        for c in group.ljust(4, "A"):
            n = n << 6 | ALPHABET.index(c)
        out += n.to_bytes(3, "big")[:len(group) - 1]
    return bytes(out)


def hexdump(data):
    for i in range(0, len(data), 16):
        chunk = data[i:i + 16]
        yield f"{i:08x}  {chunk[:8].hex(' '):<23}  {chunk[8:].hex(' '):<23}  |{''.join(chr(b) if 32 <= b < 127 else '.' for b in chunk)}|"


CRC_TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
    CRC_TABLE.append(n)


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def fnv1a(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def xor(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


def lz_compress(data, window=255):
    i, out = 0, []
    while i < len(data):
        length, offset = max(((next((k for k in range(min(255, len(data) - i)) if data[j + k] != data[i + k]), min(255, len(data) - i)), i - j) for j in range(max(0, i - window), i)), default=(0, 0))
        if length > 3:
            out.append((offset, length))
            i += length
        else:
            out.append(data[i])
            i += 1
    return out


def lz_expand(tokens):
    out = bytearray()
    for token in tokens:
        match token:
            case int(byte):
                out.append(byte)
            case offset, length:
                for _ in range(length):
                    out.append(out[-offset])
    return bytes(out)


text = "The quick brown fox — jumps over 13 lazy dögs!".encode()
print(*hexdump(text), sep="\n")
encoded = b64encode(text)
print(encoded, b64decode(encoded) == text, [b64encode(b"abcd"[:n]) for n in range(5)])
print(f"{crc32(text):08x} {crc32(b'123456789'):#x} {adler32(b'Wikipedia'):#x} {fnv1a(b'hello'):x} {fnv1a(b''):x}")
secret = xor(text, b"key")
print(secret.hex()[:40], xor(secret, b"key").decode())
data = b"abcabcabcabcabcabc hello hello hello " * 2
tokens = lz_compress(data)
print(len(data), len(tokens), tokens[:12], lz_expand(tokens) == data)
