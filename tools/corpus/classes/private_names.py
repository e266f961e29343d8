"""Name mangling of __private names."""


class Base:
    __count = 0

    def __init__(self):
        self.__value = "base"
        Base.__count += 1

    def __helper(self):
        return f"helper of {self.__value}"

    def show(self):
        return self.__helper(), self.__value, self.__class__.__name__

    @staticmethod
    def parameter(__x, *, __y=1):
        return __x + __y

    def nested(self):
        def inner():
            __local = 5
            return self.__value, __local, sorted(locals())

        return inner()


class Child(Base):
    def __init__(self):
        super().__init__()
        self.__value = "child"

    def child_show(self):
        return self.__value, self._Base__value


class _Under:
    __x = 1

    class __Inner:
        __y = 2


c = Child()
print(c.show(), c.child_show(), sorted(vars(c)), Base._Base__count, Base.parameter(1), c.nested())
print([n for n in vars(_Under) if "x" in n or "Inner" in n], [n for n in vars(_Under._Under__Inner) if "y" in n and not n.endswith("__")])
try:
    c.__value
except AttributeError as error:
    print(error)
try:
    Base.parameter(1, __y=2)
except TypeError as error:
    print(error)
__outside = 1
print(__outside)


class Uses:
    def get(self):
        global __outside_in_class
        try:
            return __outside
        except NameError as error:
            return str(error)

    import sys as __sys
    __dunder__ = "kept"


print(Uses().get(), "_Uses__sys" in vars(Uses), Uses.__dunder__)
