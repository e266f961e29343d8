"""Sorting: stable, by key, reversed, mixed keys, cmp_to_key."""

from functools import cmp_to_key
from operator import attrgetter, itemgetter

people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dee", 25), ("Eve", 35)]
print(sorted(people), sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])))
print(sorted(people, key=itemgetter(1), reverse=True), sorted(people, key=itemgetter(1, 0)))
print(sorted("bdCaA"), sorted("bdCaA", key=str.lower), sorted(["b10", "b9", "a2"], key=lambda s: (s[0], int(s[1:]))))
print(sorted([3, 1.5, True, -2]), sorted([[2], [1, 5], [1]]), sorted({"b": 1, "a": 2}), sorted(range(5), key=lambda n: n % 2))


def compare(a, b):
    return (a > b) - (a < b) if a % 2 == b % 2 else a % 2 - b % 2


print(sorted(range(10), key=cmp_to_key(compare)))


class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


versions = [Version(v) for v in "1.10 1.2 1.2.3 0.9".split()]
print(sorted(versions), max(versions, key=attrgetter("parts")), sorted(versions, reverse=True))
numbers = [(i * 7919) % 1009 for i in range(500)]
ordered = sorted(numbers)
print(ordered[:5], ordered[-5:], all(a <= b for a, b in zip(ordered, ordered[1:])), ordered == sorted(numbers[::-1]))
numbers.sort(key=lambda n: (n % 10, -n))
print(numbers[:6], numbers[-3:])
calls = []
sorted([3, 1, 2], key=lambda n: calls.append(n) or n)
print(calls)
for attempt in ["sorted([1, 'a'])", "sorted([1], 5)", "sorted(5)", "[1j, 2].sort()", "sorted([None, 1])", "max([])", "min()"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
print(max([], default="none"), min("b", "a"), max(3, 1, key=lambda n: -n), max(["aa", "b"], key=len))
