"""Every kind of parameter and how arguments bind to them."""


def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6), f(1, d=4, c=9), f(1, d=2, a=3, b=4, z=5))
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)


def bare(*, key):
    return key


def optional(a, b=None, *args):
    return a, b, args


def mutable(x, acc=[]):
    acc.append(x)
    return acc


def late(n=len("abc")):
    return n


print(bare(key=1), optional(1), optional(1, 2, 3, 4), mutable(1), mutable(2), mutable(3, []), late())
for attempt in ["f()", "f(1)", "f(1, d=1, a=2)", "bare(1)", "bare()", "bare(1, key=2)", "bare(key=1, other=2)", "optional()", "optional(1, a=1)", "optional(c=1)",
                "(lambda: 0)(1)", "(lambda a, b: 0)(1)", "(lambda a, b, c: 0)()", "(lambda a, b, /: 0)(a=1, b=2)", "(lambda *, a, b: 0)()", "(lambda a, b=1: 0)(1, 2, 3)", "(lambda a, *, b: 0)(1, 2, b=3)", "optional(colour=1, a=2)", "late(m=2)"]:
    try:
        print(attempt, eval(attempt))
    except TypeError as error:
        print(attempt, "->", error)


def annotated(a: int, *args: "str", b: float = 1.0, **kw: dict) -> bool:
    """Docstring."""
    return a == b


print(annotated.__annotations__, annotated.__doc__, annotated(1), annotated(2, "x", b=2.0, z={}))


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


def implicit():
    pass


print(recursive(20), implicit(), implicit.__doc__, (lambda *a, **k: (a, k))(1, x=2))


def nested_defaults(a, b=lambda x: x + 1, c={"k": [1]}):
    return b(a), c


print(nested_defaults(1), nested_defaults(1, lambda x: x * 100))
f.attribute = "functions have attributes"
print(f.attribute, f.__dict__, callable(f), f.__module__, f.__qualname__)
f.__defaults__ = (20, 30)
f.__kwdefaults__ = {"d": 40, "e": 50}
print(f(1))
