"""match: literal, capture, wildcard, value, group, sequence, mapping, class, or, as, guard."""


class Color:
    RED, GREEN = 1, 2


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case 0 | 0.5:
            return "zero or half"
        case -1:
            return "minus one"
        case 3 + 4j | -2.5:
            return "complex or negative float"
        case "hello" | b"bytes":
            return "greeting"
        case None:
            return "none"
        case True:
            return "true"
        case Color.GREEN:
            return "green"
        case []:
            return "empty sequence"
        case [x]:
            return f"one: {x}"
        case [1, 2, *rest]:
            return f"starts 1 2, rest {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (a, (b, [c, *d])):
            return f"nested {a} {b} {c} {d}"
        case [*_, "end"]:
            return "ends with end"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": kind, **others}:
            return f"{kind} with {others}"
        case {}:
            return f"some mapping of {len(value)}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point() as p:
            return f"point {p.x},{p.y}"
        case int(n) if n > 1000:
            return f"big int {n}"
        case int() | float() as number:
            return f"number {number}"
        case str(text) if text.isupper():
            return f"shout {text}"
        case (str() | bytes()) as text:
            return f"text {text!r}"
        case [Point(x=px), {"k": [v, *_]}]:
            return f"mixed {px} {v}"
        case [_, _, _]:
            return "three things"
        case _:
            return f"other {type(value).__name__}"


values = [0, 0.5, False, -1, 3 + 4j, -2.5, "hello", b"bytes", None, True, 1, 2, [], (), [7], (8,), [1, 2], [1, 2, 3, 4], "ab", [5, 6, 5], [5, 5],
          (1, (2, [3])), (1, (2, (3, 4, 5))), ["a", "b", "end"], {"type": "circle", "r": 5, "z": 0}, {"type": "square", "side": 2}, {"other": 1}, {},
          Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), 5000, 12, 1.5, "LOUD", "quiet", b"x", [Point(1, 2), {"k": [9, 8]}], [0, 9, 8], range(3), {1, 2}, object, iter([])]
for value in values:
    print(describe(value))
