"""List, set, dict comprehensions and generator expressions."""

print([n * n for n in range(5)], {n % 3 for n in range(9)}, {n: chr(97 + n) for n in range(3)}, list(n for n in "abc"))
print([n for n in range(20) if n % 2 if n % 3], [(a, b) for a in range(3) for b in range(a)], [a + b for a in "ab" for b in "xy"])
print([[row[i] for row in [[1, 2], [3, 4], [5, 6]]] for i in range(2)], [x for row in [[1], [2, 3]] for x in row])
print([x if x % 2 else -x for x in range(5)], [y for x in range(3) for y in [x * 10]], {k: v for k, v in zip("ab", [1, 2]) if v > 1})
n = "outer"
print([n for n in range(3)], n)
print([(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
g = (print("evaluated", i) or i for i in range(2))
print("before", next(g), next(g), next(g, "end"))
print(sum(i * i for i in range(10)), max((len(w), w) for w in ["a", "ccc", "bb"]), any(i > 3 for i in range(5)), "".join(c.upper() for c in "abc"), dict((i, i) for i in "ab"))


def scoped(items, factor):
    return [item * factor for item in items if item != factor], {factor: [item for item in items]}


print(scoped([1, 2, 3], 2))


class C:
    names = ["a", "b"]
    upper = [name.upper() for name in names]
    pairs = [(x, y) for x in names for y in "1"]


print(C.upper, C.pairs)
print([last := x for x in range(4)], last, [(y := x, y * 2) for x in range(2)], any((found := v) > 2 for v in [1, 3, 5]), found)
print([*(x for x in [1, 2])], [[j for j in range(i)] for i in range(4)], [i for i in [1, 2, 3] if i in {2, 3}])
try:
    [missing for x in [1]]
except NameError as error:
    print(error)
try:
    [x for x in 5]
except TypeError as error:
    print(error)
print([x for x, *y in ["ab", "cd"]], [y for x, *y in ["abc"]], [a for a, b in {"k": 1}.items()], {i: {j for j in range(i)} for i in range(3)})
locals_seen = [sorted(k for k in locals() if not k.startswith("_"))[:2] for _ in range(1)]
print(locals_seen)
