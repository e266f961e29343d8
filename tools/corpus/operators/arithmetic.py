"""Arithmetic operators on ints and floats, and their errors."""

for a, b in [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (6, 3)]:
    print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
for a, b in [(7.5, 2), (-7.5, 2), (7.5, -2.0), (1e308, 10.0), (0.0, -3)]:
    print(a, b, a + b, a - b, a * b, a / b, a // b, a % b)
print(2**10, 2**0.5, 2**-1, (-2) ** 3, -2**2, 0**0, 10**20, (-8) ** (1 / 3))
print(pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(2.0, 3))
print(+5, -(-5), ~5, ~-1, abs(-3), abs(-2.5), -0.0, +True)
print(1_000_000 * 1_000_000 * 1_000_000, 10**18 // 7, 10**18 % 7, -10**18 // 7)
print(3 * 2.0, 7 // 2.0, 7 % 2.5, True + 1.5, 5 / 5)
for expression in ["1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "0.0 ** -1",
                   "1 + '1'", "'1' + 1", "[] + ()", "None + 1", "-'a'", "{} * 2", "divmod(1, 0)"]:
    try:
        print(expression, "=", eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)
