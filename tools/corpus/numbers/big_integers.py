"""Arithmetic on integers of any size."""

a, b = 123456789012345678901234567890, 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, divmod(b, a), -b // a, -b % a, divmod(-b, a))
print(a**3, 2**200, (-3) ** 101, pow(a, b, 1000000007), pow(7, -1, 2**89 - 1), pow(2, 10**18, 997))
print(a < b, a == a + 0, a == float(a), a > 10**29, hash(-1), hash(2**100) == hash(float(2**100)))
print(2**53 - 1 + 1, 2**53 + 1, (2**53 + 1) - 2, 9007199254740991 * 9007199254740991, -(2**53) - 1, 3 * 3002399751580331, 94906267 * 94906267)
print(int("9" * 40), int("-" + "1" * 30), int("ff" * 12, 16), int("1010" * 20, 2), int("0x1F", 0), int("z9", 36), str(10**50), hex(10**30), oct(10**20), bin(2**65 + 1))
print((10**30).bit_length(), (2**64).bit_count(), (10**20).to_bytes(9, "big"), int.from_bytes(b"\xff" * 10, "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), (-5).to_bytes(3, "little", signed=True))
print(float(2**70), 2**70 / 3, 10**400 // 10**398, 10**25 / 10**20, (10**25) * 1.5, int(1e25), round(10**25 + 555, -3), int(-1.9e20))
f = 1
for i in range(1, 31):
    f *= i
print(f, sum(int(d) for d in str(f)), f // 10**20, f % 1000007)
x, y = 1, 1
for _ in range(150):
    x, y = y, x + y
print(x, x.bit_length())
print(a & b, a | b, a ^ b, ~a, a << 40, a >> 40, -a >> 3, a & 0xFFFF, (1 << 100) - 1, (-1) >> 100, -(1 << 70) & 0xFF)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def isqrt(n):
    x = 1 << ((n.bit_length() + 1) // 2)
    while (y := (x + n // x) // 2) < x:
        x = y
    return x


print(gcd(2**120 - 1, 2**80 - 1), isqrt(10**60), isqrt(2 * 10**40), f"{a:,} {a:_} {a:e} {a:>40} {a:x}")
for attempt in ["10**400 * 1.0", "float(10**400)", "10**20 / 0", "10**20 // 0", "2**64 << -1", "int('1' * 5000)", "int('12a')", "int('')", "int(' 12 ')", "int('1__2')", "int('12', 37)", "pow(2, -1, 4)", "(300).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "int(float('nan'))", "int(float('inf'))", "10**20 & 1.0", "int([])", "int('٣٤')"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
