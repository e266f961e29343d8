"""Binding in detail: duplicates, order of evaluation, many arguments, defaults shared, keyword names."""


def show(*args, **kwargs):
    return args, kwargs


def order(label, value=None):
    print(label, end=" ")
    return value if value is not None else label


print(show(order("a"), *order("b", [1]), order("c"), k=order("d"), **order("e", {"x": 1}), y=order("f")))
print(show(**{"not an identifier": 1, "": 2, "class": 3}))


def defaults(a=order("default a"), *, b=order("default b")) -> order("annotation", 1):
    return a, b


print(defaults(), defaults(1, b=2))


def shadow(list, dict=dict, *tuple, set, **str):
    return list, dict, tuple, set, str


print(shadow(1, set=2), shadow(1, 2, 3, set=4, x=5))


def positional(a, b, /, **kw):
    return a, b, kw


print(positional(1, 2, a=3, b=4))


class Callable:
    def __call__(self, /, self_=None, **kw):
        return self_, kw

    def method(this, self=5):
        return self


print(Callable()(self=1), Callable()(1, x=2), Callable().method(), Callable().method(self=7), str.join("-", ["a", "b"]), dict(self=1, d=2))


def count(*args, _n=[0]):
    _n[0] += 1
    return _n[0]


print(count(), count(), count(_n=[10]), count())


def outer(*args, **kwargs):
    def inner(a, b=2, *rest, c, d=4, **others):
        return a, b, rest, c, d, others

    return inner(*args, **kwargs)


print(outer(1, c=3), outer(1, 5, 6, 7, c=3, d=8, e=9), outer(**{"c": 0, "a": 1}), outer(*"abc", c="d"))
for bad in ["outer()", "outer(1)", "outer(1, 2, b=3, c=4)", "positional(1)", "positional(a=1, b=2)", "positional(1, 2, 3)", "shadow()", "shadow(1)", "defaults(1, 2)", "defaults(c=1)", "show(*1)", "show(**[1])", "show(*None)", "outer(1, c=1, **{'c': 2})", "print(*[1], **{'sep': 1})", "dict(**{1: 2})", "Callable().method(1, 2)", "Callable()(1, 2)", "max(1, 2, foo=3)", "[].append()", "[].append(1, 2)", "''.join()", "len()", "len(1, 2)", "isinstance(1)", "{}.get()", "[].sort(1)", "[].sort(reversed=True)", "sorted([], key=1, reverse=2, foo=3)", "int(x='5')", "str.upper()", "list.append([])"]:
    try:
        print(eval(bad))
    except TypeError as error:
        print(f"{bad:<36} {error}")
big = show(*range(1000), **{f"k{i}": i for i in range(300)})
print(len(big[0]), len(big[1]), big[1]["k299"])
