"""itertools: every function."""

import itertools as it
import operator

print(list(it.islice(it.count(5, 3), 4)), list(it.islice(it.count(0.5, 0.25), 3)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", None)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2], operator.mul, initial=10)), list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])))
print(list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda n: n < 3, [1, 3, 2])), list(it.takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda n: n % 2, range(5))), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.pairwise("abcd")), list(it.batched("abcdefg", 3)))
print([(k, list(g)) for k, g in it.groupby("aabbbca")], [(k, len(list(g))) for k, g in it.groupby(sorted(["apple", "bob", "axe", "cat", "bee"]), key=lambda w: w[0])])
print(list(it.zip_longest("ab", [1, 2, 3], fillvalue="-")), list(it.product("ab", [1, 2])), list(it.product(range(2), repeat=3))[3:5], list(it.product()), list(it.permutations("abc", 2)), list(it.combinations("abcd", 3)), list(it.combinations_with_replacement("ab", 2)), list(it.permutations([1, 2, 3]))[-1], list(it.combinations("ab", 5)))
a, b = it.tee(iter([1, 2, 3]))
print(next(a), next(a), next(b), list(a), list(b))
groups = it.groupby([1, 1, 2])
first = next(groups)
second = next(groups)
print(first[0], list(first[1]), list(second[1]))
print(sum(1 for _ in it.permutations(range(6))), len(list(it.combinations(range(10), 4))), next(it.count(10**20)), list(it.islice(it.repeat(0), 2)), type(it.chain()).__name__)


def flatten(nested):
    return list(it.chain.from_iterable(flatten(x) if isinstance(x, list) else [x] for x in nested))


def sliding(iterable, n):
    iterators = it.tee(iterable, n)
    for i, iterator in enumerate(iterators):
        next(it.islice(iterator, i, i), None)
    return zip(*iterators)


def primes():
    yield 2
    found = [2]
    for n in it.count(3, 2):
        if all(n % p for p in it.takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n


print(flatten([1, [2, [3, 4]], [], [[5]]]), list(sliding("abcde", 3)), list(it.islice(primes(), 12)), list(it.takewhile(lambda p: p < 20, primes())))
for bad in [lambda: it.islice([], -1), lambda: list(it.batched("ab", 0)), lambda: list(it.batched("abc", 2, strict=True)), lambda: it.combinations("a", -1), lambda: it.product(5), lambda: it.repeat(), lambda: it.count("a"), lambda: it.chain(5).__next__(), lambda: it.tee([], -1)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
