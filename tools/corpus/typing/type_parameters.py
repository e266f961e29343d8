"""PEP 695 and 696: generic functions, classes, aliases, bounds, defaults, lazy evaluation."""


def first[T](items: list[T]) -> T:
    return items[0]


def many[A: int, *Ts, **P](a: A) -> tuple[*Ts]:
    return A, Ts, P


class Stack[T = int]:
    def __init__(self):
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    @classmethod
    def of[U](cls, *items: U):
        stack = cls()
        for item in items:
            stack.push(item)
        return stack, U, T


class Pair[K: (int, str), V](dict[K, V]):
    def swap(self) -> "Pair[V, K]":
        return {v: k for k, v in self.items()}


type Number = int | float
type Tree[T] = T | list[Tree[T]]
type Later = Undefined | None

print(first([1, 2]), first.__type_params__, many(1), many.__type_params__)
A, Ts, P = many.__type_params__
print(A.__bound__, A.__constraints__, A.__name__, type(Ts).__name__, type(P).__name__, A.has_default(), Stack.__type_params__[0].__default__)
stack, u, t = Stack.of("a", "b")
print(stack.items, u, t, Stack.__type_params__[0] is t, Stack[str], Stack.__orig_bases__, Stack.__mro__[1].__name__)
print(Pair({1: "a"}).swap(), Pair.__type_params__[0].__constraints__, Pair.__orig_bases__[0], Pair[int, str])
print(Number, Number.__value__, Tree.__type_params__, Tree.__value__, Tree[int], Tree[int].__args__, type(Number).__name__)
try:
    Later.__value__
except NameError as error:
    print(error)
Undefined = str
print(Later.__value__, isinstance(5, Number.__value__))


def outer[T](x: T):
    def inner[U](y: U) -> tuple[T, U]:
        return T, U

    return inner(x), inner.__annotations__


print(outer(1))


class Bounded[T: Bounded]:
    pass


print(Bounded.__type_params__[0].__bound__.__name__)
for bad in ["def f[T, T](): pass", "class C[T]: T = 1; print(T)", "type X[T: (yield)] = int", "def f[T=int, U](): pass"]:
    try:
        exec(bad)
    except SyntaxError as error:
        print(type(error).__name__)
type_ = type
type = 5
print(type, type_(type).__name__)
