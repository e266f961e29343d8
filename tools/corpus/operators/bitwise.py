"""Bitwise operators and shifts, small and big."""

for a, b in [(12, 10), (-12, 10), (12, -10), (-12, -10), (2**70 + 5, 2**69 + 3), (-(2**65), 2**64 - 1)]:
    print(a, b, a & b, a | b, a ^ b, ~a)
for n in [0, 1, 5, 31, 32, 33, 53, 63, 64, 100]:
    print(n, 1 << n, -1 << n, (2**100) >> n, -(2**100 + 1) >> n, -7 >> n)
print(0xFF & 0x0F, 0b1100 ^ 0b1010, 1 << 31, 1 << 32, (1 << 53) | 1, 2**53 ^ 1)
print(True & 1, True | 2, False ^ True, type(True & True), type(True & 1))
for expression in ["1 << -1", "1 >> -1", "1.0 & 1", "1 << 1.0", "'a' | 'b'", "~1.5"]:
    try:
        print(expression, "=", eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)
print({1, 2, 3} & {2, 3, 4}, {1, 2} | {3}, {1, 2} ^ {2, 3}, {1, 2, 3} - {2})
print({"a": 1} | {"b": 2, "a": 3})
