"""re: matching, groups, flags, substitution, splitting, scanning, errors."""

import re

print(re.match(r"(\w+) (\w+)", "hello world again").groups(), re.search(r"\d+", "abc 123 def 45").group(), re.findall(r"\d+", "1 22 333"), re.findall(r"(\w)(\d)", "a1 b2"), re.fullmatch(r"a+", "aaa") is not None, re.match("b", "abc"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?", "on 2024-05 ok")
print(m, m.group(), m["year"], m.group("year", "month", "day"), m.groupdict(), m.groups("?"), m.span(), m.start("month"), m.end(), m.string[:2], m.lastgroup, m.lastindex, m.expand(r"\g<month>/\1"), m.regs[1], bool(m))
print(re.sub(r"\s+", " ", "a  b \n c"), re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home you@work"), re.sub(r"\d", lambda m: str(int(m[0]) * 2), "a1b5"), re.sub("x*", "-", "abxd"), re.subn("a", "b", "banana", count=2), re.sub(r"(?P<n>\d)", r"<\g<n>>", "1 2"))
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(\d)", "a1b2c"), re.split(r"x", "axbxc", maxsplit=1), re.split("", "abc"), [m.span() for m in re.finditer(r"\b\w", "the big cat")])
print(re.findall(r"^\w+", "one\ntwo\nthree", re.M), re.findall(r"a.c", "a\nc abc", re.S), re.findall(r"HELLO", "hello Hello", re.I), re.findall(r"""\d+  # number
    \s*[a-z]  # unit""", "5 k 10m", re.X), re.findall(r"(?i:a)b", "Ab aB ab"), re.findall(r"\w+", "é漢 abc", re.A), re.compile("a", re.I | re.M).flags)
print(re.findall(r"a+?", "aaa"), re.findall(r"<.*?>", "<a><b>"), re.findall(r"a{2,3}", "aaaaaaa"), re.findall(r"(?<=\$)\d+", "$5 6 $70"), re.findall(r"\w+(?=!)", "hi! there you!"), re.findall(r"(?<!a)b", "ab cb b"), re.findall(r"q(?!u)", "qu qa"), re.match(r"(a|b)*c", "ababc").group(1), re.findall(r"(\w)\1", "aabbcd"), re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'hi \"x\"' now").group(), re.match(r"(a)?(?(1)b|c)", "ab").group(), re.match(r"(?>a+)b", "aaab").group(), re.match("a++b", "aab"), re.findall(r"[^\W\d_]+", "ab1_c"))
print(re.findall(r"[a-c\]^-]+", "ab]^-d"), re.findall(r"\bfoo\b", "foo food foo"), re.findall(r"\Aab|cd\Z", "abcd"), re.findall(r"[\s\S]", "a\n"), re.findall(r"\x41\u00e9\t", "Aé\t"), re.findall(r"[а-я]+", "привет мир"), re.findall("😀+", "a😀😀b"), re.findall(".", "é😀"))
p = re.compile(r"(\d+)\s*(?P<unit>kg|g)?")
print(p.pattern, p.groups, p.groupindex, p.match("xx 5kg", 3).groups(), p.search("12g 3kg", 3), p.findall("1kg 2 3g"), p == re.compile(p.pattern), p, re.escape("a.b*c[d] é_1-"))
print(re.match(rb"\w+", b"bytes here").group(), re.sub(b"a", b"b", b"banana"), [t for t in re.compile(r"\s*(?:(\d+)|(.))").findall("3 + 42")])
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[+*-]", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("12 + 3*4 $"), repr(re.I), re.IGNORECASE | re.ASCII, re.purge())
for bad in ["(", ")", "[", "*a", "a**", "(?P<1>a)", "(?P<a>.)(?P<a>.)", r"\1", "(?<=a+)b", "a{3,2}", "[z-a]", r"\k", "(?z)", "(?P=x)", "\\"]:
    try:
        re.compile(bad)
        print("compiled", bad)
    except re.error as error:
        print(repr(bad), error, error.pos)
for bad in [lambda: re.match("a", b"a"), lambda: re.sub("a", r"\2", "a"), lambda: re.match("a", "a").group(1), lambda: re.match(5, "a"), lambda: re.sub("(a)", r"\g<x>", "a")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
log = '''127.0.0.1 - [10/Oct] "GET /a.html HTTP/1.0" 200 2326
10.0.0.1 - [11/Oct] "POST /b?x=1 HTTP/1.1" 404 -'''
for line in re.finditer(r'(?P<ip>[\d.]+) - \[(?P<date>[^]]+)\] "(?P<method>\w+) (?P<path>\S+)[^"]*" (?P<status>\d+) (?P<size>\d+|-)', log):
    print(line.groupdict())
