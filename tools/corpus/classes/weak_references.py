"""Weak references, finalizers and WeakValueDictionary while objects live."""

import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def method(self):
        return "called " + self.name


n = Node("a")
r = weakref.ref(n)
p = weakref.proxy(n)
print(r() is n, p.name, p.method(), type(r).__name__, r == weakref.ref(n), weakref.getweakrefcount(n) >= 1, isinstance(p, Node))
d = weakref.WeakValueDictionary(a=n)
k = weakref.WeakKeyDictionary({n: "value"})
s = weakref.WeakSet([n])
print(d["a"], len(d), k[n], n in s, list(d.items()), weakref.WeakMethod(n.method)()())
for bad in (5, "s", None, [], (1,)):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)


class Slotted:
    __slots__ = ("a",)


try:
    weakref.ref(Slotted())
except TypeError as error:
    print(error)
f = weakref.finalize(n, print, "finalized", "a")
print(f.alive, f() , f.alive)
