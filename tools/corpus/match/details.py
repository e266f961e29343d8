"""match: evaluation order, bindings that survive, guards, errors, subclasses."""

match 5:
    case 1:
        print("one")
print("no match is fine")
match (1, 2), 3:
    case (a, b), c:
        print(a, b, c)
match [1, [2, 3]]:
    case [x, [y, z]] if x > 1:
        print("guard false")
    case [x, _]:
        print("bound so far:", x, y, z)
command = "go north quickly"
match command.split():
    case ["go", ("north" | "south") as direction, *how]:
        print(direction, how)


class Meta(type):
    def __instancecheck__(cls, other):
        print("instancecheck", other)
        return other == "yes"


class Fake(metaclass=Meta):
    pass


match "yes":
    case Fake():
        print("fake matched")


class NoArgs:
    a = 1


class BadArgs:
    __match_args__ = 5


class Wrong:
    __match_args__ = ("a", 2)
    a = 1


def attempt(source, value):
    try:
        scope = {"v": value, **globals()}
        exec(source, scope)
        print("matched" if scope.get("m") else "no match")
    except Exception as error:
        print(type(error).__name__, error)


attempt("match v:\n case NoArgs(1): m = 1", NoArgs())
attempt("match v:\n case NoArgs(a=1): m = 1", NoArgs())
attempt("match v:\n case NoArgs(b=1): m = 1", NoArgs())
attempt("match v:\n case BadArgs(1): m = 1", BadArgs())
attempt("match v:\n case Wrong(1, 2): m = 1", Wrong())
attempt("match v:\n case int(1, 2): m = 1", 1)
attempt("match v:\n case 5(): m = 1", 1)
attempt("match v:\n case command(): m = 1", 1)
attempt("match v:\n case str(x, x): m = 1", 1)
attempt("match v:\n case {'a': 1, 'a': 2}: m = 1", {})
attempt("match v:\n case x: m = 1\n case y: m = 2", 1)
attempt("match v:\n case x | 1: m = 1", 1)


class Node:
    __match_args__ = ("value", "left", "right")

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


def total(tree):
    match tree:
        case None:
            return 0
        case Node(v, left, right):
            return v + total(left) + total(right)


print(total(Node(1, Node(2), Node(3, None, Node(4)))))


def simplify(expression):
    match expression:
        case ("+", 0, x) | ("+", x, 0) | ("*", 1, x) | ("*", x, 1):
            return simplify(x)
        case ("*", 0, _) | ("*", _, 0):
            return 0
        case (op, a, b) if (sa := simplify(a)) != a or (sb := simplify(b)) != b:
            return simplify((op, simplify(a), simplify(b)))
        case _:
            return expression


print(simplify(("+", ("*", 1, "x"), ("*", 0, "y"))), simplify(("+", ("+", 0, "a"), ("*", "b", 1))))
match = {"soft": "keyword"}
case = match["soft"]
_ = type = 5
print(match, case, _, type)
match match:
    case {"soft": case}:
        print(case)
for item in [{"a": None}, {"a": 0}, {}]:
    match item:
        case {"a": None}:
            print("none")
        case {"a": value}:
            print("value", value)
        case dict() if not item:
            print("empty")


class Missing(dict):
    def __missing__(self, key):
        return "made"


match Missing():
    case {"k": _}:
        print("should not use __missing__")
    case {}:
        print("mapping patterns use get")
match "string", b"bytes", bytearray(b"x"):
    case [[*_], _, _]:
        print("never: str is no sequence pattern")
    case [str(), bytes(b), bytearray(c)]:
        print(b, c)
