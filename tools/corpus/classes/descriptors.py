"""The descriptor protocol: data and non-data, __set_name__, precedence."""


class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        instance.__dict__.pop(self.name, None)


class Point:
    x = Typed(int, 0)
    y = Typed(int, 0)


p = Point()
p.x = 5
print(p.x, p.y, Point.x.kind, vars(p))
try:
    p.y = "no"
except TypeError as error:
    print(error)
del p.x
print(p.x)


class NonData:
    def __get__(self, instance, owner):
        return "from descriptor"


class Data(NonData):
    def __set__(self, instance, value):
        print("set ignored", value)


class Holder:
    non_data = NonData()
    data = Data()


h = Holder()
h.__dict__["non_data"] = "from instance"
h.__dict__["data"] = "from instance"
print(h.non_data, h.data, Holder.non_data)
h.data = 1


class Cached:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        print("compute", self.name)
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Circle:
    def __init__(self, r):
        self.r = r

    @Cached
    def area(self):
        return 3 * self.r**2


c = Circle(2)
print(c.area, c.area, vars(c))


class Method:
    """What a function does, by hand."""

    def __init__(self, f):
        self.f = f

    def __get__(self, instance, owner):
        return self if instance is None else lambda *a: self.f(instance, *a)


class Uses:
    add = Method(lambda self, n: self.base + n)
    base = 10


print(Uses().add(5), Uses.add.f.__name__, Uses.__dict__["add"] is Uses.add)


class Meta(type):
    z = property(lambda cls: f"meta {cls.__name__}")


class WithMeta(metaclass=Meta):
    pass


print(WithMeta.z, hasattr(WithMeta(), "z"), (lambda self: 5).__get__(1)(), str.upper.__get__("abc")())
