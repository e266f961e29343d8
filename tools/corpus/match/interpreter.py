"""match at work: an expression simplifier and differentiator over dataclasses."""

from dataclasses import dataclass


class Expr:
    def __add__(self, other): return Add(self, lift(other))
    def __radd__(self, other): return Add(lift(other), self)
    def __mul__(self, other): return Mul(self, lift(other))
    def __rmul__(self, other): return Mul(lift(other), self)
    def __pow__(self, n): return Pow(self, lift(n))
    def __neg__(self): return Mul(Num(-1), self)
    def __sub__(self, other): return Add(self, -lift(other))


@dataclass(frozen=True)
class Num(Expr):
    value: int


@dataclass(frozen=True)
class Var(Expr):
    name: str


@dataclass(frozen=True)
class Add(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Mul(Expr):
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Pow(Expr):
    base: Expr
    exponent: Expr


def lift(value):
    return value if isinstance(value, Expr) else Num(value)


def simplify(e):
    match e:
        case Add(a, b):
            match simplify(a), simplify(b):
                case Num(x), Num(y): return Num(x + y)
                case (Num(0), other) | (other, Num(0)): return other
                case x, y if x == y: return simplify(Mul(Num(2), x))
                case (Mul(Num(x), p), Mul(Num(y), q)) if p == q: return simplify(Mul(Num(x + y), p))
                case x, y: return Add(x, y)
        case Mul(a, b):
            match simplify(a), simplify(b):
                case Num(x), Num(y): return Num(x * y)
                case (Num(0), _) | (_, Num(0)): return Num(0)
                case (Num(1), other) | (other, Num(1)): return other
                case (other, Num() as n): return simplify(Mul(n, other))
                case Num(x), Mul(Num(y), rest): return simplify(Mul(Num(x * y), rest))
                case x, y if x == y: return Pow(x, Num(2))
                case x, y: return Mul(x, y)
        case Pow(base, Num(0)): return Num(1)
        case Pow(base, Num(1)): return simplify(base)
        case Pow(base, Num(n)):
            match simplify(base):
                case Num(x): return Num(x**n)
                case Pow(inner, Num(m)): return Pow(inner, Num(n * m))
                case b: return Pow(b, Num(n))
        case _:
            return e


def derive(e, x):
    match e:
        case Num(): return Num(0)
        case Var(name): return Num(int(name == x))
        case Add(a, b): return derive(a, x) + derive(b, x)
        case Mul(a, b): return derive(a, x) * b + a * derive(b, x)
        case Pow(b, Num(n)): return n * b ** (n - 1) * derive(b, x)
        case _: raise ValueError(f"cannot derive {e}")


def evaluate(e, scope):
    match e:
        case Num(n): return n
        case Var(name) if name in scope: return scope[name]
        case Var(name): raise NameError(name)
        case Add(a, b): return evaluate(a, scope) + evaluate(b, scope)
        case Mul(a, b): return evaluate(a, scope) * evaluate(b, scope)
        case Pow(a, b): return evaluate(a, scope) ** evaluate(b, scope)


def show(e, level=0):
    match e:
        case Num(n): return str(n)
        case Var(name): return name
        case Add(a, Mul(Num(n), b)) if n < 0: text, own = f"{show(a, 1)} - {show(Mul(Num(-n), b), 2) if n != -1 else show(b, 2)}", 1
        case Add(a, b): text, own = f"{show(a, 1)} + {show(b, 1)}", 1
        case Mul(a, b): text, own = f"{show(a, 2)}*{show(b, 2)}", 2
        case Pow(a, b): text, own = f"{show(a, 4)}^{show(b, 3)}", 3
    return f"({text})" if own < level else text


x, y = Var("x"), Var("y")
for e in [x + 0, 1 * x, x * 0, x + x, 2 * x + 3 * x, x * x, (x**2) ** 3, 3 * (4 * x), x**3 + 2 * x - 5, (x + 1) * (x - 1), (x + y) ** 2, Pow(Num(2), Num(5))]:
    s = simplify(e)
    d = simplify(derive(e, "x"))
    print(f"{show(e):<16} = {show(s):<14} d/dx = {show(d):<28} at x=3,y=1: {evaluate(e, {'x': 3, 'y': 1})} {evaluate(d, {'x': 3, 'y': 1})}")
try:
    evaluate(Var("z"), {})
except NameError as error:
    print("NameError", error)
try:
    derive(Pow(Num(2), x), "x")
except ValueError as error:
    print(error)
print(repr(x + 1), x + 1 == Add(Var("x"), Num(1)), len({x, Var("x"), y}))
