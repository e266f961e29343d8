"""collections: namedtuple, deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict."""

from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, 2)
print(p, p.x, p[1], p._replace(x=9), p._asdict(), Point._fields, Point._make([7, 8, 9]), p == (1, 2, 0), Point._field_defaults, isinstance(p, tuple), *p)
for bad in [lambda: Point(), lambda: namedtuple("Bad", "a a"), lambda: namedtuple("Bad", "class"), lambda: p._replace(q=1), lambda: setattr(p, "x", 1)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
print(namedtuple("R", "a class a", rename=True)._fields)
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, d.maxlen, len(d), d[0], d[-1])
d.rotate(1); print(d); d.rotate(-2); print(d)
print(d.pop(), d.popleft(), d.count(3), d, list(reversed(d)), 3 in d)
d.extend([7, 8, 9]); d.extendleft([10]); print(d); d.remove(7); d.insert(1, 99); d.reverse(); print(d, d.index(99), d.copy() == d)
d[0] = "x"; del d[1]; print(d, deque("abc") + deque("d"), deque([1]) * 3, deque([1, 2]) < deque([1, 3]), deque(maxlen=2))
for bad in [lambda: deque().pop(), lambda: deque()[0], lambda: deque([1]).remove(5), lambda: deque([1, 2], 2).insert(0, 3)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sorted(c.elements())[:4], c.total(), Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=5), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1))
c.update("zzz"); c.subtract({"a": 10}); print(c, +c, -c, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), dict(c)["b"], c.most_common()[-1])
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a"); print(o, list(o), o.popitem(last=False), o); o.move_to_end("a", last=False); print(list(reversed(o)), o == OrderedDict(c=3, a=1), o == {"c": 3, "a": 1}, o | {"z": 0})
dd = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    dd[k].append(v)
print(dd, dd.get("q"), "q" in dd, dd["q"], len(dd), dd.default_factory, defaultdict(int, {"x": 1}), defaultdict(lambda: 7)["k"], dict(dd), dd.copy() == dd)
try:
    defaultdict(None)["k"]
except KeyError as error:
    print("KeyError", error)
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4; print(m, m["a"], m["b"], sorted(m), m.new_child({"a": 0})["a"], m.parents, len(m), m.maps[0], dict(m))


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


l = Lower(A=1); l["B"] = 2; l.update({"C": 3}); print(l, l["b"], "a" in l, len(l), UserList([1, 2]) + [3], UserString("abc").upper() + "d")
