"""What except* raises in the end, what split makes, and what groups look like."""


class Group(ExceptionGroup):
    pass


try:
    try:
        raise ExceptionGroup("all", [ValueError(1), ValueError(2)])
    except* ValueError:
        raise TypeError("alone")
except BaseException as error:
    print(repr(error), repr(error.__context__))
try:
    try:
        raise ExceptionGroup("all", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("more")
except BaseException as error:
    print(repr(error))
group = Group("outer", [ValueError(1), Group("inner", [TypeError(2)])])
match, rest = group.split(TypeError)
print(type(match).__name__, type(rest).__name__, repr(match), repr(rest))
none, rest = group.split(KeyError)
print(none, rest is group, type(rest).__name__, rest.exceptions[1] is group.exceptions[1])
print(repr(ExceptionGroup("t", (ValueError(),))), repr(ExceptionGroup("l", [ValueError()])), str(group))
for bad in [lambda: ExceptionGroup(1, []), lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", 5), lambda: ExceptionGroup("m", [1]), lambda: ExceptionGroup("m")]:
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
