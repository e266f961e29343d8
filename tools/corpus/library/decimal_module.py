"""decimal: construction, every operation with its signals, contexts, formatting, comparison, pickling, refusals."""

import copy, decimal, fractions, math, pickle, statistics
from decimal import *

D = Decimal


def t(f, *args, **kw):
    c = getcontext()
    c.clear_flags()
    try:
        r = f(*args, **kw)
    except Exception as e:
        r = f"{type(e).__name__}: {e}"
    flags = [s.__name__ for s, on in c.flags.items() if on]
    print(repr(r) if not isinstance(r, str) else r, *flags)


for text in ("0", "-0", "1.10", "1e5", "1E-7", "-123.456E+12", ".5", "5.", "Inf", "-infinity", "nan", "-sNaN123", " 7 ", "1_000.5", "٣.١٤", "", "1e", "1.2.3", "0x1", "1e999999999", "1e-999999999", "nan1.5", "-"):
    t(D, text); t(getcontext().create_decimal, text)
for value in (5, -(2**70), True, 0.1, -0.0, float("inf"), (0, (1, 2, 3), -2), [1, (0, 7), 3], (1, (), "F"), (0, (1,), "n"), (0, (5,), "N"), (0, (1, 2)), (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), (0, 1, 0), (0, (1,), 1.5), None, 1j, b"1", D("1.5")):
    t(D, value)
t(D); t(D, 1, 2); t(D, "1", context=None); t(D.from_float, 0.1); t(D.from_float, "1"); t(D.from_number, 2.5); t(D.from_number, "2")

operands = [D(x) for x in ("0", "-0", "1", "-1", "2.5", "-7.25", "1E+3", "1.234567890123456789012345678901", "9.99E+999999", "1E-999999", "Infinity", "-Infinity", "NaN", "sNaN5")]
getcontext().prec = 9
with localcontext() as c:
    c.traps[InvalidOperation] = c.traps[DivisionByZero] = c.traps[Overflow] = False
    for name in "add subtract multiply divide divide_int remainder remainder_near compare compare_signal compare_total compare_total_mag max min max_mag min_mag copy_sign quantize same_quantum next_toward scaleb".split():
        f = getattr(c, name)
        for a in operands:
            row = []
            for b in operands:
                c.clear_flags()
                row.append(f"{f(a, b)}{sum(on << i for i, on in enumerate(c.flags.values())):x}")
            print(name, a, *row)
    for name in "abs minus plus exp ln log10 logb sqrt normalize next_minus next_plus to_integral_value to_integral_exact number_class to_eng_string is_normal is_subnormal is_zero is_signed is_snan".split():
        f = getattr(c, name)
        for a in operands + [D("0.001"), D("123456789.5"), D("5E-1000003")]:
            c.clear_flags()
            print(name, a, f(a), *[s.__name__ for s, on in c.flags.items() if on])
    for a, b in ((2, 10), (2, -3), ("1.5", "2.5"), ("0.25", "0.5"), (10, "1e7"), (0, 0), (-2, "0.5"), (-2, 3), ("Inf", 2), (2, "-Inf"), ("1.000", 5), (9, "0.5"), ("100", "-2"), ("1.0000001", "1e10"), ("NaN", 2), ("0.1", "1e9"), (7, D(1) / 3)):
        c.clear_flags()
        print("power", a, b, c.power(D(a), D(b)), *[s.__name__ for s, on in c.flags.items() if on])
    print(c.power(7, 100, 13), c.power(-7, 3, 5), c.power(7, "2" == 2, 3), c.power(2, -1, 5), c.power(D("1e20"), D("1e1"), 97), c.divmod(17, 5), c.divmod(-17, 0), c.fma(2, 3, 4), c.fma(D("sNaN"), 1, D("NaN2")))
    for name in ("logical_and", "logical_or", "logical_xor", "shift", "rotate"):
        print(name, [str(getattr(c, name)(D(a), D(b))) for a, b in ((1100, 1010), (110, 2), (12345, -3), (123456789, 4), (1, "1.5"), ("Inf", 1))])
    print(c.logical_invert(D(1010)))
    for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
        c.rounding = rounding
        print(rounding, [str(D(x).quantize(D("0.1"))) for x in ("1.05", "1.15", "-1.25", "1.04", "1.06", "-0.01", "0.51")], [str(c.plus(D(x))) for x in ("1234567895", "1E+1000000", "-1E+1000000", "1E-1000010")])

getcontext().prec = 28
for f in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(1) % 0, lambda: D("sNaN") + 1, lambda: D("Inf") - D("Inf"), lambda: D(10) ** 1000000, lambda: D(1) // D("1e-40"), lambda: D(-1).sqrt(), lambda: D(0).ln(), lambda: D(-1).log10(),
          lambda: D(1) + 1.5, lambda: 1.5 + D(1), lambda: D(1) + "1", lambda: D(1) < "1", lambda: D("NaN") < 1, lambda: D("NaN") == 1, lambda: D("sNaN") == 1, lambda: hash(D("sNaN")), lambda: int(D("NaN")), lambda: int(D("Inf")),
          lambda: float(D("sNaN")), lambda: round(D("1.25"), "x"), lambda: round(D("Inf")), lambda: D(1).quantize(D("1e-40")), lambda: D(1).quantize("1"), lambda: D(1).quantize(1, "x"), lambda: D(1).exp(5), lambda: D(1).max("2"), lambda: D("NaN").as_integer_ratio()):
    t(f)
