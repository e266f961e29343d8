"""List, tuple, set and dict displays, with trailing commas and unpacking."""

print([], [1], [1, 2,], [[], [[]]], (), (1,), (1, 2,), ((), ((),)))
print({}, {1}, {"a": 1,}, {1: {2: {3: {}}}})
one = 1,
print(one, type(one), 1, 2)
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, *b), {*a, *b}, [*"abc", *range(3)], (*a,), *a, *b)
d = {"x": 1, **{"y": 2, "x": 3}, "z": 4, **{}}
print(d, {**d, "x": 0}, list(d), {**d} == d, {**d} is d)
print([[0] * 3 for _ in range(2)], [[]] * 2)
print({(1, 2): "tuple key", frozenset([1]): "frozenset key"})
x = [1, [2]]
x.append(x)
print(x, x[2] is x, x[2][2][0])
m = {}
m["self"] = m
print(m)
t = ([],)
t[0].append(t)
print(t)
