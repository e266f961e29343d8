"""enum in use: a state machine, flags as options, mixed-in types, nonmembers, verification."""

import enum
from enum import CONTINUOUS, Enum, EnumMeta, Flag, IntEnum, auto, member, nonmember, property as enum_property, verify


class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str) and value.lower() != value:
            return cls(value.lower())
        return None


state = State.IDLE
seen = []
for _ in range(4):
    seen.append(state.name)
    state = state.next()
print(seen, State("RUNNING"), [s.value for s in State], State.IDLE is State("idle"), State.DONE.__class__, len({State.IDLE, State.IDLE}), type(State) is EnumMeta)


class Option(Flag):
    BOLD = auto()
    ITALIC = auto()
    UNDER = auto()
    LOUD = BOLD | UNDER


style = Option.BOLD | Option.ITALIC
print(style, style.value, Option.BOLD in style, list(style), style ^ Option.BOLD, ~style, Option.LOUD, Option.LOUD & style, Option(0), len(style), style.name, Option["LOUD"], [o.name for o in Option], Option.LOUD in list(Option))


class Priority(IntEnum):
    LOW, MID, HIGH = 1, 5, 10

    @property
    def label(self):
        return self.name.title()


print(Priority.LOW + 1, Priority.HIGH > Priority.MID, [p.label for p in Priority], max(Priority), f"{Priority.MID:03d}", Priority.MID == 5, {5: "five"}[Priority.MID], range(10)[Priority.LOW], repr(Priority.LOW), str(Priority.LOW))


class Mixed(str, Enum):
    A = "a"
    B = "b"


class Special(Enum):
    _ignore_ = ["i"]
    plain = 1
    function = member(lambda: 5)
    constant = nonmember(42)
    i = 7


print(Mixed.A + "!", Mixed.A == "a", Mixed("b"), isinstance(Mixed.A, str), Special.constant, type(Special.function).__name__, [m.name for m in Special])
for bad in [lambda: State("nope"), lambda: State["nope"], lambda: Priority(2), lambda: setattr(State.IDLE, "value", 1), lambda: delattr(State, "IDLE"), lambda: Option(64), lambda: Enum("X", "a a"), lambda: State.IDLE + 1, lambda: verify(CONTINUOUS)(Priority)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
Shape = Enum("Shape", {"CIRCLE": 1, "SQUARE": 2}, module=__name__)
print(Shape.CIRCLE, Shape.__module__, list(Shape), Shape(2).name, enum.unique(Shape) is Shape, Enum("Y", ["a", "b"], start=10).b.value, list(Shape.__members__))
