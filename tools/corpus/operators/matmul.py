"""The @ operator, reflected and in place."""


class Vector:
    def __init__(self, *items):
        self.items = items

    def __matmul__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return sum(a * b for a, b in zip(self.items, other.items))

    def __rmatmul__(self, other):
        return Vector(*[other * item for item in self.items])

    def __imatmul__(self, other):
        self.items = tuple(item * other for item in self.items)
        return self

    def __repr__(self):
        return f"Vector{self.items}"


v, w = Vector(1, 2, 3), Vector(4, 5, 6)
print(v @ w, 2 @ v, v @ w @ w)
v @= 10
print(v)
try:
    v @ 3
except TypeError as error:
    print(error)
try:
    1 @ 2
except TypeError as error:
    print(error)
