"""AttributeErrors that Python code raises learn which name of which object they are about, unless they say so."""


class Lazy:
    def __getattr__(self, name):
        if name == "told":
            raise AttributeError("told", name="other", obj=None)
        raise AttributeError(name.upper())

    @property
    def broken(self):
        raise AttributeError("from inside")


class Strict:
    def __getattribute__(self, name):
        raise AttributeError("nothing here")


for obj, name in [(Lazy(), "missing"), (Lazy(), "told"), (Lazy(), "broken"), (Strict(), "x"), (5, "y"), (Lazy, "z")]:
    try:
        getattr(obj, name)
    except AttributeError as error:
        print(error, error.name, error.obj is obj)

for attempt in ["del (1,)[0]", "del 'a'[0]", "del 'a'['b']", "del {1}[0]", "del (5)[0]", "del None[1]"]:
    try:
        exec(attempt)
    except TypeError as error:
        print(attempt, "->", error)


class BadLength:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


for value in ["3", 1.5, -1, True, 10**30, None]:
    try:
        print(len(BadLength(value)))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for call in [lambda: [].sort(revers=True), lambda: dict.fromkeys(x=1), lambda: type("D", (dict,), {}).fromkeys(x=1), lambda: sorted([], key=1, reverse=2, foo=3), lambda: int(1, 2, 3)]:
    try:
        call()
    except TypeError as error:
        print(error)
