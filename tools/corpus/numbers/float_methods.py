"""float: repr, methods, special values, comparisons, rounding, hash."""

import math

inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf > 10**1000, -inf < -(10**1000), nan == nan, nan != nan, inf == inf, math.isnan(nan), math.isinf(-inf))
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (10.5).hex(), float.fromhex("0x1.fp-2"), (1.5).conjugate(), (1.5).real, (1.5).imag, (3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__(), (-0.0).hex())
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.567, 1), round(2.5, 0), round(1e20), round(123.456, -1), round(1e-10, 5), round(0.1 + 0.2, 2), round(5.015, 2), round(-2.675, 2))
print(1e308 * 10, -1e308 * 10, 1e-308 / 1e10, 5e-324 / 2, 0.1 + 0.7, 3 * 0.1, 1.1 * 1.1, 1e16 + 1, 1e15 + 0.3, 123456.789e3, 1.0e-7, 12345678901234567890.0)
print(0.1, 0.2, 0.3, 1 / 3, 2 / 3, 1e100, 1.5e-9, 100.0, 1e5, 123e-2, 0.00001, 1e-4, 1e21, 1e22, 9.999999999999999e22, 4.9406564584124654e-324)
print(5.5 % 2, -5.5 % 2, 5.5 % -2, 5.5 // 2, -5.5 // 2, divmod(5.5, 2), divmod(-5.5, 2), inf % 2 if False else "", 2.0**0.5, (-8.0) ** (1 / 3), 0.0**0, 2.0**-1074, 1e200 * 1e-200)
print(hash(1.0) == hash(1), hash(-0.0) == hash(0), hash(inf), hash(-inf), hash(1e20) == hash(10**20), hash(2.0**70) == hash(2**70), {1.0: "a"}[1], 0.0 == -0.0, str(-0.0), 1.0.__eq__(1), (0.1).__repr__())
for text in ["1.5", " -2 ", "1e3", "inf", "-nan", "Infinity", "1_0.5", ".5", "5.", "1e", "", "abc", "1.5.2", "0x10", "1__0", "١.٥"]:
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
for attempt in ["1.0 / 0", "1.0 % 0", "float([])", "(1.5).as_integer_ratio(1)", "inf.as_integer_ratio()", "nan.as_integer_ratio()", "int(inf)", "round(nan)", "divmod(1.0, 0)", "1.5 < 'a'", "1.5 & 1", "float.fromhex('xyz')", "0.0 ** -1"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.floor(-2.5), math.ceil(-2.5), math.trunc(2.9), math.copysign(1, -0.0), math.ldexp(0.5, 4), math.frexp(10.0), math.modf(-2.5))
print(sorted([2.5, -1.0, inf, 0.0, -inf]), max(1.5, 1), min(2, 2.0), sum([1.5, 2, True]), 3.0 in [3], [1.0, 2.0].index(2), 7.0 // 1, 1e3.is_integer())
