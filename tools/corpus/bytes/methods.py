"""bytes and bytearray methods."""

b = b"Hello, World"
print(b.upper(), b.lower(), b.find(b"o"), b.rfind(b"o"), b.find(111), b.index(b"W"), b.count(b"l"), b.replace(b"l", b"LL"), b.split(b", "), b.partition(b", "), b.startswith(b"He"), b.endswith((b"x", b"ld")), b.title(), b.swapcase())
print(b"  x ".strip(), b"xxaxx".strip(b"x"), b"a,b,,c".split(b","), b"a b  c".split(), b"1\n2\r\n3".splitlines(), b"-".join([b"a", b"b"]), b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"7".zfill(3), b"abc".isalpha(), b"12".isdigit(), b"\t".expandtabs(2), b"abc".removeprefix(b"a"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"))
print(b.hex(), b[:3].hex(":"), bytes.fromhex("48 65 6c"), b[0], b[-1], b[1:4], b[::-1], b[::3], list(b[:3]), 72 in b, b"ell" in b, b + b"!", b"ab" * 2, len(b), b"a" < b"b", b == bytearray(b), max(b), sum(b"ab"), sorted(b"hello"))
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes((65, 66)), bytes(range(97, 100)), bytes(bytearray(b"x")), b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), str(b"x"), repr(b"a'b\"c\n\x00"), b"%d %s %b %x" % (5, b"s", b"b", 255), b"%(k)s" % {b"k": b"v"})
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a[0] = 65; a[1:3] = b"XYZ"; a.insert(0, 33); del a[-1]
print(a, a.pop(), a.pop(0), a, a.reverse(), a, a.copy() is a, len(a), bytes(a), a.find(b"Y"), a.upper(), a + b"!", a * 2)
a += b"tail"
a.remove(90)
print(a, bytearray(3), bytearray("hi", "ascii"), bytearray([1, 2]) == b"\x01\x02", a.clear(), a)
m = memoryview(b"abcdef")
print(m[0], m[1:3].tobytes(), len(m), m.tolist()[:2], bytes(m[::2]), m.readonly, m[2:4] == b"cd", m.nbytes, m.format)
w = bytearray(b"abcd")
v = memoryview(w)
v[0] = 90; v[1:3] = b"YX"
print(w, hash(b"x") == hash(bytes(b"x")), {b"k": 1}[b"k"])
try:
    w.append(1)
except BufferError as error:
    print(error)
v.release()
w.append(1)
print(w)
for attempt in ["b'a' + 'b'", "b'a'[5]", "bytes([256])", "bytes('x')", "bytes(-1)", "b'abc'.index(b'z')", "bytearray(b'a').append(300)", "b'a'[0] = 1 if 0 else None", "b'\\xff'.decode()", "bytes.fromhex('xyz')", "b'%d' % 'x'", "b'a' < 'b'", "b''.join(['a'])", "hash(bytearray())", "'a' in b'a'", "bytes(['a'])", "int.from_bytes('ab')", "bytearray(b'ab').remove(9)"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
