"""assert with and without a message, side effects, and what fails."""


def check(value):
    assert isinstance(value, int), f"{value!r} is no int"
    assert value >= 0
    assert value < 100, ("too big", value)
    return value


for value in (5, "x", -1, 500):
    try:
        print(check(value))
    except AssertionError as error:
        print(repr(error), error.args, bool(str(error)))
calls = []
assert not calls.append("evaluated")
assert True, calls.append("not evaluated")
print(calls)
try:
    assert [], {}
except AssertionError as error:
    print(error.args)
try:
    assert 0, None
except AssertionError as error:
    print(error.args)
AssertionError_ = AssertionError
AssertionError = ValueError
try:
    assert False, "the builtin is raised, not the global"
except AssertionError_ as error:
    print(type(error).__name__, error)
