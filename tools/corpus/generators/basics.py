"""Generators: lazy values, state, send, return values."""


def count(start, stop):
    print("started")
    while start < stop:
        yield start
        start += 1
    print("finished")
    return "done"


g = count(0, 2)
print(type(g).__name__, g.__name__)
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
try:
    next(g)
except StopIteration as stop:
    print("again", stop.value)


def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        total += value
        n += 1
        average = total / n


a = averager()
print(next(a), a.send(10), a.send(20), a.send(30))
try:
    averager().send(1)
except TypeError as error:
    print(error)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for i, item in enumerate(iterable):
        if i >= n:
            return
        yield item


print(list(take(10, fibonacci())), sum(take(5, fibonacci())), [*take(3, "abcdef")], dict(zip("ab", fibonacci())))


def walk(tree):
    if tree:
        left, value, right = tree
        yield from walk(left)
        yield value
        yield from walk(right)


print(list(walk((((None, 1, None), 2, None), 3, (None, 4, (None, 5, None))))))


def pipeline(lines):
    stripped = (line.strip() for line in lines)
    nonempty = (line for line in stripped if line)
    return (f"{n}: {line}" for n, line in enumerate(nonempty, 1))


print(list(pipeline(["a ", "", " b", "   ", "c"])))


def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    return received


e = echo()
next(e)
e.send("x"); e.send("y")
try:
    e.send("z")
except StopIteration as stop:
    print(stop.value)
def empty():
    return
    yield


print(list(empty()), list(x for x in empty()))


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)


def yields_in_expressions():
    x = (yield 1) + (yield 2)
    print("sum", x)
    y = (yield x, "pair")
    f((yield 3), k=(yield 4))


def f(a, k):
    print("f", a, k)


y = yields_in_expressions()
print(next(y), y.send(10), y.send(20), y.send(None), y.send("a"))
print(next(y, "default"))
