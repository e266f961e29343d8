"""Float literals, their repr, and the special values."""

print(0.0, -0.0, 1.0, .5, 5., 1e10, 1E-10, 1_0.0_1)
print(0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 1e15, 1e16, 1e17, 123456789012345678.0)
print(1e-4, 1e-5, 0.0001234, 0.00001234, 5e-324, 1.7976931348623157e308)
print(1e309, -1e309, float("inf") - float("inf"))
print(float("nan") == float("nan"), float("inf") > 10**400)
print(3.0 == 3, hash(3.0) == hash(3), type(3.0))
print(100.0, 1e2, 1e22, 1e23, 9007199254740993.0)
print(float("  12.5  "), float("1_000.5"), float("-Infinity"), float("1e3"))
print(4.35, 4.349999999999999, 2.675, 1.005)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2))
print((0.1).as_integer_ratio(), (0.5).hex(), float.fromhex("0x1.8p3"))
print(int(3.99), int(-3.99), 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, divmod(-7.5, 2))
