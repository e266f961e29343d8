"""Digits of pi by a spigot and by Machin's formula with big integers; e and square root of two."""


def spigot():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


def arctan(x, unity):
    total = term = unity // x
    n, sign = 3, -1
    while term:
        term //= x * x
        total += sign * (term // n)
        n, sign = n + 2, -sign
    return total


def machin(digits):
    unity = 10 ** (digits + 10)
    return (4 * (4 * arctan(5, unity) - arctan(239, unity))) // 10**10


def e(digits):
    unity = 10 ** (digits + 5)
    total = term = unity
    n = 1
    while term:
        term //= n
        total += term
        n += 1
    return total // 10**5


def sqrt2(digits):
    n = 2 * 10 ** (2 * digits)
    x = n
    while (y := (x + n // x) // 2) < x:
        x = y
    return x


generator = spigot()
first = "".join(str(next(generator)) for _ in range(150))
second = str(machin(300))
for i in range(0, 150, 50):
    print(first[i:i + 50])
print(second[:150] == first, second[-20:], len(second))
print(e(60), sqrt2(60))
print({digit: second.count(digit) for digit in "0123456789"})
