"""__init_subclass__, __set_name__, __class_getitem__, __mro_entries__, __new__, __del__ is absent."""


class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugins[name or cls.__name__.lower()] = cls
        print("registered", cls.__name__)


class First(Plugin):
    pass


class Second(Plugin, name="2nd"):
    pass


class Third(Second):
    pass


print(sorted(Plugin.plugins))
try:
    class Bad(Plugin, unknown=1):
        pass
except TypeError as error:
    print(error)


class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item}"


print(Box[int], Box[1, 2], type(Box()).__name__)
try:
    Box()[1]
except TypeError as error:
    print(error)
try:
    int[5]
except TypeError as error:
    print(error)


class Entry:
    def __init__(self, base):
        self.base = base

    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (self.base,)


class Uses(Entry(dict)):
    pass


print(Uses.__bases__, type(Uses.__orig_bases__[0]).__name__, Uses(a=1))


class Field:
    def __set_name__(self, owner, name):
        self.label = f"{owner.__name__}.{name}"


class Model:
    a = b = Field()
    c = Field()


print(Model.a.label, Model.c.label)
Model.d = Field()
print(hasattr(Model.d, "label"))


class Unique:
    cache = {}

    def __new__(cls, key, *rest):
        if key in cls.cache:
            return cls.cache[key]
        instance = cls.cache[key] = super().__new__(cls)
        return instance

    def __init__(self, key, extra=None):
        print("init", key, extra)
        self.key = key


a, b = Unique("x"), Unique("x", "again")
print(a is b, vars(a))


class Converts:
    def __new__(cls, value):
        return int(value)

    def __init__(self, value):
        print("never called")


print(Converts("12"), type(Converts("1")))


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:
    class Broken:
        field = BadName()
except ValueError as error:
    print(error, error.__notes__)
for attempt in ["object(1)", "object.__new__(First, 1)", "First(1)", "object.__new__(int)", "object.__init_subclass__(x=1)"]:
    try:
        exec(attempt)
        print("ok", attempt)
    except TypeError as error:
        print(attempt, "->", error)
