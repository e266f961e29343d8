"""random with a seed: the same numbers as CPython's."""

import random

r = random.Random(42)
print([r.random() for _ in range(3)], [r.randint(1, 100) for _ in range(5)], r.randrange(0, 100, 7), r.choice("abcdef"), r.uniform(1, 2), r.getrandbits(70), r.randbytes(4))
items = list(range(10))
r.shuffle(items)
print(items, r.sample(range(1000), 5), r.choices("abc", [1, 2, 7], k=6), r.sample(["a", "b", "c"], 3, counts=[2, 0, 5]))
print(r.gauss(0, 1), r.normalvariate(5, 2), r.expovariate(1.5), r.triangular(0, 10, 3), r.betavariate(2, 3), r.gammavariate(2, 1), r.paretovariate(3), r.weibullvariate(1, 2), r.vonmisesvariate(0, 4), r.lognormvariate(0, 0.5), r.binomialvariate(10, 0.3))
random.seed("text seed")
print(random.random(), random.randint(0, 10**30))
random.seed(b"bytes")
print(random.random())
random.seed(12.5)
state = random.getstate()
a = [random.random() for _ in range(2)]
random.setstate(state)
print(a == [random.random() for _ in range(2)], len(state[1]), state[0])
random.seed(0)
print(random.random(), random.Random(0).random(), random.Random(-5).random(), random.Random(2**100).random())
inside = sum(r.random() ** 2 + r.random() ** 2 < 1 for _ in range(2000))
print(inside, 4 * inside / 2000)
for bad in [lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.choices([], k=1), lambda: random.seed([]), lambda: random.sample({1, 2}, 1), lambda: random.choices("ab", [0, 0])]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class Half(random.Random):
    def random(self):
        return 0.5


print(Half().randint(1, 10), Half().choice("abcd"), Half().uniform(0, 4))
