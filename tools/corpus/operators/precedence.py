"""Operator precedence and associativity."""

print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 + 4, 2 - 3 - 4, 2 ** 3 ** 2, -2 ** 2, 2 ** -1)
print(10 // 3 * 3, 10 % 4 * 2, 100 / 10 / 2, 7 - -3, 7--3, - - 5, ~-5, -~5)
print(1 | 2 ^ 3 & 4 << 1, 1 << 2 + 1, 5 & 3 == 3, (5 & 3) == 1, 1 + 1 << 2)
print(not 1 + 1 == 2, not True or True, True or False and False, 1 < 2 == 2, 3 > 2 > 1)
print(1 if 0 else 2 + 3, (1 if 1 else 2) + 3, lambda: 1 or 2)if False else print("skipped")
print([1, 2][0] + 1, "a" "b" * 2, -[1, 2][1], "%d" % 3 + "x", "%s" % (1,) * 2)
print(2 * -3 ** 2, 2 ** 2 * 3, 1 + 2 if True else 3, 4 in [4] and 5 not in [4])
print(await_ := 3, (x := 5) + x, [y := 1, y + 1], 3 - 2 if x else 0)
