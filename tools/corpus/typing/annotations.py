"""PEP 649: annotations are evaluated when asked for."""

from typing import get_type_hints
import annotationlib

x: int = 1
y: list[str]
import sys

print(sys.modules[__name__].__annotations__, __annotate__(1))


def f(a: int, b: Undefined = None, *args: str, c: "quoted", **kw: dict[str, int]) -> list[Later]:
    local: Never = 1
    return a


print(f(1, c="x"))
try:
    f.__annotations__
except NameError as error:
    print(error)
print(annotationlib.get_annotations(f, format=annotationlib.Format.STRING))
print(annotationlib.get_annotations(f, format=annotationlib.Format.FORWARDREF)["a"])


class Undefined:
    pass


class Later:
    field: "Later" = None
    number: int = 5
    untouched: float

    def method(self) -> Later:
        return self


print(f.__annotations__["return"] == list[Later], list(f.__annotations__))
print(Later.__annotations__, Later.method.__annotations__["return"] is Later, get_type_hints(Later)["field"] is Later)


class Point:
    x: int
    y: int = 0
    if y:
        hidden: str
    for i in range(1):
        in_loop: bool


print(Point.__annotations__, Point.__annotate__(1), hasattr(Point, "x"), Point.y)
f.__annotations__ = {"replaced": 1}
print(f.__annotations__, f.__annotate__)
print((lambda: 0).__annotations__, int.__dict__.get("__annotations__"))
(z): int = 5
Point.attr: int = 6
d = {}
d["k"]: int = 7
print(z, Point.attr, d, "z" in __annotate__(1))
count = 0


def side_effect():
    global count
    count += 1
    return int


def g(a: side_effect()):
    pass


print(count, g.__annotations__, g.__annotations__, count)
