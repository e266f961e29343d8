"""Primes: sieve, segmented generator, factors, totient, Miller-Rabin, perfect numbers."""

from itertools import count, islice, takewhile
from math import gcd, isqrt, prod


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for n in range(2, isqrt(limit) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n, flag in enumerate(flags) if flag]


def primes():
    composites = {}
    for n in count(2):
        if n in composites:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)
        else:
            yield n
            composites[n * n] = [n]


def factors(n):
    found = {}
    for p in takewhile(lambda p: p * p <= n, primes()):
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def is_prime(n):
    if n < 2:
        return False
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    for p in small:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in small:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def totient(n):
    return prod((p - 1) * p ** (k - 1) for p, k in factors(n).items())


def divisors(n):
    result = [1]
    for p, k in factors(n).items():
        result = [d * p**i for d in result for i in range(k + 1)]
    return sorted(result)


found = sieve(20000)
print(len(found), found[:10], found[-3:], list(islice(primes(), 15)), found[:500] == list(islice(primes(), 500)))
print(factors(360), factors(97), factors(2**20 - 1), factors(600851475143), totient(36), totient(97), divisors(60), sum(gcd(i, 36) == 1 for i in range(36)))
print([n for n in range(2, 1000) if sum(divisors(n)[:-1]) == n], [p for p in found if p < 200 and is_prime(2**p - 1)], is_prime(2**127 - 1), is_prime(2**127 + 1), is_prime(561))
print([(p, q) for p, q in zip(found, found[1:]) if q - p == 2][-3:], max(zip(found, found[1:]), key=lambda pair: pair[1] - pair[0]))
