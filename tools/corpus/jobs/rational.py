"""Exact rational arithmetic with full operator support, continued fractions, Egyptian fractions."""

from functools import total_ordering
from math import gcd


@total_ordering
class Rational:
    __slots__ = ("numerator", "denominator")

    def __new__(cls, numerator=0, denominator=1):
        if isinstance(numerator, str):
            top, _, bottom = numerator.partition("/")
            if "." in top:
                whole, _, digits = top.partition(".")
                return cls(int(whole + digits), 10 ** len(digits) * int(bottom or 1))
            return cls(int(top), int(bottom or 1))
        if isinstance(numerator, float):
            numerator, scale = numerator.as_integer_ratio()
            denominator *= scale
        if denominator == 0:
            raise ZeroDivisionError(f"Rational({numerator}, 0)")
        self = super().__new__(cls)
        divisor = gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
        self.numerator, self.denominator = numerator // divisor, denominator // divisor
        return self

    def _operate(operation):
        def forward(self, other):
            if isinstance(other, int):
                other = Rational(other)
            elif isinstance(other, float):
                return getattr(float, operation.__name__)(float(self), other)
            elif not isinstance(other, Rational):
                return NotImplemented
            return operation(self, other)

        def backward(self, other):
            return operation(Rational(other), self) if isinstance(other, int) else NotImplemented

        return forward, backward

    def __add__(a, b): return Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    def __sub__(a, b): return Rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
    def __mul__(a, b): return Rational(a.numerator * b.numerator, a.denominator * b.denominator)
    def __truediv__(a, b): return Rational(a.numerator * b.denominator, a.denominator * b.numerator)
    def __floordiv__(a, b): return (a.numerator * b.denominator) // (a.denominator * b.numerator)
    def __mod__(a, b): return a - b * (a // b)

    __add__, __radd__ = _operate(__add__)
    __sub__, __rsub__ = _operate(__sub__)
    __mul__, __rmul__ = _operate(__mul__)
    __truediv__, __rtruediv__ = _operate(__truediv__)
    __floordiv__, __rfloordiv__ = _operate(__floordiv__)
    __mod__, __rmod__ = _operate(__mod__)
    del _operate

    def __pow__(self, n):
        return Rational(self.numerator**n, self.denominator**n) if n >= 0 else Rational(self.denominator**-n, self.numerator**-n)

    def __neg__(self): return Rational(-self.numerator, self.denominator)
    def __abs__(self): return Rational(abs(self.numerator), self.denominator)
    def __float__(self): return self.numerator / self.denominator
    def __bool__(self): return self.numerator != 0
    def __trunc__(self): return int(self.numerator / self.denominator)
    def __hash__(self): return hash(self.numerator) if self.denominator == 1 else hash((self.numerator, self.denominator))
    def __eq__(self, other): return (other * self.denominator == self.numerator) if isinstance(other, int) else (self.numerator, self.denominator) == (other.numerator, other.denominator) if isinstance(other, Rational) else NotImplemented
    def __lt__(self, other): return float(self - other) < 0
    def __repr__(self): return f"Rational({self.numerator}, {self.denominator})"
    def __str__(self): return f"{self.numerator}/{self.denominator}" if self.denominator != 1 else str(self.numerator)

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)

    def continued(self):
        n, d = self.numerator, self.denominator
        while d:
            q, r = divmod(n, d)
            yield q
            n, d = d, r


def egyptian(r):
    while r:
        unit = -(-r.denominator // r.numerator)
        yield unit
        r -= Rational(1, unit)


a, b = Rational(3, 4), Rational("-5/6")
print(a + b, a - b, a * b, a / b, a // b, a % b, a**3, a**-2, -a, abs(b), repr(a))
print(a + 1, 1 + a, 2 - a, 3 * a, 1 / a, 7 // a, 5 % a, a + 0.25, a == Rational(6, 8), a == 0.75, a < 1, b <= a, sorted([a, b, Rational(1, 3)])[0], max(a, b))
print(Rational("1.25"), Rational(0.1), f"{a} {a:.3f} {b:>8.2%}", sum([Rational(1, n) for n in range(1, 11)]), hash(Rational(4, 2)) == hash(2), {Rational(1, 2): "half"}[Rational(2, 4)])
print(list(Rational(415, 93).continued()), list(egyptian(Rational(7, 15))), list(egyptian(Rational(5, 121)))[:3], int(Rational(7, 2).__trunc__()), bool(Rational(0)))
x = Rational(1)
for _ in range(5):
    x = (x + 2 / x) / 2
print(x, float(x))
for bad in [lambda: Rational(1, 0), lambda: a / 0, lambda: a + "x", lambda: "x" * a, lambda: a < "x", lambda: Rational("x")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
