"""cmath: every function on both sides of its branch cuts, at special values, and what it refuses."""

import cmath

names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()
inf, nan = cmath.inf, cmath.nan
special = (-inf, -1.0, -0.0, 0.0, 1.0, inf, nan)


def short(z):
    return f"{z.real:.9g},{z.imag:.9g}" if isinstance(z, complex) else repr(z)


def t(f, *args, **kw):
    try:
        return short(f(*args, **kw))
    except Exception as e:
        return f"{type(e).__name__} {e}"


for name in names:
    f = getattr(cmath, name)
    print(name, [t(f, complex(x, y)) for x in special for y in special if abs(x) in (inf, 0) or x != x or abs(y) in (inf, 0) or y != y])
    print(name, [t(f, z) for z in (1.5 + 2.5j, -1.5 + 0.25j, 2, -2.5, complex(-2, -0.0), complex(2, -0.0), 1e-320 + 1e-321j, 1e300 - 1e300j, 800 + 1j, 5, True)])
    print(name, [t(f, x) for x in ("1", None, [])], t(f), t(f, 1, 2, 3))
print([t(cmath.rect, r, phi) for r in special for phi in special], t(cmath.rect, 2, 1), t(cmath.rect, 1j, 1))
print([t(cmath.phase, complex(x, y)) for x in special for y in special])
print(cmath.polar(3 + 4j), t(cmath.polar, 1e308 + 1.7e308j), cmath.polar(complex(-inf, nan)))
print([(cmath.isfinite(z), cmath.isinf(z), cmath.isnan(z)) for z in (1j, complex(inf, nan), complex(0, nan), 5)])
print(t(cmath.log, 100, 10), t(cmath.log, 0, 10), t(cmath.log, 2, 1), t(cmath.log, 2, 0), t(cmath.log, 0), t(cmath.log, 2, "x"), t(cmath.log, -1, 1j))
print(cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isclose(1j, 1.1j, abs_tol=0.2), cmath.isclose(inf, complex(inf, 0)), cmath.isclose(inf, -inf), cmath.isclose(nan, nan), t(cmath.isclose, 1, 2, rel_tol=-1), t(cmath.isclose, 1), t(cmath.isclose, 1, 2, 3))
print(cmath.pi, cmath.e, cmath.tau, cmath.infj, cmath.nanj)


class Z:
    def __complex__(self):
        return 3 + 4j


class X:
    def __index__(self):
        return 4


print(cmath.sqrt(Z()), cmath.sqrt(X()), abs(cmath.exp(1j * cmath.pi) + 1) < 1e-15)
