"""dataclasses in use: an inventory with validation, conversion, ordering and generated methods."""

import dataclasses
from dataclasses import MISSING, asdict, dataclass, field, fields, make_dataclass, replace
from typing import ClassVar


@dataclass(order=True)
class Item:
    sort_key: tuple = field(init=False, repr=False)
    name: str
    price: float = 0.0
    tags: set[str] = field(default_factory=set, compare=False)
    count: ClassVar[int] = 0

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"negative price: {self.price}")
        self.sort_key = (self.price, self.name)
        Item.count += 1


@dataclass(frozen=True, slots=True)
class Key:
    kind: str
    number: int = 1

    def next(self):
        return replace(self, number=self.number + 1)


@dataclass
class Shelf:
    label: Key
    items: list[Item] = field(default_factory=list, metadata={"unit": "pieces"})
    parent: "Shelf | None" = field(default=None, repr=False)

    @property
    def value(self):
        return sum(item.price for item in self.items)


items = [Item("pen", 1.5), Item("ink", 12.25, {"blue"}), Item("cap", 1.5)]
print(sorted(items), max(items).name, Item.count, items[0] == Item("pen", 1.5), items[0] < items[1])
shelf = Shelf(Key("A"), items)
print(shelf, shelf.value, shelf.label.next().next(), asdict(shelf.label), {Key("A"): 1}[Key("A", 1)])
print([(f.name, f.default is MISSING, f.default_factory is MISSING, f.init, f.repr, dict(f.metadata)) for f in fields(Shelf)])
shelf.parent = shelf
print(shelf)
Point = make_dataclass("Point", [("x", int), ("y", int, field(default=5))], namespace={"norm": lambda self: abs(self.x) + abs(self.y)})
print(Point(1), Point(1, -2).norm(), Point.__match_args__, Point.__doc__, dataclasses.is_dataclass(Point(1)))
for bad in [lambda: Item("x", -1), lambda: setattr(Key("A"), "kind", "B"), lambda: replace(items[0], sort_key=()), lambda: fields(5), lambda: asdict(5), lambda: Key("A") < Key("B"), lambda: make_dataclass("B", ["class"]), lambda: Key()]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


@dataclass(eq=False)
class Identity:
    x: int


@dataclass(repr=False, unsafe_hash=True)
class Hashable:
    x: int
    y: int = field(hash=False, default=0)


print(Identity(1) == Identity(1), hash(Hashable(1, 2)) == hash(Hashable(1, 3)), "Hashable object" in repr(Hashable(1)), dataclasses.astuple(Hashable(1, 2)))
