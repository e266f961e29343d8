"""range: lazy, indexable, comparable."""

for r in [range(5), range(2, 5), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 2), range(-3, 3, 2)]:
    print(r, list(r), len(r), bool(r), r[::-1], sum(r), 3 in r)
r = range(0, 100, 7)
print(r[3], r[-1], r[2:5], r.start, r.stop, r.step, r.index(21), r.count(22), 50 in r, 49 in r, 49.0 in r, "a" in r)
print(range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 2), hash(range(3)) == hash(range(0, 3)))
print(list(reversed(range(3))), max(range(5)), min(range(5, 10)), list(map(str, range(3))), list(enumerate(range(5, 7), 1)))
big = range(10**20, 10**20 + 5)
print(big[2], len(big), list(big)[:2], 10**20 + 1 in big, range(2**62)[-1], range(0, -10**25, -10**24)[3])
for i in range(3):
    for j in range(i, -1, -1):
        print(i, j, end=" ")
print()
for attempt in ["range(1, 2, 0)", "range(1.0)", "range()", "range('a')", "range(3)[3]", "range(3).index(5)", "len(range(10**30))", "range(3)[0] = 1"]:
    try:
        print(eval(attempt) if "=" not in attempt else exec("r = range(3); r[0] = 1"))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
it = iter(range(3))
print(next(it), list(it), next(it, "done"))
