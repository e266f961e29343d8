"""A sequence, a mapping and a set made of special methods."""


class Deck:
    def __init__(self, cards):
        self.cards = list(cards)

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Deck(self.cards[index])
        return self.cards[index]

    def __setitem__(self, index, card):
        self.cards[index] = card

    def __delitem__(self, index):
        del self.cards[index]

    def __contains__(self, card):
        return card.lower() in self.cards

    def __reversed__(self):
        return iter(self.cards[::-1])

    def __repr__(self):
        return f"Deck({''.join(self.cards)!r})"


d = Deck("abcde")
print(len(d), d[0], d[-1], d[1:3], list(d), [c.upper() for c in d], "A" in d, "z" in d, list(reversed(d)), bool(d), bool(Deck("")))
d[0] = "z"; del d[1]; d[-1:] = "xy"
print(d, sorted(d), max(d), list(enumerate(d, 1)), list(zip(d, range(2))), dict(zip(d, d)), "".join(d), *d)


class OldStyle:
    """Iterable by __getitem__ alone."""

    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * 10


print(list(OldStyle()), 20 in OldStyle(), 5 in OldStyle(), [*OldStyle()], sum(OldStyle()))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __length_hint__(self):
        return self.n


print(list(Countdown(4)), [*Countdown(2)], 1 in Countdown(3), tuple(Countdown(1)), dict.fromkeys(Countdown(2)))
a, b, *c = Countdown(5)
print(a, b, c)


class Default:
    def __init__(self):
        self.data = {}

    def __missing__(self, key):
        return key

    def __getitem__(self, key):
        return self.data[key] if key in self.data else self.__missing__(key)

    def __iter__(self):
        yield from self.data

    def keys(self):
        return self.data.keys()


m = Default()
m.data["a"] = 1
print(m["a"], m["b"], list(m), {**m}, dict(m))
for attempt in ["len(Default())", "Default()[1] = 2", "iter(5)", "next(5)", "5 in 5", "list(Default)", "reversed(Default())", "del Default()[0]", "len(5)", "for_ = [*5]"]:
    try:
        exec(attempt)
        print("ok", attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)


class BadLen:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (-1, "x", 2.5, True):
    try:
        print(len(BadLen(n)))
    except Exception as error:
        print(type(error).__name__, error)
