"""contextlib in with statements."""

from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
import io


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("p") as name, tag("b"):
    print(name)
with tag("p"):
    raise ValueError("x")
try:
    with tag("p"):
        raise KeyError("k")
except KeyError as error:
    print("escaped", error)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("never")
with ExitStack() as stack:
    for n in range(3):
        stack.enter_context(tag(f"s{n}"))
    stack.callback(print, "callback", "first out")
    print("in stack")
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))


class Closable:
    def close(self):
        print("closed")


with closing(Closable()) as c, nullcontext(5) as five:
    print(type(c).__name__, five)


@tag("decorator")
def decorated(x):
    print("in function", x)
    return x * 2


print(decorated(4))


@contextmanager
def broken():
    if False:
        yield


try:
    with broken():
        pass
except RuntimeError as error:
    print(error)


@contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)
