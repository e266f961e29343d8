"""int, float, complex and bool together; conversions; integer limits; rounding modes."""

values = [2, -3, 2.5, True, 1j, 10**20]
for a in values:
    row = []
    for b in values:
        try:
            row.append(str(a * b + a - b))
        except TypeError as error:
            row.append("TypeError")
    print(*row, sep=" | ")
for op in ("+", "-", "*", "/", "//", "%", "**"):
    print(op, [eval(f"{a} {op} {b}") for a, b in [(7, 2), (7.0, 2), (-7, 2), (7, -2.0), (2**60, 3), (0.1, 0.2)]])
edge = 2**53
for n in (edge - 1, edge, edge + 1, -edge, -edge - 1, 2**62, 2**63, -(2**63)):
    print(n, n + 1, n - 1, n * 2, n // 2, n % 10, -n, float(n), n == float(n), n ^ 1, n >> 3, ~n, n * n % 1000003)
total = edge - 3
for _ in range(6):
    total += 1
    print(total, end=" ")
print()
product = 1
for i in range(1, 25):
    product *= i
print(product, product // 10**20, sum(range(10**5)), 3**40 % 7, 3**40 - 2 * 3**39 - 3**39)
print(1e16 + 1 == 1e16, 2**53 + 1.0, int(2**53 + 1.0), 9007199254740993 == 9007199254740992.0, 10**16 < 1e16 + 2, 1 / 3 * 3 == 1, 0.1 * 3 == 0.3, round(0.1 * 3, 10) == 0.3)
print(7 // 0.5, 7 % 0.3, -7 % 0.3, 1e300 * 1e10, -1e300 * 1e10, 5 % 1e308, 1e-320, 10**-3, (-1) ** 0.5, 4**0.5, 8 ** (1 / 3))
print(int(-2.9), int("0b101", 0), int(1e18), int(1.5e300) % 1000, float(10**22), float("1e-7"), complex(1), bool(0.0), bool(1e-300), int(True) + False)
print(sum([0.1] * 10), sum([1, 2.5, True]), max(1, 1.0), max(1.0, 1), min(True, 1), sorted([3, 1.5, True, -2.5, 2**70, 0]), divmod(2**70, 10**5), divmod(-7.5, 2), pow(2, 0.5), pow(2, 100, 7), abs(-2**70), round(2**70 / 3, -5), -7 // 2 * 2 + -7 % 2)
print((10**15 + 0.5), 123456789012345680.0, 1.0 * 10**15, 10**15 * 1.0 + 0.25, 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 1e23, 1e22 + 1e6, 4.35 * 100, 1.1 + 2.2)
