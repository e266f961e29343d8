"""The iterator protocol: iter with sentinel, custom iterators, exhaustion, errors inside."""


class Squares:
    def __init__(self, limit):
        self.limit = limit

    def __iter__(self):
        return (n * n for n in range(self.limit))


class Once:
    def __init__(self, *items):
        self.items = list(items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop(0)


s = Squares(4)
print(list(s), list(s), sum(s), max(s), 9 in s, [*s], tuple(s), dict(enumerate(s)), sorted(s, reverse=True))
o = Once(1, 2, 3)
print(next(o), list(o), list(o), next(o, None))
a, *b = Once("x", "y", "z")
print(a, b, list(zip(Once(1, 2), Squares(3))), list(map(lambda x, y: x + y, Once(1, 2), Once(10, 20, 30))))
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)), list(values))
i = iter("abc")
print(i.__next__(), list(zip(i, i)), i.__length_hint__() if hasattr(i, "__length_hint__") else "")


class Failing:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            raise ValueError("third")
        return self.n


f = Failing()
seen = []
try:
    for x in f:
        seen.append(x)
except ValueError as error:
    print(seen, error)


class NotIterator:
    def __iter__(self):
        return 5


class NoneIter:
    __iter__ = None


for bad in [NotIterator(), NoneIter(), 5, object]:
    try:
        iter(bad)
    except TypeError as error:
        print(error)
d = {"a": 1, "b": 2}
it = iter(d)
print(next(it), list(it), list(d.items()), [k for k in reversed(d)])
l = [1, 2, 3]
it = iter(l)
next(it)
l.append(4)
print(list(it), list(it))
l.append(5)
print(list(it))
r = reversed(l)
print(next(r), list(r))
e = enumerate(["a", "b"], start=1)
print(next(e), list(e))
z = zip([1, 2, 3], "ab")
print(list(z))
gen = (x for x in range(5))
print(3 in gen, list(gen))
first, second = iter({10: "a", 20: "b"})
print(first, second, *iter("xy"), [i for i in iter(range(2))])
