"""What the class body sees: names, loops, conditionals, comprehensions, __class__, locals."""

x = "global"


class Body:
    print("in body:", x)
    x = "class"
    print("in body:", x, sorted(k for k in locals() if not k.startswith("__")))
    for i in range(3):
        locals()[f"made_{i}"] = i
    if x:
        def conditional(self):
            return "defined in if"
    else:
        def conditional(self):
            return "defined in else"
    try:
        y = undefined
    except NameError:
        y = "fallback"
    squares = [n * n for n in range(3)]
    with_class = [x for _ in [1]]
    nested = [[a + b for a in x[:1]] for b in x[:2]]
    lam = lambda self: (x, __class__.__name__)
    del i

    class Inner:
        z = x

    def method(self):
        return x, self.x, __class__ is Body

    @staticmethod
    def static():
        return __class__.__name__

    print(__name__, __qualname__, __module__)


b = Body()
print(b.conditional(), b.y, b.squares, b.with_class, b.nested, b.lam(), Body.Inner.z, b.method(), b.static(), b.made_2, hasattr(b, "i"))


def factory(x):
    class Local:
        value = x
        x = x if False else "rebound"

        def get(self):
            return x

    return Local


try:
    print(factory("argument").value)
except NameError as error:
    print(error)


def factory2(x):
    class Local:
        value = x

        def get(self):
            return x

        class Deep:
            def get(self):
                return x

    return Local


L = factory2("closed over")
print(L.value, L().get(), L.Deep().get(), L.__qualname__)


class Global:
    global created
    created = "in module"

    def f(self):
        global x
        x = "changed by method"


Global().f()
print(created, x, "created" in vars(Global))


class Recursive:
    def clone(self):
        return Recursive()

    def __init_subclass__(cls):
        cls.tag = cls.__name__ + "!"


class Sub(Recursive):
    name = Recursive.__name__


print(type(Sub().clone()).__name__, Sub.tag, Sub.name)
class OneLine: a = 1; b = a + 1
class Bases(*[dict], **{"metaclass": type}): pass
print(OneLine.b, Bases.__bases__)
