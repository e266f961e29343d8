"""enum: members, auto, aliases, flags, methods, functional API."""

from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name.lower()}={self.value}"

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color))
print(Color.RED.describe(), Color.default(), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), Color.__members__.keys(), {Color.RED: "r"}[Color(1)])
for attempt in ["Color(9)", "Color['NO']", "Color.RED < Color.BLUE", "setattr(Color, 'RED', 5)", "Color.NOPE", "type('Sub', (Color,), {})"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(type(error).__name__, error)


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Kind(StrEnum):
    FIRST = auto()
    SECOND = "2nd"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Mode(IntFlag):
    A = 1
    B = 2


print(Level.LOW < Level.HIGH, Level.HIGH + 1, sorted(Level, reverse=True), Kind.FIRST, Kind.SECOND.upper(), repr(Kind.FIRST), f"{Level.LOW} {Level.LOW!r} {Kind.FIRST:>8}")
print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.RW & Perm.W, ~Perm.R, Perm(0), bool(Perm(0)), list(Perm.RW), Perm(7), repr(Perm.R | Perm.X), Mode.A | Mode.B, (Mode.A | 4).value)


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius**2, 2)


print([(p.name, p.gravity) for p in Planet], Planet.EARTH.value)
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value)


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    X = auto()
    Y = auto()


print([m.value for m in Auto])
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("matched green")
