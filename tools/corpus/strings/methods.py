"""The methods of str, one line each."""

s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), "ß".upper(), "ǅ".title())
print(s.find("o"), s.find("o", 5), s.find("z"), s.rfind("o"), s.index("W"), s.rindex("l"), s.count("l"), "aaaa".count("aa"))
print(s.startswith("Hell"), s.startswith(("x", "H")), s.endswith("ld"), s.startswith("World", 7), s.endswith("lo", 0, 5))
print(s.replace("l", "L"), s.replace("l", "L", 2), "aaa".replace("", "-"), "abc".replace("b", ""))
print("  strip ".strip() + "|", "  strip ".lstrip() + "|", "  strip ".rstrip() + "|", "xxabcxx".strip("x"), "abcba".strip("ab"))
print("a,b,,c".split(","), "a b  c ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), " a  b c ".split(None, 1), "".split(), "".split(","))
print("one\ntwo\r\nthree\rfour\n".splitlines(), "one\ntwo\n".splitlines(True), "a\x0bb\x1cc\u2028d".splitlines())
print("-".join(["a", "b", "c"]), ",".join("xyz"), "".join([]), " ".join(str(i) for i in range(4)))
print("k=v=w".partition("="), "k=v=w".rpartition("="), "none".partition("="), "none".rpartition("="))
print("7".zfill(3), "-7".zfill(4), "+a".zfill(5), "abc".center(9, "*"), "abc".ljust(6, "."), "abc".rjust(6), "ab".center(5))
print("abc".isalpha(), "ab1".isalnum(), "123".isdigit(), "½".isnumeric(), "²".isdigit(), "²".isdecimal(), " \t".isspace(), "Ab".istitle(), "AB".isupper(), "ab".islower(), "x1".isidentifier(), "1x".isidentifier(), "é".isascii(), "\n".isprintable(), "".isalpha())
print("a\tb\tc".expandtabs(4), "01\t012\t0123".expandtabs(), "abc".removeprefix("a"), "abc".removesuffix("c"), "abc".removeprefix("x"))
print("hello".translate({ord("l"): "L", ord("h"): None, 111: 48}), str.maketrans("ab", "xy", "z"), "abzab".translate(str.maketrans("ab", "xy", "z")))
print("héllo".encode(), "héllo".encode("latin-1"), "hé".encode("ascii", "replace"), "hé".encode("ascii", "xmlcharrefreplace"), "hé".encode("ascii", "backslashreplace"), "h".encode("utf-16-le"))
print("{} {0!r}".replace("{0!r}", "{!r}").format("a", "b"), "{0}{1}{0}".format("x", "y"), "{name}:{age:>4}".format(name="N", age=5), "{:{}}".format("w", 5), "{a[0]}{b.real}".format(a=[1], b=2), "{{}}".format())
print("%s %r %d %5.2f %x %o %c %% %e %g %10s|%-10s|%+d %05d" % ("s", "r", 42, 3.14159, 255, 8, "c", 12345.678, 0.0001, "right", "left", 5, 42))
print("%(key)s and %(other)03d" % {"key": "value", "other": 7}, "%*d" % (5, 42), "%.3s" % "abcdef", "%a" % "é")
print("abc" < "abd", "abc" * 2, "b" in "abc", "abc"[1], "abc"[-1], "abcdef"[1:5:2], "abc"[::-1], "abc"[5:], len("abc"), min("hello"), max("hello"), sorted("hello"))
print(ord("a"), chr(8364), chr(128512), ord("😀"), hash("a") == hash("a"), str(12), str(b"x", "ascii"), repr("it's"), repr('"'), repr("'\""))
for attempt in ["'a'.index('b')", "'a' + 1", "'abc'[5]", "'a'.join([1])", "'x'.center('y')", "'%d' % 'x'", "'%s %s' % 1", "'%s' % (1, 2)", "'{}'.format()", "'{x}'.format()", "chr(-1)", "ord('ab')", "int('x')", "''.split('')"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
