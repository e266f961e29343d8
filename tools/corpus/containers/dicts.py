"""Dict methods, order, views and errors."""

d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" not in d, list(d), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", None), d.setdefault("n", []), d.setdefault("b", 0), d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d)
del d["x"]; print(d, list(reversed(d)))
e = d.copy(); e["new"] = 1; print(d == e, d is e, d | {"q": 0}, dict(d, k=1), dict(zip("ab", [1, 2])), dict.fromkeys("abc", 0), dict.fromkeys([1, 2]))
keys, values, items = d.keys(), d.values(), d.items()
d["late"] = True
print(keys, values, items, len(keys), "late" in keys, ("late", True) in items, True in values)
print(keys & {"b", "nope"}, sorted(keys | {"nope"}), keys - {"b", "c", "y", "z"}, {"b"} <= keys, keys == {"b", "c", "y", "z", "late"}, keys.isdisjoint({"w"}))
print({1: "int", 1.0: "float", True: "bool"}, {1: "a"}[True], {(1, 2): 3}[1, 2], {None: 0}[None])
for k in sorted(d, key=str):
    print(k, d[k], end="; ")
print()
for attempt in ["{}['k']", "{[]: 1}", "{}.popitem()", "{1: 2} + {3: 4}", "dict(5)", "dict([1])", "dict([(1, 2, 3)])", "del {}['q']", "{}.pop('k')", "{1: 2} < {3: 4}", "{{}}", "{'a': 1}.update(5)"]:
    try:
        print(eval(attempt) if not attempt.startswith("del") else exec(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
try:
    for k in d:
        d[k + "!"] = 0
except RuntimeError as error:
    print(error)
for k in list(d):
    if k.endswith("!"):
        del d[k]
print(d)


class Counter(dict):
    def __missing__(self, key):
        self[key] = 0
        return 0


c = Counter()
for letter in "mississippi":
    c[letter] += 1
print(c, c.get("q"), isinstance(c, dict), type(c.copy()).__name__, c == {"m": 1, "i": 4, "s": 4, "p": 2})
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:3], big[999], sum(big.values()))
nested = {}
nested.setdefault("a", {}).setdefault("b", []).append(1)
print(nested, {**nested, "c": 2}, {"a": {"b": [1]}} == nested)
d.clear()
print(d, bool(d), keys, next(iter({"only": 1})))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


k = {Key(1): "one", Key(2): "two", Key(1): "uno"}
print(k, k[Key(2)], Key(3) in k)
