"""__getattr__, __getattribute__, __setattr__, __delattr__, __dir__."""


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        print("getattr", name)
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        print("setattr", name, value)
        setattr(self._target, name, value)

    def __delattr__(self, name):
        print("delattr", name)
        delattr(self._target, name)


class Target:
    a = 1


target = Target()
proxy = Proxy(target)
print(proxy.a)
proxy.b = 2
print(target.b, proxy.b)
del proxy.b
try:
    proxy.b
except AttributeError as error:
    print(error)
print(hasattr(proxy, "zzz"), getattr(proxy, "zzz", "default"))


class Logged:
    x = 1

    def __getattribute__(self, name):
        if not name.startswith("__"):
            print("getattribute", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"fallback {name}"

    def method(self):
        return self.x


l = Logged()
print(l.x, l.nope, l.method())


class Record(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


r = Record(a=1)
r.b = r.a + 1
print(r, r.b)
try:
    r.missing
except KeyError as error:
    print("KeyError", error)


class Frozen:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is frozen")

    def __dir__(self):
        return ["c", "a", "b"]


f = Frozen(a=1)
try:
    f.a = 2
except AttributeError as error:
    print(error)
print(f.a, dir(f), [n for n in dir(Target) if not n.startswith("_")])


class Lazy:
    def __getattr__(self, name):
        if name.startswith("lazy_"):
            value = name.upper()
            setattr(self, name, value)
            return value
        raise AttributeError(name)


z = Lazy()
print(z.lazy_a, vars(z))
try:
    z.other
except AttributeError as error:
    print(error, error.name, error.obj is z)
