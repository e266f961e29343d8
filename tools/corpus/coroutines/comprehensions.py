"""Async comprehensions in every place, await inside comprehensions, async generator expressions."""


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("suspended")


async def numbers(n):
    for i in range(n):
        yield i


async def double(x):
    return x * 2


async def main():
    a = [await double(x) for x in range(3)]
    b = [x async for x in numbers(3) if await double(x) > 1]
    c = {x: await double(x) async for x in numbers(2)}
    d = {(x, y) async for x in numbers(2) async for y in numbers(2)}
    e = [[y async for y in numbers(x)] async for x in numbers(3)]
    f = (await double(x) async for x in numbers(2))
    g = [x async for x in f]
    h = [x + y for x in range(2) async for y in numbers(2)]
    i = await double(sum([x async for x in numbers(4)]))
    j = [f"{await double(x)}" for x in [1] if await double(x)]
    k = (lambda: [x for x in a])()
    return a, b, c, sorted(d), e, g, h, i, j, k


for result in run(main()):
    print(result)


async def with_walrus():
    [last := x async for x in numbers(5)]
    return last, any([(found := x) > 2 async for x in numbers(9)]), found


print(run(with_walrus()))


async def unpack():
    first, *rest = [x async for x in numbers(4)]
    return first, rest, await double(*[await double(1)]), {**{"k": await double(2)}}


print(run(unpack()))


async def nested_function():
    async def inner(x):
        return [await double(y) async for y in numbers(x)]

    return [await inner(n) for n in range(3)]


print(run(nested_function()))
