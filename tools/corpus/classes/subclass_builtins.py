"""Subclasses of int, str, list, dict, tuple, set, Exception with overridden behaviour."""


class Even(int):
    def __new__(cls, value):
        return super().__new__(cls, value - value % 2)

    def __add__(self, other):
        return Even(int(self) + other)


class Title(str):
    def __new__(cls, text):
        return super().__new__(cls, text.title())

    def __eq__(self, other):
        return self.lower() == other.lower()

    __hash__ = str.__hash__


class Bounded(list):
    limit = 3

    def append(self, item):
        if len(self) >= self.limit:
            raise OverflowError(f"more than {self.limit}")
        super().append(item)

    def __getitem__(self, index):
        return super().__getitem__(index % len(self) if isinstance(index, int) else index)


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())

    def __contains__(self, key):
        return super().__contains__(key.upper())


class Vec(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)

    def __add__(self, other):
        return Vec(*(a + b for a, b in zip(self, other)))

    def __repr__(self):
        return f"Vec{super().__repr__()}"


class Tagged(Exception):
    def __init__(self, message, *, tag):
        super().__init__(message)
        self.tag = tag


class Loud(set):
    def add(self, item):
        print("adding", item)
        super().add(item)


e = Even(7)
print(e, e + 3, type(e + 3).__name__, type(e * 2).__name__, e == 6, [10, 20, 30, 40, 50, 60, 70][e], isinstance(e, int), e.bit_length())
t = Title("hello world")
print(t, t == "HELLO WORLD", t.upper(), type(t.upper()).__name__, len(t), t[0], f"{t:>15}", {t: 1}[t])
b = Bounded([1])
b.append(2); b.append(3)
try:
    b.append(4)
except OverflowError as error:
    print(error)
print(b, b[5], b[1:], type(b[1:]).__name__, b + [9], len(b), sorted(b, reverse=True), type(b.copy()).__name__)
u = Upper(a=1)
u["b"] = 2
print(u, u["B"], "b" in u, u.get("b"), dict(u), {**u}, u | {"c": 3})
print(Vec(1, 2) + Vec(3, 4), Vec(1, 2)[0], Vec(1) == (1,), hash(Vec(1)) == hash((1,)), Vec(*"ab") * 2, sum([Vec(1, 1), Vec(2, 2)], Vec(0, 0)))
try:
    raise Tagged("problem", tag="T1")
except Tagged as error:
    print(error, error.tag, error.args, repr(error))
l = Loud([1])
l.add(2)
l |= {3}
print(sorted(l), type(l).__name__, type(l | {9}).__name__, type(l.copy()).__name__)


class Index(int):
    def __repr__(self):
        return f"Index({int(self)})"

    def __str__(self):
        return "str"


i = Index(5)
print(i, repr(i), [i], f"{i}", "%d %s" % (i, i), i + 1, str(i), int(i), Index("0x10", 16) if False else Index("10"), bool(Index(0)), -i, abs(Index(-3)), i.real, range(i), max(i, 3))
try:
    class NoneSub(type(None)): pass
except TypeError as error:
    print(error)
