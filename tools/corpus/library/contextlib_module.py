"""contextlib beyond `with`: ExitStack, ContextDecorator, AsyncExitStack, aclosing."""

from contextlib import AbstractContextManager, AsyncExitStack, ContextDecorator, ExitStack, asynccontextmanager, chdir, closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
import io
import sys


class Track(ContextDecorator):
    depth = 0

    def __enter__(self):
        Track.depth += 1
        print("  " * Track.depth + "enter")
        return self

    def __exit__(self, *details):
        print("  " * Track.depth + "exit", details[0] and details[0].__name__)
        Track.depth -= 1


@Track()
def recursive(n):
    return n and recursive(n - 1)


recursive(2)


def resources(n, fail_at=None):
    with ExitStack() as stack:
        for i in range(n):
            if i == fail_at:
                raise RuntimeError(f"could not open {i}")
            stack.callback(print, "release", i)
        return stack.pop_all()


with resources(2):
    print("in use")
try:
    resources(3, fail_at=1)
except RuntimeError as error:
    print(error)
with ExitStack() as stack:
    stack.push(lambda kind, value, tb: print("push saw", kind.__name__) or True)
    stack.enter_context(suppress(KeyError))
    raise ValueError("swallowed by push")
out, err = io.StringIO(), io.StringIO()
with redirect_stdout(out), redirect_stderr(err):
    print("to out")
    print("to err", file=sys.stderr)
print(repr(out.getvalue()), repr(err.getvalue()))
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])
with nullcontext("value") as v:
    print(v)


class Mine(AbstractContextManager):
    def __exit__(self, *details):
        return None


with Mine() as mine:
    print(type(mine).__name__)


@asynccontextmanager
async def aresource(name):
    print("aenter", name)
    try:
        yield name
    finally:
        print("aexit", name)


async def main():
    async with aresource("a") as a, aresource("b") as b:
        print(a, b)
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(aresource("c")))
        stack.callback(print, "sync callback")
    return "done"


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)


@contextmanager
def temporarily(mapping, **changes):
    old = {k: mapping.get(k) for k in changes}
    mapping.update(changes)
    try:
        yield mapping
    finally:
        mapping.update(old)


settings = {"debug": False}
with temporarily(settings, debug=True):
    print(settings)
print(settings, temporarily.__name__, temporarily.__wrapped__.__name__)
