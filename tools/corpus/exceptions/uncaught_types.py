"""Messages of builtin exceptions for common mistakes."""

attempts = """
1 + "a" | "a" + 1 | [] + 1 | None + 1 | {} - {} | "a" * "b" | -[] | ~1.0
undefined | None.attr | (1).foo | "".nope() | [].push(1) | object().x | len.x = 1
[][0] | ()[0] | ""[0] | {}["k"] | {}[[]] | range(3)[5]
int("x") | int("1.5") | float("x") | int(None) | int([]) | complex("x") | int("10", 1)
len(5) | iter(5) | next(5) | next(iter([])) | abs("x") | sum("ab") | max(1) | sorted(5) | reversed(5) | hash([])
(lambda: 0)(1) | (lambda a: 0)() | (lambda a, b: 0)(1) | (lambda *, k: 0)() | (lambda a: 0)(b=1) | print(1, foo=2) | int(1, 2, 3) | str(1, 2, 3, 4)
a, b = 1 | a, b = (1,) | a, b = 1, 2, 3 | a, *b = () | for x in 5: pass | del undefined | del {}["k"]
import nope | from os import nope | import os.nope | from nope.sub import x
"%d" % "x" | "%s %s" % 1 | "%s" % (1, 2) | "{}".format() | "{x}".format() | "%z" % 1 | "%(a)s" % {} | "{:d}".format("x") | "%c" % "ab"
isinstance(1, 1) | issubclass(1, int) | type("A", (1,), {}) | super().x | object(1) | type(1, 2) | classmethod()
open("/no/such/file") if 0 else 0 | chr(-1) | ord("ab") | bytes([256]) | "é".encode("ascii") | b"\\xff".decode() | "a".encode("nope") | [].remove(1) | [].pop() | {}.popitem() | set().pop() | "a".index("b")
1 / 0 | 1 // 0 | 1 % 0 | 1.0 / 0 | divmod(1, 0) | 0 ** -1 | round("x") | pow(2, "x") | [0] * 1.5 | "a" @ "b" | 1 << -1
raise 5 | raise ValueError from 5 | raise | assert 0 | exec("(") | eval("a b") | compile("x", "f", "bad")
(1).__add__ = 1 | int.x = 1 | (1, 2).x = 1 | "a".b = 1 | None.x = 1 | (lambda: 0).__code__ = 1
"""
for line in attempts.strip().splitlines():
    for attempt in line.split(" | "):
        try:
            exec(attempt)
        except BaseException as error:
            print(f"{attempt:<32} {type(error).__name__}: {str(error).split(' (/')[0]}")