print(D(7) + 3, 3 - D(7), D(7) * True, -D(5), +D("5.0"), abs(D(-5)), 7 // D(2), 7 % D(-2), divmod(-7, D(2)), 2 ** D(3), pow(D(2), 10, 7), bool(D("0.0")), D(1) / 3, D(2).sqrt(), D(1).exp(), D(2).ln(), D(2).log10())
print(D("0.5") == 0.5, D("0.1") == 0.1, D(3) > 2.5, D(1) == fractions.Fraction(1), D("0.25") < fractions.Fraction(1, 3), D(1) == 1 + 0j, D(2) != "2", sorted([D(3), 1, 2.5, fractions.Fraction(7, 2)]), hash(D("1.50")) == hash(1.5), hash(D(10) ** 30) == hash(10**30), hash(D("Inf")) == hash(math.inf), hash(D("-1")))
print(int(D("-7.9")), float(D("1e-400")), float(D("-nan")), complex(D("1.5")), math.floor(D("-1.5")), math.ceil(D("-1.5")), math.trunc(D("9.9")), round(D("2.5")), round(D("2.675"), 2), round(D(1234), -2), D("1.10").as_tuple(), D("-sNaN7").as_tuple(), D("-Inf").as_tuple(), D("-3.75").as_integer_ratio(), D("123.4").adjusted(), D(7).real, D(7).imag, D(7).radix(), D(7).conjugate())
for spec in ("", "f", ".2f", "e", ".3e", "g", ".3g", "E", "G", "%", ".1%", "n", "10.2f", "<10", "^11.1f", "*>12,.2f", "012,.2f", "+", " .1f", "-=8", ",.4f", "\0>6", "😀^9"):
    try:
        print(repr(spec), [format(D(x), spec) for x in ("1234567.891", "-0.04", "0E+3", "1E-10", "NaN", "-Infinity", "12E+20")])
    except Exception as e:
        print(repr(spec), type(e).__name__, e)

print(Context(), getcontext(), BasicContext, ExtendedContext, DefaultContext, IEEEContext(64), sep="\n")
for f in (lambda: Context(prec=0), lambda: Context(prec="x"), lambda: Context(rounding="x"), lambda: Context(Emin=1), lambda: Context(Emax=-1), lambda: Context(capitals=2), lambda: Context(clamp=2), lambda: Context(flags=[1]), lambda: Context(traps={}), lambda: IEEEContext(33),
          lambda: setattr(Context(), "prec", -1), lambda: delattr(Context(), "prec"), lambda: setcontext(5), lambda: localcontext(5), lambda: Context().flags[ValueError], lambda: Context().flags.__delitem__(Clamped), lambda: Context().canonical(1), lambda: Context().add("1", 2), lambda: getcontext().create_decimal("1" * 40), lambda: localcontext(prec="x")):
    t(f)
c = Context(prec=5, Emin=-10, Emax=10, clamp=1, traps=[], capitals=0)
print(c.Etiny(), c.Etop(), c.create_decimal("1e10"), c.create_decimal("1e11"), c.create_decimal("123456e-14"), c.flags == c.copy().flags, sorted(s.__name__ for s in c.flags), c.flags.copy()[Inexact], repr(c.traps), c.create_decimal_from_float(0.1), c.to_sci_string(D("1e7")), c.radix())
print(pickle.loads(pickle.dumps(c)), copy.copy(c).prec, copy.deepcopy(D("1.50")), pickle.loads(pickle.dumps([D("1.50"), D("-NaN3"), D(1).as_tuple()])))
with localcontext(Context(prec=4), rounding=ROUND_UP) as c:
    print(D(1) / 3, getcontext() is c)
print(getcontext().prec)


class Money(Decimal):
    def __str__(self):
        return "$" + super().__str__()


m = Money("1.10")
print(m, repr(m), m + 1, type(m + 1), Money(m), Money.from_float(0.5), f"{m:.1f}")
print(Overflow.__mro__, DivisionByZero.__mro__[:4], FloatOperation.__bases__, [x.__bases__ for x in (DivisionUndefined, ConversionSyntax)] if "ConversionSyntax" in dir(decimal) else "")
with localcontext() as c:
    c.traps[FloatOperation] = True
    t(lambda: D(0.5)); t(lambda: D(1) < 0.5); t(lambda: D(1) == 0.5)
print(statistics.mean([D("1.1"), D("2.2")]), statistics.stdev([D(1), D(2), D(4)]), sum([D("0.1")] * 10), fractions.Fraction(D("0.125")), math.fsum([D("0.5"), 1]), max(D(1), 2))
