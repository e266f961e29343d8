"""dataclasses: defaults, factories, ordering, frozen, slots, inheritance, replace."""

from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace


@dataclass
class Point:
    x: int
    y: int = 0

    def distance(self):
        return (self.x**2 + self.y**2) ** 0.5


@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = field(compare=False, default="spades")


@dataclass
class Inventory:
    name: str
    items: list[str] = field(default_factory=list)
    total: int = field(init=False, default=0, repr=False)
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.total = len(self.items) * scale


@dataclass(slots=True, kw_only=True)
class Slotted:
    a: int
    b: int = 2


@dataclass
class Point3(Point):
    z: int = 0
    _: KW_ONLY
    label: str = ""


p = Point(3, 4)
print(p, p.distance(), p == Point(3, 4), p != Point(0), Point(x=1), asdict(p), astuple(p), replace(p, y=9))
print(sorted([Card(3), Card(1, "hearts"), Card(2)]), Card(1) < Card(2), Card(1) == Card(1, "clubs"), hash(Card(1)) == hash(Card(1, "x")))
print(Inventory("a", ["x", "y"], scale=3), Inventory("b").total, Inventory("b").items is Inventory("b").items, Inventory("c", ["q"], 5).total)
print(Slotted(a=1), hasattr(Slotted(a=1), "__dict__"), Point3(1, 2, 3, label="p"), [f.name for f in fields(Point3)], is_dataclass(Point), is_dataclass(5))
for attempt in ["Point()", "Card(1).rank.__class__ and setattr(Card(1), 'rank', 2)", "Slotted(1)", "Point3(1, 2, 3, 'x')", "p < p", "hash(p)"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(type(error).__name__, error)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as error:
    print(error)
try:
    @dataclass
    class Order:
        x: int = 1
        y: int
except TypeError as error:
    print(error)
match p:
    case Point(x, y=4):
        print("matched", x, Point.__match_args__)
nested = Inventory("n", [Point(1)])
print(asdict(nested), nested)
