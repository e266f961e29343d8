"""io: StringIO, BytesIO, files in all modes, TextIOWrapper, newlines, seeking."""

import io

s = io.StringIO("line one\nline two\n\nlast")
print(repr(s.readline()), s.tell(), s.readlines(), repr(s.read()), s.seek(0), s.read(4), [line for line in s], s.getvalue()[:4], s.readable(), s.writable(), s.seekable(), s.closed)
s.seek(0, io.SEEK_END); s.write(" more"); s.writelines([" a", " b"]); print(s.getvalue()[-10:], s.truncate(4), s.getvalue())
b = io.BytesIO(b"abcdef")
print(b.read(2), b.read1(1), b.tell(), b.seek(-2, io.SEEK_END), b.read(), b.getvalue(), b.write(b"gh"), b.getbuffer().nbytes, b.seek(0), b.readline(), bytearray(3), io.BytesIO(b"xyz").readinto(bytearray(2)))
with open("text.txt", "w", encoding="utf-8") as f:
    print(f.write("é漢😀\n"), f.write("second\nthird"), f.name, f.mode, f.encoding, f.closed)
print(f.closed)
with open("text.txt", encoding="utf-8") as f:
    print(f.read(2), f.readline(), f.readlines())
with open("text.txt", "rb") as f:
    print(f.read(), f.tell(), f.seek(3), f.read(3), type(f).__name__)
with open("text.txt", "a") as f:
    f.write("\nappended")
with open("text.txt", "r+") as f:
    print(len(f.read()), f.seek(0), f.write("EE"), f.seek(0), f.readline())
print([line.rstrip() for line in open("text.txt")])
with open("crlf.txt", "wb") as f:
    f.write(b"a\r\nb\rc\n")
for newline in (None, "", "\n", "\r\n"):
    with open("crlf.txt", newline=newline) as f:
        print(repr(newline), f.readlines())
with open("crlf.txt", "w", newline="\r\n") as f:
    f.write("x\ny\n")
print(open("crlf.txt", "rb").read())
for bad in [lambda: open("missing.txt"), lambda: open("text.txt", "q"), lambda: open("text.txt", "x"), lambda: open("text.txt", "rb").write(b""), lambda: open("text.txt").write(""), lambda: f.read(), lambda: open("text.txt", "wb").write("str"), lambda: io.StringIO().write(b""), lambda: open("latin.txt", "rb", encoding="utf-8"), lambda: io.StringIO("a").seek(-1)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, getattr(error, "strerror", None) or error)
with open("latin.txt", "w", encoding="latin-1") as f:
    f.write("caf\xe9")
try:
    open("latin.txt", encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error)
print(open("latin.txt", encoding="latin-1").read(), open("latin.txt", encoding="utf-8", errors="replace").read(), ascii(open("latin.txt", encoding="utf-8", errors="surrogateescape").read()))
w = io.TextIOWrapper(io.BytesIO(), encoding="utf-16", write_through=True)
w.write("hi")
print(w.buffer.getvalue(), isinstance(w, io.TextIOBase), isinstance(b, io.RawIOBase), isinstance(io.BytesIO(), io.BufferedIOBase), io.DEFAULT_BUFFER_SIZE > 0)
r = io.BufferedReader(io.BytesIO(b"0123456789"), 4)
print(r.peek(1)[:1], r.read(3), r.peek(2)[:2], r.read())


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


u = Upper()
print("shout", file=u)
print(repr(u.getvalue()))
u.close()
try:
    u.getvalue()
except ValueError as error:
    print(error)
