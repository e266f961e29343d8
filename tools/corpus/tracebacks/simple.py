"""An uncaught exception through several frames."""


def middle(n):
    return inner(n) + 1


def inner(n):
    values = [10, 5, 0]
    return 100 // values[n]


print(middle(0), middle(1))
print(middle(2))
print("never")
