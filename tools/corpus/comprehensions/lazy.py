"""Generator expressions are lazy; the first iterable is evaluated at once."""


def source(name, n):
    print("source", name)
    for i in range(n):
        print("yield", name, i)
        yield i


pairs = ((a, b) for a in source("a", 2) for b in source("b", 2) if b)
print("created")
for pair in pairs:
    print(pair)
try:
    (x for x in missing)
except NameError as error:
    print("at once:", error)
late = (x + missing for x in [1])
try:
    next(late)
except NameError as error:
    print("late:", error)
missing = 5
print(list(x + missing for x in [1, 2]))
squares = (n * n for n in range(10**9))
print(next(squares), next(squares), next(squares))
evens = (n for n in squares if n % 2 == 0)
print([next(evens) for _ in range(3)])
gen = (i for i in range(3))
print(list(gen), list(gen), type(gen).__name__, gen.gi_frame, iter(gen) is gen)
