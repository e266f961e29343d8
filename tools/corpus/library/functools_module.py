"""functools: reduce, partial, wraps, cache, lru_cache, singledispatch, cached_property, cmp_to_key."""

import functools
import operator
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps

print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + b, [], "start"))
try:
    reduce(operator.add, [])
except TypeError as error:
    print(error)


def f(a, b, c=0, *rest, d=1, **kw):
    return a, b, c, rest, d, kw


p = partial(f, 1, d=5)
print(p(2), p(2, 3, 4, d=6, e=7), p.func is f, p.args, p.keywords, partial(p, 9)(), partial(int, base=2)("101"), list(map(partial(pow, 2), range(5))))
print(partial(f, functools.Placeholder, 2)(1))


@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(3), square(2), square(4), square(3), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(7), square.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().misses)


@singledispatch
def show(value):
    return f"object {value}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
@show.register(tuple)
def _(value):
    return "sequence of " + ", ".join(map(show, value))


@show.register
def _(value: str | bytes):
    return f"text {value!r}"


print(show(1.5), show(1), show(True), show([1, "a", (2.5,)]), show(b"x"), show.dispatch(bool) is show.dispatch(int), int in show.registry)


class Formatter:
    @singledispatchmethod
    def render(self, value):
        return "?"

    @render.register
    def _(self, value: int):
        return f"#{value}"

    @render.register
    @classmethod
    def _(cls, value: str):
        return f"{cls.__name__}:{value}"

    def base(self, a, b):
        return a, b

    fixed = partialmethod(base, "first")


print(Formatter().render(5), Formatter().render("s"), Formatter().render(None), Formatter().fixed("second"))


class Data:
    def __init__(self):
        self.calls = 0

    @cached_property
    def total(self):
        self.calls += 1
        return 42


d = Data()
print(d.total, d.total, d.calls, vars(d))
del d.total
print(d.total, d.calls)
print(sorted(["b", "A", "c"], key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))), cmp_to_key(lambda a, b: a - b)(1) < cmp_to_key(lambda a, b: a - b)(2))


def decorator(function):
    @wraps(function)
    def wrapper(*args):
        "wrapper doc"
        return function(*args)
    return wrapper


@decorator
def documented(a: int):
    "original doc"


print(documented.__name__, documented.__doc__, documented.__annotations__, documented.__wrapped__.__name__, functools.WRAPPER_ASSIGNMENTS[:3])


@total_ordering
class Size:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __gt__(self, o): return self.n > o.n


print(Size(1) < Size(2), Size(2) >= Size(2), Size(1) <= Size(0))
