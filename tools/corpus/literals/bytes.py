"""Bytes literals and what they print as."""

print(b"abc", b'it\'s', b"\x00\xff\n\t\\", rb"\n", bR"\d", Rb'\x', br"""tri
ple""")
print(b"one" b"two", len(b"\x00\x01"), b"abc"[0], b"abc"[1:], list(b"az"))
print(b"'", b'"', b"'\"", bytes(3), bytes([65, 66]), bytes(range(5)))
print(b"a" < b"b", b"a" == "a", b"ab" + b"c", b"ab" * 3, 97 in b"abc", b"bc" in b"abc")
print(b"\101\7\08")
for value in b"hi":
    print(value, end=" ")
print()
print(hash(b"a") == hash(bytearray(b"a")[:].__class__(b"a").__class__ and b"a"))
