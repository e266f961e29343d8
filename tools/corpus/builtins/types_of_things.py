"""type(), isinstance(), __class__, and what types print as."""

things = [1, 1.0, 1j, "s", b"b", True, None, ..., [], (), {}, set(), frozenset(), range(1), slice(1), bytearray(), memoryview(b""), int, type, object, len, print, (lambda: 0), (i for i in ()), iter([]), NotImplemented, ValueError(), ValueError, property(), classmethod(len), staticmethod(len), super, zip(), map(len, []), enumerate([]), reversed([]), "".join, str.join, [].append, int.__add__, (5).__add__, type.__call__, object.__init__, {}.keys(), {}.items(), {}.values(), int | str, list[int], __import__("sys"), __import__("types").SimpleNamespace()]
for thing in things:
    print(type(thing).__name__, type(thing).__module__, isinstance(thing, object), type(type(thing)).__name__, end="; ")
print()
print(type(1) is int, type(type) is type, isinstance(int, type), issubclass(type, object), isinstance(type, object), object.__class__, type.__bases__, object.__bases__, bool.__mro__, type(type(1)).__mro__)
print(int | str, list[int], dict[str, list[int]], int | None, isinstance(5, int | str), isinstance(None, int | None), type(list[int]).__name__, list[int]([1, 2]), list[int].__origin__, list[int].__args__, tuple[int, ...], type[int], (int | str).__args__, list[int] == list[int], int | int)
print(int.__name__, int.__qualname__, int.__module__, str(int), repr(ValueError), [].__class__.__name__, (5).__class__, "".__class__.__class__, NotImplementedError.__mro__[1], type(NotImplemented))


class C:
    class D:
        pass

    def m(self):
        pass


def function():
    class Local:
        pass

    return Local


print(C, C.D, function(), function().__qualname__, C.m.__qualname__, C.__module__, str(C()).split(" object")[0], repr(C.m).split(" at")[0], type(C().m), type(C.m))
print(callable(C), callable(C()), C.__doc__, int.__doc__ is not None, object().__doc__ is not None, hasattr(C, "__dict__"), hasattr(5, "__dict__"), C().__class__ is C, C().__module__)
