"""and, or, not: short circuits and the value they give."""


def show(value):
    print("eval", repr(value), end="; ")
    return value


for a in [0, 1, "", "a", [], [0], None]:
    for b in [0, "b"]:
        print("->", repr(show(a) and show(b)), "|", end=" ")
        print("->", repr(show(a) or show(b)), "|", not a)
print(1 and 2 and 3, 0 or "" or None, 1 and 0 or 5, not (1 and 2), not not [])
print((not 1) == 0, not 1 == 0, not None is None)


class Truthy:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("bool", self.truth, end=" ")
        return self.truth

    def __repr__(self):
        return f"Truthy({self.truth})"


yes, no = Truthy(True), Truthy(False)
print(yes and no, yes or no, no and yes, no or yes, not yes)
print("then" if yes else "else", [1 if no else 2])
if yes and not no:
    print("both")
while no or not yes:
    pass


class Sized:
    def __len__(self):
        return 0


class Bad:
    def __bool__(self):
        return 1


print(bool(Sized()), bool(object()))
try:
    bool(Bad())
except TypeError as error:
    print(error)
