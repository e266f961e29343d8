"""collections.abc: what things are, and mixin methods from a few primitives."""

from collections.abc import Callable, Container, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Set, Sized, Collection, Coroutine, Awaitable, Reversible, KeysView

things = {"list": [], "tuple": (), "dict": {}, "set": set(), "frozenset": frozenset(), "str": "", "bytes": b"", "range": range(1), "gen": (i for i in ()), "iter": iter([]), "int": 5, "func": len, "keys": {}.keys()}
for kind in (Hashable, Iterable, Iterator, Sized, Container, Collection, Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Callable, Generator, Reversible, KeysView):
    print(f"{kind.__name__:<16}", " ".join(name for name, thing in things.items() if isinstance(thing, kind)))


class Words(Sequence):
    def __init__(self, text):
        self.words = text.split()

    def __getitem__(self, i):
        return self.words[i]

    def __len__(self):
        return len(self.words)


w = Words("a b c b a")
print(list(w), "b" in w, w.index("c"), w.count("b"), list(reversed(w)), isinstance(w, Iterable))


class Stack(MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __len__(self): return len(self.items)
    def insert(self, i, v): self.items.insert(i, v)


s = Stack()
s.append(1); s.extend([2, 3]); s += [4]; s.reverse(); print(s.items, s.pop(), s.items); s.remove(3); s.clear(); print(s.items)


class Caseless(MutableMapping):
    def __init__(self, **kw):
        self.data = {}
        self.update(kw)

    def __getitem__(self, k): return self.data[k.lower()]
    def __setitem__(self, k, v): self.data[k.lower()] = v
    def __delitem__(self, k): del self.data[k.lower()]
    def __iter__(self): return iter(self.data)
    def __len__(self): return len(self.data)


c = Caseless(A=1, b=2)
print(dict(c), c["a"], c.get("Z", 0), "B" in c, c.pop("B"), c.setdefault("Q", []), list(c.items()), c == {"a": 1, "q": []}, c.popitem(), len(c), list(c.keys()))


class Bits(Set):
    def __init__(self, items): self.mask = sum(1 << i for i in set(items))
    def __contains__(self, i): return bool(self.mask >> i & 1)
    def __iter__(self): return (i for i in range(self.mask.bit_length()) if i in self)
    def __len__(self): return self.mask.bit_count()
    def __repr__(self): return f"Bits({list(self)})"


a, b = Bits([1, 2, 3]), Bits([2, 3, 4])
print(a & b, a | b, a - b, a ^ b, a <= b, Bits([2]) < a, a == {1, 2, 3}, a.isdisjoint([9]), {2, 9} & a)
for cls in (Sequence, Mapping, MutableSet):
    try:
        cls()
    except TypeError as error:
        print(error)


class HasIter:
    def __iter__(self): return iter(())


class NoHash:
    __hash__ = None


async def co(): pass


k = co()
print(issubclass(HasIter, Iterable), isinstance(NoHash(), Hashable), isinstance(k, Coroutine), isinstance(k, Awaitable), issubclass(dict, Mapping), Callable[[int], str], Iterable[int], Mapping[str, int].__args__)
k.close()
