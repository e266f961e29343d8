"""A function that raises StopIteration ends map, filter and itertools' iterators, and is an ordinary exception elsewhere."""

import itertools


def until_zero(x):
    if x == 0:
        raise StopIteration("zero")
    return x


numbers = [1, 2, 0, 3]
print(list(map(until_zero, numbers)))
print(list(filter(until_zero, numbers)))
print(list(itertools.takewhile(until_zero, numbers)), list(itertools.dropwhile(until_zero, [0, 1])))
print(list(itertools.starmap(until_zero, [(5,), (0,), (6,)])), list(itertools.accumulate(numbers, lambda a, b: until_zero(b))))
for x in map(until_zero, numbers):
    print(x)
else:
    print("else")
a, *b = map(until_zero, numbers)
print(a, b, sum(map(until_zero, numbers)), dict(zip("abc", map(until_zero, numbers))))
print(next(map(until_zero, [0]), "default"))
try:
    [until_zero(x) for x in numbers]
except StopIteration as error:
    print("comprehension", error.value)
try:
    list(until_zero(x) for x in numbers)
except RuntimeError as error:
    print(error)
