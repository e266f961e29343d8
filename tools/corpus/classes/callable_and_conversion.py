"""__call__, __str__, __repr__, __format__, __bool__, __int__, __index__, __hash__, __eq__."""


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *, times=1):
        return (self.n + x) * times


add = Adder(5)
print(add(1), add(1, times=3), list(map(add, [1, 2])), callable(add), callable(Adder), callable(5), Adder(1).__call__(2))


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __repr__(self):
        return f"Money({self.cents})"

    def __str__(self):
        return f"${self.cents / 100:.2f}"

    def __format__(self, spec):
        return f"{str(self):{spec}}" if spec else f"formatted {self!s}"

    def __bool__(self):
        return self.cents != 0

    def __int__(self):
        return self.cents // 100

    def __float__(self):
        return self.cents / 100

    def __index__(self):
        return self.cents

    def __hash__(self):
        return hash(self.cents)

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __lt__(self, other):
        return self.cents < other.cents

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __bytes__(self):
        return str(self).encode()

    def __round__(self, n=0):
        return Money(round(self.cents, -2))

    def __trunc__(self):
        return 99

    def __abs__(self):
        return Money(abs(self.cents))

    def __neg__(self):
        return Money(-self.cents)


m = Money(1250)
print(m, repr(m), [m], f"{m}", f"{m:>10}", f"{m!r}", "%s %r" % (m, m), bool(m), bool(Money(0)), int(m), float(m), hex(m), bytes(m), round(m), abs(-m))
print(m == Money(1250), m != Money(1), m in [Money(1250)], {m: "a"}[Money(1250)], sorted([Money(3), Money(1)]), max(m, Money(9999)), sum([Money(1), Money(2)]), len({Money(1), Money(1)}))
print(m > Money(1), Money(5) < m, [1, 2, 3][Money(1)], "x" * Money(2))


class OnlyEq:
    def __eq__(self, other):
        return True


class OnlyRepr:
    def __repr__(self):
        return "R"


print(OnlyEq() == 5, OnlyEq() != 5, OnlyEq.__hash__, str(OnlyRepr()), f"{OnlyRepr()!s}")
for attempt in ["hash(OnlyEq())", "{OnlyEq(): 1}", "m <= m", "int(OnlyRepr())", "float(OnlyRepr())", "OnlyRepr()()", "round(OnlyRepr())", "abs(OnlyRepr())", "m + 5"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", error)


class BadStr:
    def __str__(self):
        return 5


try:
    str(BadStr())
except TypeError as error:
    print(error)
