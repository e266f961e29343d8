"""Exception groups: except*, split, subgroup, derive, nesting."""


def handle(group):
    try:
        raise group
    except* ValueError as eg:
        print("values", [str(e) for e in eg.exceptions], repr(eg))
    except* (TypeError, KeyError) as eg:
        print("types", eg.exceptions)
    else:
        print("else")
    finally:
        print("finally")


handle(ExceptionGroup("g", [ValueError("a"), TypeError("b"), ValueError("c")]))
handle(ValueError("naked"))
try:
    handle(ExceptionGroup("g", [ValueError("a"), OSError("left")]))
except* OSError as eg:
    print("outer", eg, eg.exceptions)
nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
print(nested, repr(nested), nested.message, nested.exceptions[1].exceptions[0])
matched, rest = nested.split(ValueError)
print(repr(matched), repr(rest), nested.subgroup(TypeError), nested.subgroup(OSError), nested.split(lambda e: e.args == (2,)))
try:
    try:
        raise nested
    except* ValueError:
        raise KeyError("while handling")
except BaseException as error:
    print(repr(error), repr(error.exceptions))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
except ExceptionGroup as eg:
    print(repr(eg))


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + " derived", excs)


print(repr(MyGroup("m", [ValueError(1), TypeError(2)]).subgroup(ValueError)))
for bad in [lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [5]), lambda: ExceptionGroup("x", 5), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()])]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
print(repr(BaseExceptionGroup("b", [KeyboardInterrupt()])), type(BaseExceptionGroup("b", [ValueError()])).__name__)
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
def loop():
    for i in range(3):
        try:
            raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError as eg:
            print("in loop", eg.exceptions[0])
    return "done"


print(loop())
try:
    raise ExceptionGroup("plain except", [ValueError(1)])
except Exception as error:
    print(type(error).__name__, len(error.exceptions))
