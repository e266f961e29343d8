"""raise: classes, instances, from, from None, custom exceptions, attributes, notes."""


class AppError(Exception):
    """Base."""


class NotFound(AppError):
    def __init__(self, name, code=404):
        super().__init__(f"{name} not found")
        self.name, self.code = name, code


class Formatted(AppError):
    def __str__(self):
        return "formatted: " + "/".join(map(str, self.args))


def attempt(function):
    try:
        function()
    except BaseException as error:
        print(type(error).__name__, "|", error, "|", error.args, "|", repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
        return error


def plain(): raise ValueError
def message(): raise ValueError("message", 2)
def instance(): raise NotFound("page")
def formatted(): raise Formatted(1, 2)


def chained():
    try:
        {}["k"]
    except KeyError as error:
        raise NotFound("k") from error


def implicit():
    try:
        {}["k"]
    except KeyError:
        raise NotFound("k")


def hidden():
    try:
        {}["k"]
    except KeyError:
        raise NotFound("k") from None


def from_class(): raise ValueError("x") from KeyError
def bad_raise(): raise 5
def bad_cause(): raise ValueError from 5
def exit_(): raise SystemExit(3)


for function in (plain, message, instance, formatted, chained, implicit, hidden, from_class, bad_raise, bad_cause, exit_):
    attempt(function)
e = attempt(instance)
print(e.name, e.code, isinstance(e, AppError), issubclass(NotFound, Exception), NotFound.__mro__[1].__name__)
e.add_note("a note")
e.add_note("another")
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__)
print(repr(ValueError()), repr(ValueError("a")), repr(ValueError("a", 1)), str(KeyError("k")), str(KeyError("k", 1)), str(ValueError()), str(OSError(5000, "No such file")), OSError(5000, "gone", "f.txt"), repr(OSError(5000, "x")))
print(ValueError("a") == ValueError("a"), hash(e) == hash(e), [c.__name__ for c in FileNotFoundError.__mro__], type(OSError(5000, "x")).__name__)
for error in (StopIteration(5), SystemExit(2), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), ImportError("m", name="n"), AttributeError("a", name="n", obj=1), NameError("x", name="y")):
    print(repr(error), str(error), {k: getattr(error, k) for k in ("value", "code", "reason", "name") if hasattr(error, k)})


class Quiet(Exception):
    def __init__(self, a, b):
        pass


print(repr(Quiet(1, 2)), Quiet(1, 2).args)
try:
    assert 1 == 2, "assertion message"
except AssertionError as error:
    print(repr(error))
try:
    assert False
except AssertionError as error:
    print(repr(error))
assert True, 1 / 0
assert (1, "non-empty tuple is true")[0]
try:
    raise ValueError("one")
except ValueError as first:
    saved = first
    try:
        raise saved
    except ValueError as second:
        print(second is first, second.__context__)
