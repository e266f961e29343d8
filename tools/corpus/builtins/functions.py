"""The builtin functions, one after the other."""

print(abs(-3), all([1, ""]), any([]), ascii("é"), bin(5), bool([]), callable(len), chr(97), divmod(7, 3), hex(255), len("abc"), max(1, 3, 2), min("b", "a"), oct(8), ord("a"), pow(2, 3), repr("x"), round(2.567, 2), sum([1, 2], 10))
print(list(enumerate("ab", 5)), list(filter(None, [0, 1, "", "a"])), list(filter(str.isupper, "aBcD")), list(map(len, ["a", "bb"])), list(map(lambda *a: a, [1, 2], "ab", (True, False))), list(reversed([1, 2])), list(zip("ab", [1, 2], "xyz")), list(zip()), sorted("cab"))
print(getattr(5, "real"), hasattr(5, "nope"), isinstance(5, (str, int)), issubclass(bool, int), type(5), id(None) == id(None), hash(5), next(iter([1])), next(iter([]), "d"), slice(1, 2), format(5, "03"), vars(type("T", (), {"a": 1})).get("a"), list(iter([3, 2, 1].pop, 1)))
print(eval("1 + 2"), eval("[x for x in range(3)]"), exec("y = 5") or y, compile("1 + 1", "f", "eval").co_name, eval(compile("2 * 3", "", "eval")))
print(int("5"), float("5"), complex("1+2j"), str(5), bytes(2), bytearray(1), list("ab"), tuple("ab"), set("a"), frozenset("a"), dict(a=1), range(3), object().__class__, type(None), memoryview(b"a").tolist(), property().__class__.__name__, staticmethod(len)("abc"))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
try:
    list(map(lambda a, b: a, [1], [1, 2], strict=True))
except ValueError as error:
    print(error)
it = map(str, [1, 2])
print(next(it), list(it), list(it), iter(it) is it, type(it).__name__, type(zip()).__name__, type(iter([])).__name__, type(iter({})).__name__, type(iter("")).__name__, type(iter(range(1))).__name__, type(reversed([])).__name__)
print(sum([[1], [2]], []), sum([0.1] * 3), max("apple", "fig", key=len), min([3, 1, 2], key=lambda n: -n), max([1, 1.0, True]), sorted([1, 2, 3], key=lambda n: n % 2), round(-1.5), round(0.5), round(1234, -2), pow(2, -1), pow(2, 5, 7))
class A:
    def __dir__(self): return ["z", "a"]
    def __len__(self): return 3
    def __reversed__(self): return "reversed!"
    def __round__(self, n=None): return f"round {n}"
print(dir(A()), len(A()), reversed(A()), round(A()), round(A(), 2), isinstance(A(), A), type(A()).__name__)
for attempt in ["abs('a')", "chr(1.5)", "len(5)", "int('a')", "max()", "max(5)", "next([])", "ord('')", "range('a')", "sum(['a'])", "sum('ab')", "zip(5)", "map()", "isinstance(5, 5)", "hex(1.5)", "round('a')", "iter(5)", "iter(5, 6)", "getattr(5, 5)", "type(1, 2)", "enumerate(5)", "reversed({1})", "divmod(1, 0)", "eval('1 +')", "exec(5)", "__import__('nope')", "input(1, 2)", "print(x=1)", "sorted()", "filter(1)", "callable()", "setattr(5, 'a', 1)", "vars(5)", "hash([])", "complex('a')", "bytes('a')", "frozenset(5)", "pow(1, 2, 0)", "format(5, 'q')", "issubclass(5, int)", "chr(-5)", "bin('a')"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
