"""array: type codes and their ranges, slices, growth, buffers, text, pickling, and what it refuses."""

import array, copy, io, pickle
from array import array as A


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(array.typecodes, array.ArrayType is A, [A(c).itemsize for c in "bBwhHiIqQfd"])
for code, low, high in zip("bBhHiIqQ", (-128, 0, -(2**15), 0, -(2**31), 0, -(2**63), 0),
                           (127, 255, 2**15 - 1, 2**16 - 1, 2**31 - 1, 2**32 - 1, 2**63 - 1, 2**64 - 1)):
    t(lambda: A(code, [low, high, True]))
    for wrong in (1.5, "1", None) if code in "iI" else (low - 1, high + 1, 2**70, -(2**70), 1.5, "1", None):
        t(lambda: A(code, [wrong]))
for code in "fd":
    t(lambda: A(code, [1, 2.5, -0.0, float("inf"), 1e40, 0.1]))
    t(lambda: A(code, ["1"]))
    t(lambda: A(code, [10**400]))
t(lambda: A("w", "aé😀"))
for wrong in (["ab"], [1], [""], [None]):
    t(lambda: A("w", wrong))
for args in ((), (1,), ("ii",), ("x",), ("i", "abc"), ("i", A("w", "a")), ("i", 5), ("i", [1], 2), ("i", None), ("😀",)):
    t(lambda: A(*args))
t(lambda: A(typecode="i"))
t(lambda: A("i", b"\1\0\0\0\2\0\0\0"))
t(lambda: A("i", b"\1\0\0"))
t(lambda: A("i", bytearray(4)))
t(lambda: A("d", A("i", [1, 2])))
t(lambda: A("i", (x * x for x in range(5))))

a = A("i", range(10))
print(a[2:5], a[::-3], a[-1], a[100:], 5 in a, 50 in a, a.index(5), a.count(3), list(reversed(a))[:3])
a[2:4] = A("i", [20, 30, 40]); print(a)
a[::5] = A("i", [0, 0, 0]); print(a)
del a[::4]; print(a)
del a[1]; del a[-3:]; print(a)
for f in (lambda: a[99], lambda: a["x"], lambda: a.__setitem__(99, 1), lambda: a.__setitem__(0, "x"), lambda: a.__setitem__(slice(0, 1), [1]),
          lambda: a.__setitem__(slice(0, 1), A("b")), lambda: a.__setitem__(slice(None, None, 2), A("i", [1])), lambda: a.__delitem__(99),
          lambda: a + [1], lambda: a + A("b"), lambda: a * "x", lambda: a.__iadd__([1]), lambda: a.extend(5), lambda: a.extend(A("b")),
          lambda: a.index(77), lambda: a.index(1, "x"), lambda: a.remove(77), lambda: a.pop(77), lambda: A("i").pop(), lambda: a.fromlist((1,)),
          lambda: a.fromlist([1, "x"]), lambda: a.frombytes(b"abc"), lambda: a.frombytes("abc"), lambda: a.fromunicode("x"), lambda: a.tounicode(),
          lambda: a.fromfile(io.BytesIO(b"\1\0\0\0\2"), 2), lambda: a.fromfile(io.BytesIO(b"\1\0\0\0"), 2), lambda: a.fromfile(io.StringIO("x"), 1),
          lambda: a.fromfile(io.BytesIO(), -1), lambda: hash(a), lambda: a.typecode, lambda: setattr(a, "x", 1)):
    t(f)
print(a, a * 2, a + a, 0 * a)
a += a; a *= 2; a.insert(1, 7); a.insert(-100, 8); a.append(9); a.reverse(); a.remove(7); print(a, a.pop(), a.pop(0), len(a))
b = A("h", [1, 256]); b.byteswap(); print(b, b.tobytes(), b.tolist(), b.buffer_info()[1])
f = io.BytesIO(); b.tofile(f); print(f.getvalue())
w = A("w", "héllo"); w.fromunicode(" wörld😀"); print(ascii(w.tounicode()), ascii(w))

with memoryview(b) as m:
    print(m.format, m.itemsize, m.tolist(), m.readonly)
    m[0] = 5
    t(lambda: b.append(1))
    t(lambda: b.clear())
b.append(1)
print(b, bytes(b), bytearray(b)[:2], b"".join([b]), io.BytesIO(b"\1\2\3\4\5\6").readinto(b), b)
print(A("i", [1, 2]) < A("i", [1, 3]), A("i", [1]) == A("d", [1.0]), A("i", [1]) != A("i", [1, 2]), A("d", [float("nan")]) == A("d", [float("nan")]), A("i") == [])
t(lambda: A("i") < [])

class Sub(A):
    pass

s = Sub("i", [1, 2]); s.note = "kept"
print(s, s[:1], s + s, type(copy.copy(s)))
for protocol in (0, 2, 5):
    r = pickle.loads(pickle.dumps(s, protocol))
    print(r, r.note, type(r).__name__, pickle.loads(pickle.dumps(A("d", [1.5, 2]), protocol)))
R = array._array_reconstructor
t(lambda: R(A, "h", 5, b"\0\1\0\2"))
t(lambda: R(A, "d", 15, b"\x3f\x80\0\0"))
t(lambda: R(A, "w", 19, b"\0a\0b"))
for args in ((A, "x", 1, b""), (int, "i", 1, b""), (5, "i", 1, b""), (A, "i", 99, b""), (A, "i", 8, "x"), (A, "i", 9, b"abc"), (A, "i", "x", b""), (A, 5, 1, b"")):
    t(lambda: R(*args))
i = iter(a); next(i); r = pickle.loads(pickle.dumps(i)); print(type(i), list(r) == list(i), i.__reduce__()[1])
import collections.abc
print(issubclass(A, collections.abc.MutableSequence), A[int])
match A("i", [1, 2, 3]):
    case [first, *rest]:
        print(first, rest)
