"""zlib and gzip: containers, levels, streams in pieces, dictionaries, copies, checksums, and what they refuse."""

import copy, gzip, io, zlib


def t(f):
    try:
        r = f()
        print(r if len(repr(r)) < 120 else (type(r).__name__, len(r), zlib.crc32(r)))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


text = b"".join(b"%d spam and %d eggs; " % (i, i * i % 97) for i in range(3000))
noise = bytes((i * i * 7 + i // 3) & 255 for i in range(5000))
for data in (b"", b"a", text, noise, bytes(70000)):
    for level in range(-1, 10):
        z = zlib.compress(data, level)
        assert zlib.decompress(z) == data
    for wbits in (9, 12, 15, -9, -15, 25, 31):
        c = zlib.compressobj(wbits=wbits)
        z = b"".join([c.compress(data[:1000]), c.flush(zlib.Z_SYNC_FLUSH), c.compress(data[1000:]), c.flush()])
        assert zlib.decompress(z, wbits=wbits) == data
        assert wbits < 0 or zlib.decompress(z, wbits=47) == data
print(zlib.compress(b"hello hello hello hello"), zlib.compress(b"", wbits=-15))
for strategy in range(5):
    c = zlib.compressobj(9, zlib.DEFLATED, 15, 9, strategy)
    z = c.compress(text) + c.flush()
    print(strategy, zlib.decompress(z) == text)
for mode in (zlib.Z_NO_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK, zlib.Z_FINISH):
    c = zlib.compressobj()
    print(mode, c.compress(b"hello"), c.flush(mode))

z = zlib.compress(text)
d = zlib.decompressobj()
out = [d.decompress(z, 1000)]
while d.unconsumed_tail:
    out.append(d.decompress(d.unconsumed_tail, 1000))
out.append(d.flush())
print(b"".join(out) == text, d.eof, {len(x) for x in out[:-2]})
d = zlib.decompressobj(); print(d.decompress(z + b"more") == text, d.unused_data, d.eof, d.unconsumed_tail, d.decompress(b"again"), d.unused_data)
d = zlib.decompressobj(); d.decompress(z[:500]); e = d.copy(); print(len(d.decompress(z[500:])) == len(copy.copy(e).decompress(z[500:])), len(copy.deepcopy(e).flush()))
c = zlib.compressobj(); first = c.compress(text); k = c.copy(); print(first + k.compress(b"1") + k.flush() != first + c.compress(b"2") + c.flush())
for f in (lambda: c.compress(b"x"), lambda: c.flush(), lambda: c.copy()):
    t(f)
c = zlib.compressobj(zdict=b"spam and eggs; "); z2 = c.compress(text[:50]) + c.flush()
print(zlib.decompressobj(zdict=b"spam and eggs; ").decompress(z2) == text[:50])
t(lambda: zlib.decompressobj().decompress(z2)); t(lambda: zlib.decompressobj(zdict=b"other").decompress(z2)); t(lambda: zlib.decompress(z2))
c = zlib.compressobj(wbits=-15, zdict=b"spam and eggs; "); z3 = c.compress(text[:50]) + c.flush()
print(zlib.decompressobj(wbits=-15, zdict=b"spam and eggs; ").decompress(z3) == text[:50])
for bad in (b"", b"x", b"xx", z[:-1], z[:-4] + b"0000", z[:100], b"\x78\x9c" + b"\xff" * 9, z[:20] + b"\xff" * 20, gzip.compress(b"x")[:5], b"\x1f\x8b\x08\xff"):
    t(lambda: zlib.decompress(bad)); t(lambda: zlib.decompressobj().decompress(bad)); t(lambda: zlib.decompress(bad, 47)); t(lambda: zlib.decompress(bad, -15))
for f in (lambda: zlib.compress(b"x", 10), lambda: zlib.compress("x"), lambda: zlib.compress(b"x", "y"), lambda: zlib.compress(), lambda: zlib.compress(b"x", wbits=99), lambda: zlib.decompress(z, wbits=99),
          lambda: zlib.decompress(z, bufsize=-1), lambda: zlib.decompress(z, bufsize=0), lambda: zlib.compressobj(10), lambda: zlib.compressobj(method=3), lambda: zlib.compressobj(wbits=99), lambda: zlib.compressobj(memLevel=0),
          lambda: zlib.compressobj(strategy=9), lambda: zlib.compressobj(zdict="x"), lambda: zlib.decompressobj(99), lambda: zlib.decompressobj(zdict=5), lambda: zlib.decompressobj().decompress(z, -1), lambda: zlib.decompressobj().flush(0),
          lambda: type(zlib.compressobj())(), lambda: type(zlib.decompressobj())(), lambda: zlib.decompressobj(foo=1)):
    t(f)
print(zlib.crc32(b""), zlib.crc32(b"abc"), zlib.crc32(b"c", zlib.crc32(b"ab")), zlib.crc32(b"x", -1), zlib.adler32(b""), zlib.adler32(b"abc"), zlib.adler32(text * 9, 2**40 + 5), zlib.adler32(b"c", zlib.adler32(b"ab")))
t(lambda: zlib.crc32("x")); t(lambda: zlib.adler32(b"x", "y"))

D = zlib._ZlibDecompressor
d = D(); got = [d.decompress(z, 100)]
while not d.eof:
    assert not d.needs_input
    got.append(d.decompress(b"", 5000))
print(b"".join(got) == text, d.needs_input, d.unused_data)
t(lambda: d.decompress(b"x"))
d = D(wbits=31); g = gzip.compress(text)
print(d.decompress(g[:50]), d.needs_input, d.decompress(g[50:] + b"tail") == text, d.unused_data, d.eof)
t(lambda: D().decompress(b"garbage")); t(lambda: D(99)); t(lambda: D(zdict=b"x").decompress(z) == text)

f = io.BytesIO()
with gzip.GzipFile("name", "wb", fileobj=f, mtime=0) as out:
    out.write(text); out.write(noise)
with gzip.open(io.BytesIO(f.getvalue()), "rb") as source:
    print(source.read(20), source.seek(len(text)), source.read() == noise, source.mtime)
print(gzip.decompress(gzip.compress(b"one") + gzip.compress(b"two")))
t(lambda: gzip.decompress(b"no gzip")); t(lambda: gzip.decompress(f.getvalue()[:-3])); t(lambda: gzip.decompress(f.getvalue()[:-8] + bytes(8)))
import zipfile
with zipfile.ZipFile(f := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.txt", text); archive.writestr("b/c.txt", noise, zipfile.ZIP_STORED)
with zipfile.ZipFile(f) as archive:
    print(archive.namelist(), archive.testzip(), archive.read("a.txt") == text, archive.getinfo("a.txt").compress_size < len(text))
import tarfile
with tarfile.open(fileobj=(f := io.BytesIO()), mode="w:gz") as archive:
    info = tarfile.TarInfo("x"); info.size = len(noise); archive.addfile(info, io.BytesIO(noise))
f.seek(0)
with tarfile.open(fileobj=f) as archive:
    print(archive.getnames(), archive.extractfile("x").read() == noise)
