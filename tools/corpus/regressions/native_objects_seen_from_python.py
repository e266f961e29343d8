"""Signatures, modules, docstrings and pickling of what the interpreter itself defines."""

import copyreg
import inspect

for function in [len, print, sorted, isinstance, abs, [].append, dict.get, str.join]:
    print(function.__name__, inspect.signature(function), inspect.ismodule(function.__self__) if inspect.isbuiltin(function) else "-")
print(len.__module__, type(len).__module__, type(lambda: 0).__module__, type(type).__module__, isinstance(type(lambda: 0).__doc__, str))
for thing in [(i for i in ()), iter(()), len(()).__add__, print.__self__]:
    try:
        print(object.__reduce_ex__(thing, 2))
    except TypeError as error:
        print(error)
for type_ in [int, dict, type(i for i in ())]:
    try:
        object.__new__(type_)
    except TypeError as error:
        print(error)


class Box[T]:
    pass


print(copyreg._reduce_ex(Box(), 0)[1][:2], {name in vars(type(None)) for name in ("__eq__", "__lt__", "__hash__")})
p = property()
print(p.getter(None).fget, property(len).getter(None).fget is len)
try:
    property.__set_name__(p)
except TypeError as error:
    print(error)


class Documented(property):
    """The class's own."""


print(Documented(lambda self: 0).__doc__, Documented(doc="given").__doc__)


def f(): ...


for target in [f, type("C", (), {})]:
    target.__annotate__ = lambda format: 5
    try:
        target.__annotations__
    except TypeError as error:
        print(error)
try:
    del f.__dict__
except TypeError as error:
    print(error)
import collections.abc
import warnings


class Index:
    def __index__(self):
        return True


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print([10, 20][Index()], [str(w.message).split(".")[0] for w in caught])
match "text", b"x", [1]:
    case [[*_], _, _]:
        print("str is no sequence pattern")
    case [str(), bytes(), [*items]]:
        print(items)
