"""The traceback module and traceback objects."""

import sys
import traceback


def outer():
    inner(1)


def inner(n):
    local = n * 2
    raise LookupError("lost")


try:
    outer()
except LookupError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, sorted(tb.tb_frame.f_locals)[-1:] if tb.tb_frame.f_code.co_name != "<module>" else "")
        tb = tb.tb_next
    print(traceback.format_exception_only(error))
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.name, frame.lineno, frame.line, frame.colno, frame.end_colno)
    text = traceback.format_exc()
    print(text.splitlines()[0], "|", text.splitlines()[-1])
    traceback.print_exc(limit=1, file=sys.stdout)


def who():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_lineno


print(who())
try:
    raise ValueError("a") from KeyError("b")
except ValueError as error:
    print("".join(traceback.format_exception(error, chain=False)), end="")
    te = traceback.TracebackException.from_exception(error)
    print(te.exc_type_str, str(te), [str(te.__cause__)])
