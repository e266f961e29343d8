"""Recursion: mutual, deep, and the error when it has no end."""

import sys


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def hanoi(n, source="A", target="C", spare="B"):
    if n == 0:
        return []
    return hanoi(n - 1, source, spare, target) + [source + target] + hanoi(n - 1, spare, target, source)


def permutations(items):
    if len(items) <= 1:
        return [items]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def flatten(value):
    return [x for item in value for x in (flatten(item) if isinstance(item, list) else [item])]


print(ackermann(2, 3), is_even(500), is_odd(301), hanoi(3), len(hanoi(8)))
print(permutations([1, 2, 3]), flatten([1, [2, [3, [4]], 5], []]))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900))


def endless(n):
    return endless(n + 1)


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__, str(error)[:32])
sys.setrecursionlimit(5000)
print(depth(3000), sys.getrecursionlimit())
sys.setrecursionlimit(1000)
