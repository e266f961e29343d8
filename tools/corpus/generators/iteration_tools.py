"""Generators as tools: chunks, windows, flatten, interleave, coroutine pipelines, peekable."""


def chunks(items, n):
    for i in range(0, len(items), n):
        yield items[i:i + n]


def windows(iterable, n):
    window = []
    for item in iterable:
        window.append(item)
        if len(window) == n:
            yield tuple(window)
            window.pop(0)


def flatten(value):
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from flatten(item)
    else:
        yield value


def interleave(*iterables):
    iterators = [iter(i) for i in iterables]
    while iterators:
        for iterator in iterators[:]:
            try:
                yield next(iterator)
            except StopIteration:
                iterators.remove(iterator)


def primed(function):
    def start(*args):
        generator = function(*args)
        next(generator)
        return generator

    return start


@primed
def collect(into):
    while True:
        into.append((yield))


@primed
def transform(function, target):
    while True:
        target.send(function((yield)))


@primed
def keep(predicate, target):
    while True:
        item = yield
        if predicate(item):
            target.send(item)


@primed
def broadcast(*targets):
    while True:
        item = yield
        for target in targets:
            target.send(item)


class Peekable:
    def __init__(self, iterable):
        self.iterator, self.buffer = iter(iterable), []

    def __iter__(self):
        return self

    def __next__(self):
        return self.buffer.pop() if self.buffer else next(self.iterator)

    def peek(self, default=None):
        if not self.buffer:
            try:
                self.buffer.append(next(self.iterator))
            except StopIteration:
                return default
        return self.buffer[-1]


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


def permutations(items):
    if not items:
        yield ()
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield (items[i],) + rest


print(list(chunks("abcdefg", 3)), list(windows(range(5), 3)), list(flatten([1, (2, [3, [4]]), []])), list(interleave("abc", [1], "xy")))
squares, odds = [], []
pipe = broadcast(transform(lambda n: n * n, collect(squares)), keep(lambda n: n % 2, collect(odds)))
for n in range(5):
    pipe.send(n)
pipe.close()
print(squares, odds)
p = Peekable("ab")
print(p.peek(), next(p), p.peek(), next(p), p.peek("none"), list(p))
print(list(collatz(6)), max((len(list(collatz(n))), n) for n in range(1, 30)), ["".join(x) for x in permutations("abc")])


def tree_to_lines(tree, depth=0):
    for name, children in tree.items():
        yield "  " * depth + name
        yield from tree_to_lines(children, depth + 1)


print("\n".join(tree_to_lines({"root": {"left": {"leaf": {}}, "right": {}}})))


def states():
    state = "idle"
    while True:
        event = yield state
        state = {("idle", "start"): "running", ("running", "pause"): "paused", ("paused", "start"): "running", ("running", "stop"): "idle"}.get((state, event), state)


machine = states()
print(next(machine), [machine.send(e) for e in ("start", "pause", "stop", "start", "stop")])
