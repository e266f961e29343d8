"""printf-style formatting in depth."""

for fmt, value in [("%d", 42), ("%5d|", 42), ("%-5d|", 42), ("%05d", -42), ("%+d", 42), ("% d", 42), ("%x", 255), ("%X", 255), ("%#x", 255), ("%o", 8), ("%#o", 8), ("%d", 3.99), ("%d", True), ("%i", -1), ("%u", 7), ("%d", 10**20), ("%x", -255), ("%.3d", 5),
                   ("%f", 3.14159), ("%.2f", 2.675), ("%8.3f|", 3.14159), ("%-8.1f|", 2.25), ("%08.2f", -3.14159), ("%+.1f", 1), ("%e", 12345.678), ("%.2E", 0.00012), ("%g", 0.0001), ("%g", 1e10), ("%.3g", 1234567), ("%#g", 1.0), ("%f", 10**20), ("%f", float("inf")), ("%05f", float("nan")), ("%.0f", 0.5), ("%.0f", 1.5), ("%#.0f", 2),
                   ("%s", "text"), ("%10s|", "right"), ("%-10s|", "left"), ("%.2s", "truncate"), ("%5.1s|", "ab"), ("%s", None), ("%s", [1, "a"]), ("%r", "it's"), ("%a", "é"), ("%c", "x"), ("%c", 65), ("%5c|", "y"), ("%%", ()), ("%5%", ()), ("%s", (1,)), ("%s", {"a": 1})]:
    try:
        print(repr(fmt), repr(fmt % value))
    except Exception as error:
        print(repr(fmt), type(error).__name__, error)
print("%s is %d years and %.1f%% done" % ("Ann", 30, 99.5), "%(name)s: %(value)05.1f %(name)r" % {"name": "x", "value": 3.14159}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s%s" % ("a", ("b",)), "no formats" % (), "no formats" % {})
print(b"%s %d %x %.1f %c %a %r" % (b"bytes", 5, 255, 1.25, b"z", "é", [1]), b"%-5s|" % b"a", bytearray(b"%d") % 3)
for fmt, value in [("%d", "x"), ("%d %d", 1), ("%d", (1, 2)), ("%z", 1), ("%", 1), ("%(a)s", 5), ("%(a)s", {}), ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%s %s", ("a",)), ("%(a", {"a": 1}), ("%*d", ("a", 1)), ("%.1000000000000f", 1.0), ("%d", None), ("%f", "1.0"), ("%y", ())]:
    try:
        print(fmt % value)
    except Exception as error:
        print(repr(fmt), type(error).__name__, error)


class Custom:
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 9.5


print("%s %r %d %x %f %a" % ((Custom(),) * 6), "%5.3s|" % Custom())


class Missing(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("%(a)s %(b)s" % Missing(a=1))
