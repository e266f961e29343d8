"""Coroutines driven by send, with awaitables of our own."""


class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer


async def inner(name):
    first = await Ask(f"{name}: first?")
    second = await Ask(f"{name}: second?")
    return first + second


async def outer():
    try:
        total = await inner("a")
        total += await inner("b")
        return total
    finally:
        print("outer finished")


c = outer()
print(type(c).__name__, c.__name__, c.cr_await)
question = c.send(None)
for answer in [1, 2, 3, 4]:
    print(question, answer)
    try:
        question = c.send(answer)
    except StopIteration as stop:
        print("result", stop.value)
for attempt in [lambda: c.send(None), lambda: iter(c), lambda: next(c)]:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


async def awaits(x):
    return await x


for bad in [5, "s", None]:
    try:
        awaits(bad).send(None)
    except TypeError as error:
        print(error)
d = outer()
d.send(None)
try:
    d.throw(KeyError("thrown in"))
except KeyError as error:
    print("out", error)
e = outer()
e.send(None)
e.close()
f = outer()
f.close()


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def constant():
    return 42


async def many():
    results = [await constant() for _ in range(3)]
    pair = {k: await constant() for k in "ab"}
    conditional = await constant() if results else 0
    return results, pair, conditional, (await constant()) + 1, not await constant(), -await constant()


print(run(many()), run(awaits(constant())))


class Manager:
    async def __aenter__(self):
        print("aenter")
        return "resource"

    async def __aexit__(self, kind, value, traceback):
        print("aexit", kind and kind.__name__)
        return kind is ValueError


async def managed():
    async with Manager() as m, Manager():
        print("inside", m)
    async with Manager():
        raise ValueError("suppressed")
    try:
        async with Manager():
            raise KeyError("not suppressed")
    except KeyError as error:
        print("escaped", error)
    return "managed"


print(run(managed()))
import types


@types.coroutine
def legacy():
    got = yield "legacy yield"
    return got


g = awaits(legacy())
print(g.send(None))
try:
    g.send("value")
except StopIteration as stop:
    print(stop.value)
