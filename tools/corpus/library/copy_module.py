"""copy and deepcopy: nesting, cycles, shared parts, hooks."""

import copy

a = [1, [2, 3], {"k": (4, [5])}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(99)
a[2]["k"][1].append(100)
print(a, b, c, b[1] is a[1], c[1] is a[1], copy.copy((1, [2]))[1], copy.deepcopy("s") == "s")
cyclic = [1]
cyclic.append(cyclic)
d = copy.deepcopy(cyclic)
print(d, d[1] is d, d is not cyclic)
shared = []
e = copy.deepcopy([shared, shared])
print(e[0] is e[1], e[0] is shared, copy.deepcopy((1, 2)) , copy.copy({1, 2}), copy.deepcopy({"a": {1, 2}}), copy.deepcopy(range(3)), copy.deepcopy(len) is len, copy.copy(int) is int)


class Node:
    def __init__(self, value, children=()):
        self.value, self.children, self.parent = value, list(children), None
        for child in self.children:
            child.parent = self

    def __repr__(self):
        return f"{self.value}{self.children or ''}"


tree = Node("root", [Node("a", [Node("b")]), Node("c")])
dup = copy.deepcopy(tree)
dup.children[0].value = "changed"
print(tree, dup, dup.children[0].parent is dup, copy.copy(tree).children is tree.children)


class Hooked:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Hooked("copied")

    def __deepcopy__(self, memo):
        return Hooked("deep " + str(len(memo) >= 0))


class Slotted:
    __slots__ = ("a", "b")


class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduced, ("reduced", *self.args)


class Stated:
    def __getstate__(self):
        return {"state": "saved"}

    def __setstate__(self, state):
        self.loaded = state


h = Hooked(1)
s = Slotted()
s.a = [1]
t = copy.deepcopy(s)
print(copy.copy(h).x, copy.deepcopy(h).x, copy.deepcopy([h])[0].x, t.a, t.a is s.a, hasattr(t, "b"), copy.copy(Reduced(1)).args, copy.deepcopy(Stated()).loaded)


class L(list):
    pass


l = L([1, [2]])
l.extra = {"x": []}
m = copy.deepcopy(l)
print(m, type(m).__name__, m.extra, m.extra["x"] is l.extra["x"], copy.copy(l).extra is l.extra)
print(copy.replace(__import__("collections").namedtuple("P", "x y")(1, 2), y=5))
try:
    copy.deepcopy((i for i in ()))
except TypeError as error:
    print(error)
