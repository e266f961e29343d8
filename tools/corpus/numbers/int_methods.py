"""int: constructor, methods, conversions, rounding, bool arithmetic."""

print(int(), int(3.7), int("42"), int("-7"), int(" 1_000 "), int("0b11", 0), int("77", 8), int(b"12"), int(True), int("+5"))
print((5).bit_length(), (0).bit_length(), (-5).bit_length(), (255).bit_count(), (6).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (5).is_integer(), (10).__index__())
print((1024).to_bytes(2, "big"), (1024).to_bytes(3, "little"), int.from_bytes(b"\x04\x00", "big"), int.from_bytes([1, 2], "little"), (65).to_bytes())
print(bin(10), oct(10), hex(255), bin(-10), hex(-255), format(10, "b"), format(255, "08X"), str(-0), repr(10**5))
print(round(15, -1), round(25, -1), round(35, -1), round(1234, -2), round(5, 2), round(-15, -1), abs(-7), divmod(17, 5), divmod(-17, 5), pow(2, 10), pow(3, 200, 13))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7 / 2, 2**-2, 0**0, 5 % 5, 1 // 10**10, -1 // 10**10)
print(sum(range(101)), max(1, 2.5), min(-1, 1), sorted([3, -1, 2]), 10 == 10.0, 3 != 4, 1 <= 1.0, hash(10.0) == hash(10))
print(chr(65), ord("a"), int.__name__, (5).__class__, isinstance(5, int), type(5 + 5.0), type(5 // 2.0), type(True + 0), 5 .__add__(3), (5).__add__("x"), (2).__pow__(3), (7).__rsub__(10), (5).__lt__(6), (5).__eq__(5.0))


class Meters(int):
    def __new__(cls, value, unit="m"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Meters(int(self) + int(other))

    def __repr__(self):
        return f"{int(self)}{self.unit}"


print(Meters(5) + 3, Meters(5) * 2, type(Meters(5) * 2).__name__, Meters(7, "km"), [1, 2, 3][Meters(1)], Meters(5) == 5, {Meters(1): "k"}[1], sum([Meters(1), Meters(2)]), f"{Meters(5):03d}", Meters(5) > 4)
print(True + True, False * 5, True / 2, ~True + 0 if False else "-", -True, sum([True] * 3), [10, 20][True], bool(0), bool(-1), True.real, repr(bool("False")), int(False), True == 1.0, isinstance(True, int), True.__add__(1))
