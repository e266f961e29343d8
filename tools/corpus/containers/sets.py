"""Set and frozenset operations; printed sorted, as order means nothing."""

a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a.union([9], (8,)), a.intersection(b, {3}), a.difference([1]), a.symmetric_difference([1, 7]))
print(a <= b, {3} < b, a >= {1}, a > a, a == {4, 3, 2, 1}, a != b, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([7]), 3 in a)
c = a.copy()
c.add(10); c.discard(1); c.discard(99); c.remove(2); c.update([20, 21], {22})
print(sorted(c), len(c), c is a)
c.intersection_update(range(15)); print(c)
c.difference_update([3]); print(c)
c.symmetric_difference_update({4, 5}); print(c)
c -= {5}; c |= {6}; c &= {6, 10}; c ^= {1}
print(sorted(c), sorted(set("hello")), set(), {*()}, {None}, set([1]), {1, True, 1.0})
f = frozenset([1, 2])
print(f, f | {3}, {3} | f == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset((2, 1))], f == {1, 2})
print({frozenset({1}), frozenset({1})}, frozenset(), {1, 2} in {frozenset({1, 2})}, sorted({x % 3 for x in range(10)}))
one = {5}
print(one.pop(), one, bool(one))
for attempt in ["{[]}", "set().pop()", "{1}.remove(2)", "{1} + {2}", "{1} | [2]", "frozenset().add(1)", "hash({1})", "{1} < [1]", "set(5)"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
print({0, 1, 2, 3, 4, 5, 6, 7}, {10, 5, 1}, {3, 2, 1, 0}, set(range(20)))
words = ["apple", "pear", "apple", "fig"]
print(len(set(words)), sorted(set(words), key=len), sorted(set(words) - {"fig"}), list(dict.fromkeys(words)))
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
