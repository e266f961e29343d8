"""async with: several managers, exceptions, returns, loops; async for with else, break, continue."""


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Step(f"enter {self.name}")
        return self

    async def __aexit__(self, kind, value, traceback):
        await Step(f"exit {self.name} {kind.__name__ if kind else None}")
        return self.swallow


class Step:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        yield self.text


class Range:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        await Step(f"next {self.i}")
        self.i += 1
        return self.i


def run(coroutine):
    try:
        while True:
            print("step:", coroutine.send(None))
    except StopIteration as stop:
        print("result:", stop.value)
    except Exception as error:
        print("failed:", repr(error))


async def several():
    async with Manager("a") as a, Manager("b"):
        return a.name


async def swallowed():
    async with Manager("quiet", swallow=True):
        raise ValueError
    return "went on"


async def failing():
    async with Manager("loud"):
        raise KeyError("k")


async def loops():
    seen = []
    async for i in Range(4):
        if i == 2:
            continue
        async with Manager(f"m{i}"):
            if i == 3:
                break
        seen.append(i)
    else:
        seen.append("else")
    async for i in Range(0):
        pass
    else:
        seen.append("empty else")
    return seen


async def in_finally():
    try:
        await Step("body")
        raise ValueError("x")
    except ValueError:
        await Step("handler")
        return "returned"
    finally:
        await Step("finally")


for function in (several, swallowed, failing, loops, in_finally):
    print("--", function.__name__)
    run(function())
for source in ["async with Manager('x'): pass", "async for x in y: pass", "await z", "[x async for x in y]", "def f(): await x", "def f():\n async with a: pass"]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
