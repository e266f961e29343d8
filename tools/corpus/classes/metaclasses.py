"""Metaclasses: __new__, __init__, __call__, __prepare__, conflicts, keyword arguments."""


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": "by prepare"}

    def __new__(mcs, name, bases, namespace, **kw):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")))
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        print("init", name, kw)
        super().__init__(name, bases, namespace)
        cls.registry = getattr(cls, "registry", []) + [name]

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __len__(cls):
        return len(cls.__name__)

    def __getitem__(cls, item):
        return f"{cls.__name__}[{item}]"

    def __iter__(cls):
        return iter(cls.__name__)

    def __contains__(cls, item):
        return item in cls.__name__

    def __instancecheck__(cls, instance):
        return instance == 42 or super().__instancecheck__(instance)

    def __subclasscheck__(cls, sub):
        return sub is int or super().__subclasscheck__(sub)

    @property
    def tag(cls):
        return "tag " + cls.__name__


class Base(metaclass=Meta, option=1):
    def __init__(self, x=0):
        self.x = x


class Derived(Base, flag=True):
    own = 1


d = Derived(5)
print(Base, Derived, type(Derived), Base.registry, Derived.registry, Base.injected, len(Derived), Derived["k"], list(Base), "D" in Derived, Derived.tag)
print(isinstance(42, Base), isinstance(d, Base), isinstance(1, Base), issubclass(int, Base), issubclass(str, Base), hasattr(d, "tag"))


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Config(metaclass=Singleton):
    pass


print(Config() is Config(), type(Config).__name__)


class Other(type):
    pass


try:
    class Conflict(Base, metaclass=Other):
        pass
except TypeError as error:
    print(error)


def make(name, bases, namespace):
    return (name, [b.__name__ for b in bases], sorted(k for k in namespace if k[0] != "_"))


class NotAClass(int, metaclass=make):
    a = b = 1


print(NotAClass)


class Ordered(type):
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, dict(namespace))
        cls.fields = [k for k, v in namespace.items() if isinstance(v, int)]
        return cls


class Fields(metaclass=Ordered):
    z = 1
    a = 2
    m = 3


print(Fields.fields, type("Dynamic", (), {"v": 1}).v, type(type), isinstance(type, type), type.__call__(int, "5"))
for attempt in ["type('A', 5, {})", "type(1, (), {})", "type()", "type('A', (), {}, x=1)", "class_ = type('B', (5,), {})"]:
    try:
        exec(attempt)
    except TypeError as error:
        print(attempt, "->", error)
