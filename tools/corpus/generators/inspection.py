"""gi_frame, gi_running, gi_code, getgeneratorstate; generators that hold exceptions and locals."""

import inspect


def gen(a):
    b = a * 2
    received = yield b
    yield received


g = gen(5)
print(inspect.getgeneratorstate(g), g.gi_running, g.gi_code.co_name, g.gi_frame.f_lineno, g.gi_yieldfrom, g.__qualname__)
next(g)
print(inspect.getgeneratorstate(g), g.gi_frame.f_locals, inspect.getgeneratorlocals(g), g.gi_frame.f_lineno, g.gi_suspended)
print(g.send("x"), next(g, "end"), inspect.getgeneratorstate(g), g.gi_frame)


def watcher():
    print("inside:", inspect.getgeneratorstate(w), w.gi_running)
    yield


w = watcher()
next(w)


def delegating():
    yield from gen(1)


d = delegating()
next(d)
print(type(d.gi_yieldfrom).__name__, inspect.isgenerator(d), inspect.isgeneratorfunction(gen), inspect.iscoroutinefunction(gen))
d.__name__ = "renamed"
print(d.__name__, repr(d).split(" at ")[0])


async def coroutine():
    pass


async def asyncgen():
    yield 1


c, a = coroutine(), asyncgen()
print(inspect.getcoroutinestate(c), c.cr_code.co_name, inspect.iscoroutine(c), inspect.isasyncgen(a), inspect.isawaitable(c), inspect.isasyncgenfunction(asyncgen), a.ag_code.co_name)
c.close()
print(inspect.getcoroutinestate(c))
try:
    g.gi_code = 1
except AttributeError as error:
    print(type(error).__name__)
for bad in [lambda: iter(coroutine), lambda: [x for x in a], lambda: len(g)]:
    try:
        bad()
    except TypeError as error:
        print(error)
