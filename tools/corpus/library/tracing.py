"""Being told of what runs: sys.settrace(), sys.setprofile() and sys.monitoring."""
import sys


def function(x):
    y = x + 1
    if y > 2:
        pass
    for i in range(2):
        y += i
    while y < 9: y += 3
    return y


def generator():
    try:
        yield 1
        raise ValueError("inside")
    except ValueError:
        yield 2


class Class:
    def __init__(self, value):
        self.value = value

    def fail(self):
        return {}["missing"]


def fails():
    try:
        Class(1).fail()
    finally:
        done = True


def show(what, frame, argument):
    if isinstance(argument, tuple):
        argument = argument[0].__name__
    print(f"{what}: {frame.f_code.co_name} {frame.f_lineno - frame.f_code.co_firstlineno} {argument!r}")


def tracer(frame, what, argument):
    show(what, frame, argument)
    return tracer


def only_calls(frame, what, argument):
    show(what, frame, argument)


def profiler(frame, what, argument):
    if what.startswith("c_"):
        argument = argument.__name__
    if argument is not sys.setprofile:
        show(what, frame, argument)


def run():
    function(2)
    list(generator())
    try:
        fails()
    except KeyError:
        pass


print("-- settrace")
sys.settrace(tracer)
run()
sys.settrace(only_calls)
run()
print(sys.gettrace() is only_calls)
sys.settrace(None)
print(sys.gettrace())

print("-- setprofile")
sys.setprofile(profiler)
run()
len("abc")
try:
    int("no number")
except ValueError:
    pass
sys.setprofile(None)

print("-- monitoring")
monitoring = sys.monitoring
events = monitoring.events
TOOL = 3
monitoring.use_tool_id(TOOL, "example")


def teller(name):
    def tell(code, *arguments):
        shown = [a.__name__ if callable(a) else type(a).__name__ if isinstance(a, BaseException) else a for a in arguments]
        if name == "LINE":
            shown = [arguments[0] - code.co_firstlineno]
        if monitoring.MISSING in arguments:
            shown[-1] = "missing"
        print(name, code.co_name, shown)

    return tell


NAMES = (
    "PY_START PY_RESUME PY_RETURN PY_YIELD PY_UNWIND PY_THROW LINE JUMP BRANCH_LEFT BRANCH_RIGHT STOP_ITERATION "
    "RAISE RERAISE EXCEPTION_HANDLED"
).split()
for name in NAMES:
    monitoring.register_callback(TOOL, getattr(events, name), teller(name))
everything = 0
for name in NAMES:
    everything |= getattr(events, name)
for code in (function.__code__, generator.__code__, fails.__code__, Class.fail.__code__):
    local = everything & (events.RAISE - 1)
    monitoring.set_local_events(TOOL, code, local)
run()
print(monitoring.get_local_events(TOOL, function.__code__) == local)
for code in (function.__code__, generator.__code__, fails.__code__, Class.fail.__code__):
    monitoring.set_local_events(TOOL, code, 0)


def once(code, line):
    print("once", code.co_name, line - code.co_firstlineno)
    return monitoring.DISABLE


monitoring.register_callback(TOOL, events.LINE, once)
monitoring.set_events(TOOL, events.LINE)
for _ in range(2):
    function(0)
monitoring.set_events(TOOL, 0)


def refuse(code, offset):
    raise RuntimeError("refused")


monitoring.register_callback(TOOL, events.PY_START, refuse)
monitoring.set_local_events(TOOL, function.__code__, events.PY_START)
try:
    function(1)
except RuntimeError as error:
    print(error)
monitoring.free_tool_id(TOOL)
print(function(1))
for wrong in (lambda: monitoring.use_tool_id(9, "x"), lambda: monitoring.set_events(TOOL, -1)):
    try:
        wrong()
    except ValueError as error:
        print(error)
