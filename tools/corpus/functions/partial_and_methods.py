"""Bound and unbound methods, functions as attributes, methods as values, __func__, __self__, static and class methods."""

import types


class Tool:
    def __init__(self, n):
        self.n = n

    def add(self, m=1):
        """Adds."""
        return self.n + m

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def twice(f, x):
        return f(f(x))

    @classmethod
    @property
    def broken(cls):
        return 1

    alias = add
    lam = lambda self: self.n * 100
    builtin = len
    wrapped = staticmethod(len)


t = Tool(5)
f = t.add
print(f(), f(10), f.__self__ is t, f.__func__ is Tool.add, f.__name__, f.__doc__, Tool.add(t, 2), Tool.twice(t.add, 1), t.twice(f, 0), t.alias(3), t.lam(), t.builtin([1, 2]), t.wrapped("abc"))
print(Tool.make(7).n, t.make(8).n, Tool.make.__self__ is Tool, Tool.make.__func__.__name__, f == t.add, f is t.add, hash(f) == hash(t.add), f == Tool(5).add, len({t.add, t.add}))
t.instance_function = lambda x: x * 2
t.bound = types.MethodType(lambda self, x: self.n * x, t)
print(t.instance_function(4), t.bound(4), [m(2) for m in (t.add, t.bound, t.instance_function)])
f.__func__.attribute = "shared"
print(t.add.attribute, Tool.add.attribute)
try:
    f.attribute = 1
except AttributeError as error:
    print(error)
print(list(map(str.upper, ["a", "b"])), list(map([1, 2, 3].index, [3, 1])), "abc".upper.__self__, [].append.__name__, str.upper.__qualname__, int.__add__(2, 3), list.append.__name__, (5).__add__.__self__, dict.fromkeys.__self__)
print(sorted(["b", "A"], key=str.lower), dict.fromkeys("ab", 0), str.maketrans({"a": "b"}), {}.fromkeys([1]), int.from_bytes(b"\1\0", "big"), bytes.fromhex("00ff"), float.fromhex("0x1p4"))


class Child(Tool):
    def add(self, m=1):
        return -super().add(m)

    @classmethod
    def make(cls, *args):
        made = super().make(*args)
        made.n += 1
        return made

    @staticmethod
    def twice(f, x):
        return Tool.twice(f, x) * 10


c = Child.make(1)
print(type(c).__name__, c.n, c.add(5), c.twice(abs, -3), Tool.add(c), super(Child, c).add(), Child.alias(c), Child.add is not Tool.add, Child.lam is Tool.lam)
for bad in [lambda: Tool.add(), lambda: Tool.add(5), lambda: str.upper(5), lambda: list.append(5, 1), lambda: t.twice(), lambda: int.__add__("a", 1), lambda: types.MethodType(5, t), lambda: t.add(1, 2), lambda: dict.get()]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
