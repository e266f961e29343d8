"""A package."""

print("zoo/__init__")
VERSION = "1.0"
from . import animals


def __getattr__(name):
    if name == "dynamic_attribute":
        return "from module __getattr__"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
