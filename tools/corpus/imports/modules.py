"""Importing sibling modules: once, by name, as, from, star, module attributes."""

import counter
import counter as again
from counter import increment, total as starting_total
from shapes import *
from shapes import _private, Circle as Round

print(counter is again, counter.__name__, counter.__file__.endswith("counter.py"), starting_total)
print(increment(), increment(), counter.total, starting_total)
print(sorted(name for name in ("Circle", "Square", "helper", "_private", "math") if name in globals()))
print(Circle(2).area(), Round is Circle, Square(3).area(), _private())
import sys

print("counter" in sys.modules, sys.modules["counter"] is counter)
counter.total = 100
print(increment())
try:
    import missing_module
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from counter import nothing
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    import broken
except ZeroDivisionError as error:
    print("import failed:", error, "broken" in sys.modules)
try:
    import bad_syntax
except SyntaxError as error:
    print(type(error).__name__, error.filename.endswith("bad_syntax.py"), error.lineno)


def local_import():
    import shapes as s
    from counter import total
    return s.__doc__, total


print(local_import())
del sys.modules["counter"]
import counter as fresh

print(fresh is counter, fresh.total, dir(fresh)[-2:])
print(__import__("shapes").Square is Square, __name__, __spec__, __package__)
import importlib

print(importlib.import_module("shapes").Square is Square, importlib.reload(fresh).total)
