"""Async generators, async for, async comprehensions."""


def run(coroutine):
    try:
        while True:
            print("  loop:", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


class Pause:
    def __init__(self, tag):
        self.tag = tag

    def __await__(self):
        yield self.tag


async def ticker(n):
    try:
        for i in range(n):
            await Pause(f"tick {i}")
            got = yield i
            if got:
                print("  got", got)
    finally:
        print("  ticker closed")


class Letters:
    def __init__(self, text):
        self.text = iter(text)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.text)
        except StopIteration:
            raise StopAsyncIteration


async def main():
    async for i in ticker(2):
        print("item", i)
    else:
        print("else")
    async for letter in Letters("abc"):
        if letter == "b":
            continue
        print(letter)
    print([i async for i in ticker(2)], {c async for c in Letters("a")}, {c: 1 async for c in Letters("xy")})
    print([i * 10 async for i in ticker(3) if i % 2 == 0], [(i, c) for i in range(2) async for c in Letters("pq")])
    squares = (i * i async for i in ticker(2))
    print(type(squares).__name__, await anext(squares), await squares.__anext__(), await anext(squares, "default"))
    g = ticker(5)
    print(await g.asend(None), await g.asend("hello"))
    await g.aclose()
    try:
        await anext(g)
    except StopAsyncIteration:
        print("exhausted")
    h = ticker(3)
    await anext(h)
    try:
        await h.athrow(ValueError("thrown"))
    except ValueError as error:
        print("caught", error)
    async for i in ticker(5):
        if i == 1:
            break
    return "end"


print(run(main()))


async def bad():
    async for x in [1]:
        pass


try:
    run(bad())
except TypeError as error:
    print(error)


async def bad_with():
    with Letters("a"):
        pass


try:
    run(bad_with())
except TypeError as error:
    print(error)
