"""Changing classes and objects while the program runs."""

import types


class Robot:
    def greet(self):
        return "hello"


r = Robot()


def shout(self):
    return self.greet().upper()


Robot.shout = shout
r.whisper = types.MethodType(lambda self: self.greet() + "...", r)
print(r.shout(), r.whisper())
old = Robot.greet
Robot.greet = lambda self: "patched " + old(self)
print(r.greet(), r.shout())
del Robot.shout
try:
    r.shout()
except AttributeError as error:
    print(error)


def method(self, n):
    return [type(self).__name__] * n


Made = type("Made", (Robot,), {"method": method, "attr": 5, "__doc__": "Made.", **{f"m{i}": (lambda self, i=i: i) for i in range(3)}})
m = Made()
print(m.method(2), m.attr, m.m0() + m.m2(), Made.__doc__, m.greet(), Made.__mro__[1] is Robot)


def exec_body(namespace):
    namespace["x"] = 1
    namespace["double"] = lambda self: self.x * 2


New = types.new_class("New", (), {}, exec_body)
print(New().double(), New.__name__)
ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b=[2], c=3), vars(ns))


class Switch:
    pass


class Off(Switch):
    def flip(self):
        self.__class__ = On


class On(Switch):
    def flip(self):
        self.__class__ = Off


s = Off()
names = []
for _ in range(4):
    names.append(type(s).__name__)
    s.flip()
print(names)
for name in ["alpha", "beta"]:
    setattr(Robot, "get_" + name, lambda self, name=name: name)
print(r.get_alpha(), r.get_beta(), sorted(n for n in vars(Robot) if n.startswith("get")))
Robot.__name__ = "Android"
print(type(r).__name__, Robot, getattr(Robot, "__qualname__"))
try:
    int.foo = 1
except TypeError as error:
    print(error)
try:
    s.__class__ = int
except TypeError as error:
    print(error)
