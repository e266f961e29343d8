"""Unpacking in assignments, for loops and nested targets."""

a, b = 1, 2
(c, d), e = (3, 4), 5
[f, g] = "hi"
h, *i = range(4)
*j, k = "abc"
l, *m, n = [1, 2, 3, 4, 5]
o, (p, *q), r = 1, (2, 3, 4), 5
*s, = "xy"
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
t = u, v = [10, 20]
print(t, u, v)
first, *_ = {"k": 1, "j": 2}
print(first, _)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9
print(i, x)
x[0], x[2] = x[2], x[0]
print(x)


class Target:
    pass


target = Target()
target.a, target.b = 1, [2]
(target.c, x[1]), target.b[0] = ("c", "x1"), "b0"
print(vars(target), x)
for n, (key, value) in enumerate({"a": 1, "b": 2}.items()):
    print(n, key, value)
for head, *tail in [(1, 2, 3), "ab", [9]]:
    print(head, tail)
for attempt in ["a, b = 1", "a, b = 1, 2, 3", "a, b = [1]", "a, *b, c = [1]", "(a, b), c = 1, 2", "a, b = {1: 2}", "[a] = []", "a, b, *c = iter([1])"]:
    try:
        exec(attempt)
        print("ok", attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)


def swap(a, b):
    a, b = b, a
    return a, b


def rotate(a, b, c):
    a, b, c = c, a, b
    return [a, b, c]


def generator():
    yield from (1, 2, 3)


print(swap(1, 2), rotate(1, 2, 3))
a, b, c = generator()
print(a, b, c)
(a), [b], (c,) = 1, [2], (3,)
print(a, b, c)
