"""Star and double-star in calls and displays."""


def show(*args, **kwargs):
    return args, dict(sorted(kwargs.items()))


print(show(*[1, 2], *"ab", 3, *()), show(**{"a": 1}, b=2, **{"c": 3}), show(1, *[2], x=3, **{"y": 4}), show(*range(3), **{}))
print(show(*{"k": 1}, *{5}, *(i for i in range(2))), show(a=1, *[2]), show(*[1], a=2, *[3]))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


print(show(**Mapping()), {**Mapping(), "r": 1})


def fixed(a, b=2, *, c=3):
    return a, b, c


print(fixed(1), fixed(*[1, 5]), fixed(**{"a": 1, "c": 9}), fixed(1, c=4), fixed(b=1, a=2))
for attempt in ["fixed()", "fixed(1, 2, 3)", "fixed(1, a=2)", "fixed(1, d=2)", "fixed(*5)", "fixed(**5)", "fixed(1, **{'a': 2})", "show(**{'a': 1}, **{'a': 2})", "show(**{1: 2})", "fixed(1, b=1, **{'b': 2})", "fixed(c=1)", "order()", "None.__class__.__name__()", "show(a=1, **{'a': 2})"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
print([*range(2), *[5]], {*"aa"}, (*[1], 2), {**{"a": 1}, "b": 2}, [*{"x": 1}.items()])
print(max(*[1, 5, 3]), print(*"abc", sep="-", end="!\n"), "{}{}".format(*"ab"))
order = []


def note(x):
    order.append(x)
    return x


show(note(1), *[note(2)], a=note(3), *[note(4)], **{"b": note(5)})
print(order)
