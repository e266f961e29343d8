"""Generators: throw, close, finally, GeneratorExit, errors inside."""


def resilient():
    try:
        while True:
            try:
                value = yield "ready"
                print("got", value)
            except ValueError as error:
                print("handled", error)
                yield "recovered"
    finally:
        print("cleanup")


g = resilient()
print(next(g), g.send(1), g.throw(ValueError("bad")), next(g))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("closed")
g = resilient()
next(g)
try:
    g.throw(KeyError("unhandled"))
except KeyError as error:
    print("came out", error)
fresh = resilient()
try:
    fresh.throw(RuntimeError("before start"))
except RuntimeError as error:
    print(error)
print(next(fresh, "exhausted"))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("ignoring exit")
    yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns_on_close():
    try:
        yield
    except GeneratorExit:
        return "closed value"


r = returns_on_close()
next(r)
print(r.close())


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def yields_in_finally():
    try:
        yield "body"
    finally:
        yield "finally"
        print("after finally")


print(list(yields_in_finally()))


def nested():
    try:
        yield from resilient()
    except KeyError:
        yield "outer caught"


n = nested()
print(next(n), n.throw(ValueError("through")), n.throw(KeyError("k")), next(n, "end"))


def with_return(n):
    for i in range(n):
        yield i
    return n * 100


def delegates():
    first = yield from with_return(2)
    second = yield from with_return(1)
    third = yield from "xy"
    return first, second, third


d = delegates()
try:
    while True:
        print(next(d), end=" ")
except StopIteration as stop:
    print(stop.value)


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def send(self, value):
        return f"send {value}"

    def throw(self, error):
        return f"throw {error!r}"

    def close(self):
        print("delegate closed")


def outer():
    yield from Delegate()


o = outer()
print(next(o), o.send(5), o.throw(ValueError("v")), o.gi_yieldfrom.__class__.__name__)
o.close()
try:
    raise ValueError("context")
except ValueError:
    def inner():
        import sys
        yield sys.exception()
        try:
            raise KeyError("own")
        except KeyError:
            yield sys.exception()
        yield sys.exception()
    print([repr(e) for e in inner()])
for bad in [lambda: g.throw(5), lambda: g.throw(int)]:
    try:
        bad()
    except TypeError as error:
        print(error)
