"""What counts as a sequence or a mapping in a pattern, and views that are released in any order."""
import collections, collections.abc
def kind(x):
    match x:
        case {}: return "map"
        case []: return "empty seq"
        case [*_]: return "seq"
    return None
class A(object): pass
class M(A, dict): pass
class S(A, list): pass
class B1(collections.UserDict, A): pass
class U: pass
class V(U, collections.UserList): pass
print([kind(x) for x in (collections.defaultdict(int), collections.OrderedDict(), collections.deque(), collections.Counter(), M(), S([1]), B1(), V([1]), range(2), "ab", b"ab", memoryview(b"a"), U(), collections.ChainMap())])
print(staticmethod[int], classmethod[int])
m = memoryview(bytearray(b"abcd")); r = m.toreadonly(); s = memoryview(r)
r.release(); print(m.tolist(), s.tolist()); m.release(); print(s.tolist()); s.release()
b = bytearray(b"xy"); v = memoryview(b); w = v[1:]; v.release()
try: b.append(1)
except BufferError as e: print(e)
w.release(); b.append(1); print(b)
