"""Tuples: immutable, hashable, comparable."""

t = (1, "two", 3.0, (4,), [5])
print(t, len(t), t[1], t[-1], t[1:3], t[::-1], t + (6,), (1, 2) * 2, 3.0 in t)
print(t.index("two"), t.count(1), tuple("abc"), tuple([1, 2]), tuple(), tuple(range(3)), ())
t[4].append(6)
print(t)
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (2,) > (1, 99), (1, 2) == (1.0, 2.0), hash((1, 2)) == hash((1.0, 2.0)))
for attempt in ["t[0] = 1", "del t[0]", "hash(t)", "t[9]", "t + [1]", "(1, 2).index(3)", "(1,) < ('a',)"]:
    try:
        exec(attempt)
        print(attempt, "ok")
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
x, y = 1, 2
x, y = y, x
print(x, y, (x, y), *(x, y))
print({(1, "a"): "value"}[(1, "a")], sorted([(2, "b"), (1, "z"), (2, "a")]), max((1, 5), (2, 0)), dict([(1, 2), (3, 4)]))
print(repr((1,)), str((None, True)), ((1, 2), (3, (4, 5)))[1][1][0], (), ((),), tuple(x for x in "ab"))


def many():
    return 1, 2, 3


first, *rest = many()
print(first, rest, many()[1], many() is many() or many() == many())
