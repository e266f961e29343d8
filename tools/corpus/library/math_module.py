"""math: every function on ordinary and special values."""

import math

print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.cbrt(8), math.pow(2, 0.5), math.exp(1), math.exp2(3), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10))
print([f"{f(0.5):.12g}" for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.atanh, math.erf, math.erfc, math.gamma, math.lgamma)], f"{math.acosh(2):.12g}", math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.degrees(math.pi), math.radians(180))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(1e20), math.fabs(-3), math.fmod(-7, 3), math.remainder(7, 4), math.modf(3.25), math.frexp(8), math.ldexp(0.5, 3), math.copysign(3, -0.0), math.fma(2, 3, 4), math.ulp(1.0), math.nextafter(1, 2), math.isqrt(10**20), math.isqrt(99))
print(math.gcd(12, 18, 27), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6), math.lcm(4, 6, 10), math.lcm(), math.factorial(20), math.factorial(30), math.comb(10, 3), math.comb(100, 50), math.perm(5, 2), math.perm(4), math.comb(3, 5))
print(math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([0.5, 4], start=2), math.sumprod([1, 2], [3, 4]), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(0, 1e-10, abs_tol=1e-9), math.isfinite(math.inf), math.isinf(-math.inf), math.isnan(math.nan), math.fsum([1e100, 1, -1e100]))
for bad in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-5), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.acos(2), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.pow(-1, 0.5), lambda: math.fmod(1, 0), lambda: math.sin(math.inf), lambda: math.sqrt("a"), lambda: math.gamma(-1), lambda: math.dist([1], [1, 2]), lambda: math.log(10, 1), lambda: math.pow(0, -1), lambda: math.ldexp(1, 5000)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(math.log(10**400), math.log2(2**5000), math.sqrt(10**300), math.floor(-0.0), math.trunc(True), math.sqrt(True), math.copysign(1, -math.nan) in (1, -1), math.hypot(), math.log(2.5, 10))


class Custom:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __float__(self): return 4.0
    def __index__(self): return 6


print(math.floor(Custom()), math.ceil(Custom()), math.trunc(Custom()), math.sqrt(Custom()), math.gcd(Custom(), 4), math.factorial(Custom()))
