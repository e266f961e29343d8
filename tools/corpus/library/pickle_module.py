"""pickle: bytes of every protocol, shared and recursive objects, reducers, hooks, buffers, and what it refuses."""

import copyreg, io, pickle, pickletools
from collections import OrderedDict, defaultdict, deque


class Plain:
    def __init__(self, x):
        self.x = x


class Slots:
    __slots__ = ("a", "b")


class State(Plain):
    def __getstate__(self):
        return ("state", self.x)

    def __setstate__(self, state):
        self.x = state


class NewArgs(int):
    def __new__(cls, value, *, key=None):
        self = super().__new__(cls, value)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return (int(self),), {"key": self.key}


class Reduced:
    def __reduce__(self):
        return list, ((1, 2),), None, iter([3, 4])


class Outer:
    class Inner:
        pass


def t(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e, *getattr(e, "__notes__", []), sep=" | ")


values = [None, True, 0, 255, 256, 65536, -1, 2**31, -(2**31) - 1, 2**100, 1.5, "", "abc", "é😀", "line\n\\", b"", b"abc\xff", bytearray(b"hi"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1}, {"a": 1, "b": 2}, set(), frozenset(), frozenset([1]),
          len, Plain, Outer.Inner, Plain.__init__, type(None), ..., NotImplemented, range(5), 1 + 2j, slice(1, 2)]
for protocol in range(6):
    print(protocol, [pickle.dumps(value, protocol) for value in values])
    assert all(pickle.loads(pickle.dumps(value, protocol)) == value for value in values)
    shared = ["x", "y"]
    a = Plain([shared, shared, ("x", shared)])
    a.me = a
    b = pickle.loads(pickle.dumps(a, protocol))
    print(b.me is b, b.x[0] is b.x[1], b.x[2][1] is b.x[0])
    recursive = []
    recursive.append((recursive,))
    print(pickle.dumps(recursive, protocol), pickle.loads(pickle.dumps(recursive, protocol)))
    big = list(range(2500)), {i: str(i) for i in range(1500)}, set(range(1200)), "x" * 70000, b"y" * 70000
    assert pickle.loads(pickle.dumps(big, protocol)) == big
    s = State(5)
    print(pickle.loads(pickle.dumps(s, protocol)).x, pickle.loads(pickle.dumps(Reduced(), protocol)))
    n = pickle.loads(pickle.dumps(NewArgs(7, key="k"), protocol)) if protocol >= 2 else None
    print(n, n and n.key)
    if protocol >= 2:
        s = Slots()
        s.a = 1
        print(pickle.loads(pickle.dumps(s, protocol)).a)
    print([pickle.loads(pickle.dumps(o, protocol)) for o in (OrderedDict(b=1, a=2), defaultdict(list, {1: [2]}), deque([1, 2], 5), ValueError("x", 1))])
print(len(pickle.dumps(["long " * 100] * 3)), pickle.dumps(["same", "same"]))
pickletools.dis(pickle.dumps(Plain([1, "a"]), 5))


class Hooked(pickle.Pickler):
    def persistent_id(self, obj):
        return "pid" if obj == "persist" else None

    def reducer_override(self, obj):
        return (str, ("reduced",)) if isinstance(obj, complex) else NotImplemented


class Loads(pickle.Unpickler):
    def persistent_load(self, pid):
        return ["loaded", pid]

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


for protocol in (0, 2, 4):
    f = io.BytesIO()
    p = Hooked(f, protocol)
    p.dump(["persist", 1j, Plain(1)])
    p.dump("again")
    print(f.getvalue(), p.bin, p.fast)
    f.seek(0)
    u = Loads(f)
    print(u.load()[:2], u.load())
p = pickle.Pickler(io.BytesIO())
p.dispatch_table = copyreg.dispatch_table.copy()
p.dispatch_table[Plain] = lambda obj: (Plain, ("table",))
p.dump(Plain(1))
p.clear_memo()
buffers = []
data = pickle.dumps([pickle.PickleBuffer(b"out"), pickle.PickleBuffer(bytearray(b"band"))], 5, buffer_callback=buffers.append)
print(data, pickle.loads(data, buffers=[b"out", bytearray(b"band")]), pickle.loads(pickle.dumps(pickle.PickleBuffer(b"in"))))
print(pickle.loads(b"\x80\x02U\x04caf\xe9q\x00.", encoding="latin-1"), pickle.loads(b"S'a\\nb'\n.", encoding="bytes"), pickle.loads(b"c__builtin__\nxrange\n(I0\nI3\ntR."), pickle.loads(b"(dS'a'\nI1\ns."), pickle.loads(b"(lp0\nI1\naL5L\na."))
copyreg.add_extension("__main__", "Plain", 200)
print(pickle.dumps(Plain, 2), pickle.loads(pickle.dumps(Plain, 2)))
copyreg.remove_extension("__main__", "Plain", 200)

for bad in (b"", b"x", b".", b"(.", b"\x80\x09.", b"cos\nnope\n.", b"cnope\nx\n.", b"\x8c\x05ab", b"h\x05.", b"t.", b"I1\n", b"a", b"N.trailing", b"Vabc", b"\x82\x01.", b"\x97.", b"S'abc\n.", b"Ix\n.", b"]b.", b"NNR.", b"P1\n."):
    t(pickle.loads, bad)
for f in (lambda: pickle.dumps(lambda: 0), lambda: pickle.dumps([1, {"a": open}]), lambda: pickle.dumps((i for i in ())), lambda: pickle.dumps(1, 6), lambda: pickle.dumps(1, 4, buffer_callback=print), lambda: pickle.loads("x"), lambda: pickle.load(5),
          lambda: pickle.dump(1, 5), lambda: pickle.Pickler(5), lambda: pickle.loads(b"N.", fix_imports=True, foo=1), lambda: pickle.dumps(pickle.PickleBuffer(b""), 4), lambda: pickle.PickleBuffer("x"), lambda: pickle.dumps({"k": [1, (lambda: 0)]})):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0], *getattr(e, "__notes__", []), sep=" | ")
