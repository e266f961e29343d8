"""What a function knows about itself."""


def sample(a, b=2, /, c: int = 3, *args, d, e="e", **kwargs) -> str:
    """First line.

        Indented line.
    """
    x = a
    return lambda: x


code = sample.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_firstlineno, code.co_flags)
print(sample.__doc__, sample.__name__, sample.__qualname__, sample.__module__, sample.__annotations__, sample.__defaults__, sample.__kwdefaults__, sample.__closure__, sample.__type_params__)
inner = sample(1, d=0)
print(inner.__name__, inner.__qualname__, inner.__closure__[0].cell_contents, inner.__code__.co_freevars)
sample.__name__ = "renamed"
sample.__doc__ = None
print(sample.__name__, sample.__doc__, str(sample).split(" at ")[0], repr(len), repr(print))


class C:
    def method(self):
        return self.__class__.__name__

    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def static():
        return "static"


c = C()
print(c.method.__self__ is c, c.method.__func__ is C.method, C.method(c), c.make() is C, C.static(), c.static(), C.make.__self__ is C)
print(C.method.__qualname__, c.method == c.method, c.method is c.method, type(c.method).__name__, type(C.method).__name__, type(C.__dict__["make"]).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__)
import inspect

print(inspect.signature(sample), inspect.signature(C.make), inspect.signature(lambda x, *y, z=1: 0))
print([str(p.kind) for p in inspect.signature(sample).parameters.values()])
