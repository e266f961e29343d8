"""Every binary operator on a user class: normal, reflected, in place; NotImplemented."""


class Term:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __add__(self, other): return Term(f"({self}+{other})")
    def __radd__(self, other): return Term(f"({other}r+{self})")
    def __iadd__(self, other): return Term(f"({self}+={other})")
    def __sub__(self, other): return Term(f"({self}-{other})")
    def __rsub__(self, other): return Term(f"({other}r-{self})")
    def __mul__(self, other): return Term(f"({self}*{other})")
    def __rmul__(self, other): return Term(f"({other}r*{self})")
    def __truediv__(self, other): return Term(f"({self}/{other})")
    def __rtruediv__(self, other): return Term(f"({other}r/{self})")
    def __floordiv__(self, other): return Term(f"({self}//{other})")
    def __rfloordiv__(self, other): return Term(f"({other}r//{self})")
    def __mod__(self, other): return Term(f"({self}%{other})")
    def __rmod__(self, other): return Term(f"({other}r%{self})")
    def __pow__(self, other, modulus=None): return Term(f"({self}**{other}%{modulus})")
    def __rpow__(self, other): return Term(f"({other}r**{self})")
    def __lshift__(self, other): return Term(f"({self}<<{other})")
    def __rlshift__(self, other): return Term(f"({other}r<<{self})")
    def __rshift__(self, other): return Term(f"({self}>>{other})")
    def __rrshift__(self, other): return Term(f"({other}r>>{self})")
    def __and__(self, other): return Term(f"({self}&{other})")
    def __rand__(self, other): return Term(f"({other}r&{self})")
    def __or__(self, other): return Term(f"({self}|{other})")
    def __ror__(self, other): return Term(f"({other}r|{self})")
    def __xor__(self, other): return Term(f"({self}^{other})")
    def __rxor__(self, other): return Term(f"({other}r^{self})")
    def __divmod__(self, other): return Term(f"divmod({self},{other})")
    def __rdivmod__(self, other): return Term(f"rdivmod({other},{self})")
    def __neg__(self): return Term(f"-{self}")
    def __pos__(self): return Term(f"+{self}")
    def __invert__(self): return Term(f"~{self}")
    def __abs__(self): return Term(f"|{self}|")
    def __lt__(self, other): return f"{self}<{other}"
    def __gt__(self, other): return f"{self}>{other}"
    def __le__(self, other): return f"{self}<={other}"
    def __ge__(self, other): return f"{self}>={other}"
    def __eq__(self, other): return f"{self}=={other}"
    def __ne__(self, other): return f"{self}!={other}"
    def __contains__(self, item): return f"{item} in {self}"
    def __round__(self, digits=None): return f"round({self},{digits})"
    def __index__(self): return 42
    def __int__(self): return 43
    def __float__(self): return 44.0
    def __complex__(self): return 45j
    def __hash__(self): return 7


a, b = Term("a"), Term("b")
print(a + b, a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a, a // 2, 2 // a, a % 2, 2 % a)
print(a ** 2, 2 ** a, pow(a, 2, 3), a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a)
print(divmod(a, 1), divmod(1, a), -a, +a, ~a, abs(a), round(a), round(a, 2))
print(a < b, a > b, a <= 1, 1 >= a, 1 < a, a == 1, 1 == a, a != b, 1 in a, 1 not in a)
print(int(a), float(a), complex(a), hex(a), [0] * 3 == [0], range(50)[a], "x" + str(a), hash(a))
c = a
c += 1
d = a
d -= 1
print(c, d, a)


class Shy:
    def __repr__(self):
        return "Shy()"

    def __add__(self, other):
        print("Shy.__add__", end=" ")
        return NotImplemented

    def __eq__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented


print(Shy() + a == 0)
print(Shy() == Shy(), Shy() != 1)
for attempt in (lambda: Shy() + 1, lambda: 1 + Shy(), lambda: Shy() < Shy(), lambda: -Shy(), lambda: Shy() + Shy()):
    try:
        attempt()
    except TypeError as error:
        print(error)


class Base:
    def __add__(self, other):
        return "Base.__add__"

    def __radd__(self, other):
        return "Base.__radd__"


class Derived(Base):
    def __radd__(self, other):
        return "Derived.__radd__"


print(Base() + Derived(), Derived() + Base(), Base() + Base(), 1 + Base())
