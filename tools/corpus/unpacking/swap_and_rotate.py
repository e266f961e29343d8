"""Unpacking puzzles: evaluation order, swaps through indices, starred in the middle, chained targets."""

a = [1, 2, 3]
i = 0
a[i], i = 9, 2
print(a, i)
i, a[i] = 1, 7
print(a, i)
x, y, z = 1, 2, 3
x, y, z = z, x, y
print(x, y, z)
(x, y), z = (y, z), x
print(x, y, z)
[p, *q], *r = [[1, 2, 3], 4, 5]
print(p, q, r)
first, second, *middle, last = range(6)
print(first, second, middle, last)
*init, (u, v) = ["a", "b", (1, 2)]
print(init, u, v)
m = n = o = []
m += [1]
print(n, o)
k, k, k = 1, 2, 3
print(k)
d = {}
d["a"], d["b"], *d["rest"] = "xyzw"
print(d)


class Recorder:
    def __setattr__(self, name, value):
        print("set", name, value, end="; ")


r = Recorder()
r.a, (r.b, r.c), *r.d = 1, (2, 3), 4, 5
print()
for (a, b), *c in [((1, 2), 3, 4), ("xy", "z")]:
    print(a, b, c)
for i, in [(1,), [2], "3"]:
    print(i, end=" ")
print()
pairs = {"one": 1, "two": 2}
(k1, v1), (k2, v2) = pairs.items()
print(k1, v1, k2, v2)


def fibonacci(n):
    a, b = 0, 1
    while n:
        a, b, n = b, a + b, n - 1
    return a


print([fibonacci(n) for n in range(12)], [*range(3), *"ab", *{"k": 1}], (*[1],), {*[1, 2], *[2, 3]}, [*a] if (a := "xy") else 0)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 18), [gcd(*pair) for pair in [(12, 8), (7, 5)]], *map(gcd, [10, 12], [4, 9]))
x = [1, 2, 3, 4]
x[0], x[-1] = x[-1], x[0]
x[1:3] = reversed(x[1:3])
print(x)
head, *tail = "single"
a = b, c = 1, 2
print(head, tail, a, b, c)
it = iter([1, 2, 3, 4])
a, b = next(it), next(it)
(c, d) = it
print(a, b, c, d)
it = iter(range(10))
try:
    a, b = it
except ValueError as error:
    print(error, list(it))
def trio(): return 1, 2, 3
print((lambda a, b, c: a + b + c)(*trio()), [x for x, *_ in [trio()] * 2], sum((x, y := trio()[1])) if (x := 5) else 0)
