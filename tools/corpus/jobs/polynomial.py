"""Polynomial algebra: arithmetic, division, derivative, roots, interpolation, pretty printing."""

from itertools import zip_longest


class Polynomial:
    def __init__(self, *coefficients):
        coefficients = list(coefficients)
        while coefficients and coefficients[-1] == 0:
            coefficients.pop()
        self.coefficients = tuple(coefficients)

    @classmethod
    def from_roots(cls, *roots):
        result = cls(1)
        for root in roots:
            result *= cls(-root, 1)
        return result

    @property
    def degree(self):
        return len(self.coefficients) - 1

    def __call__(self, x):
        result = 0
        for c in reversed(self.coefficients):
            result = result * x + c
        return result

    def __add__(self, other):
        other = lift(other)
        return Polynomial(*(a + b for a, b in zip_longest(self.coefficients, other.coefficients, fillvalue=0)))

    def __neg__(self):
        return Polynomial(*(-c for c in self.coefficients))

    def __sub__(self, other):
        return self + -lift(other)

    def __rsub__(self, other):
        return lift(other) - self

    def __mul__(self, other):
        other = lift(other)
        out = [0] * (len(self.coefficients) + len(other.coefficients))
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                out[i + j] += a * b
        return Polynomial(*out)

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        result = Polynomial(1)
        for _ in range(n):
            result *= self
        return result

    def __divmod__(self, other):
        quotient, remainder = Polynomial(), self
        while remainder.degree >= other.degree:
            factor = remainder.coefficients[-1] // other.coefficients[-1]
            if factor * other.coefficients[-1] != remainder.coefficients[-1]:
                raise ArithmeticError("does not divide over the integers")
            term = Polynomial(*[0] * (remainder.degree - other.degree), factor)
            quotient, remainder = quotient + term, remainder - term * other
        return quotient, remainder

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __eq__(self, other):
        return self.coefficients == lift(other).coefficients

    def __hash__(self):
        return hash(self.coefficients)

    def derivative(self):
        return Polynomial(*(i * c for i, c in enumerate(self.coefficients) if i))

    def compose(self, other):
        result = Polynomial()
        for c in reversed(self.coefficients):
            result = result * other + c
        return result

    def integer_roots(self):
        return [x for x in range(-20, 21) if self(x) == 0]

    def __str__(self):
        parts = []
        for power, c in reversed(list(enumerate(self.coefficients))):
            if c:
                sign = " - " if c < 0 else " + "
                size = "" if abs(c) == 1 and power else str(abs(c))
                parts.append(sign + size + ("", "x", f"x^{power}")[min(power, 2)])
        text = "".join(parts) or " + 0"
        return ("-" if text[1] == "-" else "") + text[3:]

    __repr__ = __str__


def lift(value):
    return value if isinstance(value, Polynomial) else Polynomial(value)


x = Polynomial(0, 1)
p = x**3 - 6 * x**2 + 11 * x - 6
q = (x - 1) * (x + 4)
print(p, q, p + q, p - q, p * q, -p, p // (x - 1), p % (x - 4), divmod(p, q), sep="\n")
print(p(0), p(10), p.integer_roots(), p == Polynomial.from_roots(1, 2, 3), p.derivative(), p.derivative().derivative()(2), p.compose(x + 1), Polynomial(), Polynomial(5), 3 - x, p.degree, Polynomial().degree)
print((x + 1) ** 10, ((x + 1) ** 40)(10**5), (x**2 + 1)(2 + 1j), len({p, Polynomial(-6, 11, -6, 1)}), sum([x, x**2, 1]))
try:
    divmod(x**2 + 1, 2 * x)
except ArithmeticError as error:
    print(error)
