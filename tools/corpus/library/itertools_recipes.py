"""itertools, functools, collections and operator working together: word statistics and a matrix of lazy pipelines."""

import collections
import functools
import itertools
import operator

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity"""

words = [w.strip(",.").lower() for w in TEXT.split()]
bigrams = collections.Counter(itertools.pairwise(words))
print(bigrams.most_common(3))
by_length = {k: sorted(set(g)) for k, g in itertools.groupby(sorted(words, key=len), key=len)}
print(by_length)
index = collections.defaultdict(list)
for position, word in enumerate(words):
    index[word].append(position)
print(dict(itertools.islice(((w, p) for w, p in index.items() if len(p) > 1), 3)))


def consume(iterator, n=None):
    collections.deque(iterator, maxlen=0) if n is None else next(itertools.islice(iterator, n, n), None)


def unique(iterable, key=None):
    seen = set()
    for item in iterable:
        k = item if key is None else key(item)
        if k not in seen:
            seen.add(k)
            yield item


def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for active in range(len(iterables), 0, -1):
        iterators = itertools.cycle(itertools.islice(iterators, active))
        yield from map(next, iterators)


def partition(predicate, iterable):
    a, b = itertools.tee(iterable)
    return list(itertools.filterfalse(predicate, a)), list(filter(predicate, b))


def powerset(items):
    return itertools.chain.from_iterable(itertools.combinations(items, r) for r in range(len(items) + 1))


it = iter(range(10))
consume(it, 3)
print(next(it), list(unique("AbBaCc", str.lower)), list(roundrobin("ABC", "D", "EF")), partition(lambda n: n % 3, range(10)), list(powerset([1, 2, 3])))
print(functools.reduce(operator.or_, [{1}, {2}, {1, 3}]), list(itertools.accumulate(words[:4], "{} {}".format)), sum(map(operator.mul, *zip(*enumerate(range(5))))), list(zip(*[iter("abcdef")] * 2)))
transposed = list(map(list, zip(*[[1, 2, 3], [4, 5, 6]])))
print(transposed, list(itertools.chain(*transposed)), max(itertools.groupby("aaabbc"), key=lambda g: len(list(g[1])))[0])
