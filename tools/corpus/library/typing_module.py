"""typing: generics, protocols, NamedTuple, TypedDict, overload, get_type_hints, introspection."""

import typing
from typing import Annotated, Any, Callable, ClassVar, Final, Generic, Literal, NamedTuple, NewType, Optional, ParamSpec, Protocol, TypedDict, TypeVar, Union, cast, final, get_args, get_origin, get_type_hints, overload, runtime_checkable

T = TypeVar("T", bound=int)


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item


class IntBox(Box[int]):
    pass


print(Box[int], Box[int](5).item, Box.__parameters__, IntBox.__orig_bases__, get_origin(Box[int]), get_args(Box[int]), T, T.__bound__, Box[T][int])
print(Optional[int], Union[int, str], Union[int, None], Union[int, int], list[int] | None, Callable[[int, str], bool], Callable[..., Any], Literal["a", 1], Annotated[int, "meta"], ClassVar[int], Final, Any, typing.List[int], typing.Dict[str, int], typing.Tuple[int, ...], typing.Type[int])
print(get_origin(Optional[int]) is Union, get_args(Union[int, str]), get_args(Callable[[int], str]), get_origin(list[int]), get_args(Literal[1, 2]), get_args(Annotated[int, 1, 2]), get_origin(int))


class Employee(NamedTuple):
    """An employee."""
    name: str
    id: int = 3

    def tag(self):
        return f"{self.name}#{self.id}"


class Movie(TypedDict, total=False):
    title: typing.Required[str]
    year: int


print(Employee("Ann"), Employee("Bob", 5).tag(), Employee._field_defaults, Employee.__annotations__, Employee.__doc__, Movie(title="Up", year=2009), Movie.__required_keys__, Movie.__optional_keys__, type(Movie(title="x")).__name__)


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closable), isinstance(5, Closable), issubclass(File, Closable))


def f(a: "int", b: Optional[str] = None, *c: list["Box"]) -> Annotated[bool, "x"]: ...


print(get_type_hints(f), get_type_hints(f, include_extras=True)["return"], cast(int, "not checked"), NewType("UserId", int)(5), NewType("UserId", int).__name__)


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x


@final
class Sealed: ...


print(g(1), len(typing.get_overloads(g)), Sealed.__final__, typing.TYPE_CHECKING, typing.is_typeddict(Movie), typing.assert_type(5, int), typing.no_type_check(f).__name__)
for bad in [lambda: Box[int, str], lambda: Union[()], lambda: Optional[int, str], lambda: isinstance(5, list[int]), lambda: TypeVar("X", int), lambda: isinstance(5, Movie), lambda: Closable(), lambda: typing.assert_never(5), lambda: Literal[1]()]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(typing.get_protocol_members(Closable), typing.NoReturn, typing.Self, typing.LiteralString, ParamSpec("P").args, typing.Concatenate[int, ParamSpec("P")], typing.TypeGuard[int], typing.Unpack[tuple[int, str]])
