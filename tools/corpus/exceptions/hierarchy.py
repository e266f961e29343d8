"""The exception classes and where they stand."""

import errno


def tree(cls, indent=0):
    print(" " * indent + cls.__name__)
    for sub in sorted((c for c in cls.__subclasses__() if c.__module__ == "builtins"), key=lambda c: c.__name__):
        tree(sub, indent + 2)


tree(ArithmeticError)
tree(LookupError)
for name in ["ValueError", "TypeError", "OSError", "StopIteration", "KeyboardInterrupt", "UnicodeError", "SyntaxError", "ModuleNotFoundError", "RecursionError", "NotImplementedError", "FileNotFoundError", "BrokenPipeError", "EOFError", "UserWarning"]:
    cls = getattr(__builtins__, name)
    print(name, "<", " < ".join(c.__name__ for c in cls.__mro__[1:-1]))
print(IOError is OSError, EnvironmentError is OSError, issubclass(FileExistsError, OSError))
for name in ("EPERM", "ENOENT", "EACCES", "EEXIST", "ENOTDIR", "EISDIR", "EPIPE", "EIO", "EAGAIN", "ECHILD"):
    print(name, type(OSError(getattr(errno, name), "text")).__name__)
