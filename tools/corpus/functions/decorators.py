"""Decorators: plain, with arguments, stacked, on classes and methods, any expression."""

import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("return", result)
        return result

    return wrapper


@trace
def add(a, b=1):
    """Add two numbers."""
    return a + b


add(1)
add(2, b=3)
print(add.__name__, add.__doc__, add.__wrapped__(5, 5))


def repeat(times):
    def decorator(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorator


@repeat(3)
@repeat(2)
def hello(name):
    return f"hello {name}"


print(hello("x"))


def register(registry, name=None):
    def decorator(function):
        registry[name or function.__name__] = function
        return function

    return decorator


commands = {}


@register(commands)
def start():
    return "started"


@register(commands, "halt")
def stop():
    return "stopped"


print({name: command() for name, command in commands.items()})


def with_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    return cls


@with_repr
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(Point(1, 2))


class Memo:
    def __init__(self, function):
        self.function, self.cache = function, {}

    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = self.function(n)
        return self.cache[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(fib.cache))
order = []


def mark(label):
    order.append("evaluate " + label)
    return lambda function: order.append("apply " + label) or function


@mark("outer")
@mark("inner")
def marked():
    pass


print(order)
decorators = [lambda f: "replaced by a string"]


@decorators[0]
def gone():
    pass


@(lambda f: f) if True else None
def kept():
    return "kept"


@lambda cls: cls()
class singleton:
    value = 42


print(gone, kept(), singleton.value)
