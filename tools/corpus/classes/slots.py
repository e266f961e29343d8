"""__slots__: no __dict__, inheritance, defaults, errors."""


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(1, 2)
p.x += 10
print(p.x, p.y, hasattr(p, "__dict__"), Point.__slots__, type(Point.x).__name__)
for attempt in ["p.z = 1", "del p.y; p.y", "Point.x.__get__(5)", "vars(p)"]:
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)


class Point3(Point):
    __slots__ = ["z"]


q = Point3(1, 2)
q.z = 3
print(q.x, q.z, Point3.__slots__)
try:
    q.w = 1
except AttributeError as error:
    print(error)


class Open(Point):
    pass


o = Open(1, 2)
o.anything = "yes"
print(vars(o), o.x)


class WithDict:
    __slots__ = ("a", "__dict__", "__weakref__")


w = WithDict()
w.a = 1; w.b = 2
print(w.__dict__, w.a)
try:
    class Conflict:
        __slots__ = ("a",)
        a = 1
except ValueError as error:
    print(error)
try:
    class Bad:
        __slots__ = ("1x",)
except TypeError as error:
    print(error)


class Single:
    __slots__ = "only"


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 5


s = Single()
s.only = 1
print(s.only, Private()._Private__secret)
