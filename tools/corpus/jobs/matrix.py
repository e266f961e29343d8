"""Matrix algebra with operators: product, transpose, determinant, inverse, power."""


class Fraction:
    def __init__(self, n, d=1):
        if d < 0:
            n, d = -n, -d
        g, b = abs(n), d
        while b:
            g, b = b, g % b
        self.n, self.d = n // g, d // g

    def __add__(self, o): o = as_fraction(o); return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    def __sub__(self, o): return self + -as_fraction(o)
    def __mul__(self, o): o = as_fraction(o); return Fraction(self.n * o.n, self.d * o.d)
    def __truediv__(self, o): o = as_fraction(o); return Fraction(self.n * o.d, self.d * o.n)
    def __neg__(self): return Fraction(-self.n, self.d)
    def __eq__(self, o): o = as_fraction(o); return (self.n, self.d) == (o.n, o.d)
    def __bool__(self): return self.n != 0
    def __repr__(self): return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"
    __radd__ = __add__
    __rmul__ = __mul__


def as_fraction(value):
    return value if isinstance(value, Fraction) else Fraction(value)


class Matrix:
    def __init__(self, rows):
        self.rows = [[as_fraction(x) for x in row] for row in rows]

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([[sum((a * b for a, b in zip(row, column)), Fraction(0)) for column in zip(*other.rows)] for row in self.rows])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(*rows)] for rows in zip(self.rows, other.rows)])

    def __mul__(self, k):
        return Matrix([[x * k for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __pow__(self, n):
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    @property
    def T(self):
        return Matrix(list(zip(*self.rows)))

    def determinant(self):
        rows, result = [row[:] for row in self.rows], Fraction(1)
        for i in range(len(rows)):
            pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != i:
                rows[i], rows[pivot] = rows[pivot], rows[i]
                result = -result
            result *= rows[i][i]
            for r in range(i + 1, len(rows)):
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
        return result

    def inverse(self):
        n = len(self.rows)
        rows = [row + unit for row, unit in zip(self.rows, Matrix.identity(n).rows)]
        for i in range(n):
            pivot = next((r for r in range(i, n) if rows[r][i]), None)
            if pivot is None:
                raise ZeroDivisionError("matrix is singular")
            rows[i], rows[pivot] = rows[pivot], rows[i]
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for r in range(n):
                if r != i:
                    factor = rows[r][i]
                    rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
        return Matrix([row[n:] for row in rows])

    def __str__(self):
        texts = [[repr(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*texts)]
        return "\n".join("[" + " ".join(t.rjust(w) for t, w in zip(row, widths)) + "]" for row in texts)


a = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(a, a.T == a, a.determinant(), sep="\n")
print(a.inverse())
print(a @ a.inverse() == Matrix.identity(3), (a @ a - a ** 2 * 1).rows[0] if hasattr(a, "__sub__") else (a ** 2)[0, 0])
print(a ** 5, a ** -2, 2 * a + a, sep="\n\n")
print((Matrix([[1, 1], [1, 0]]) ** 90)[0, 1], Matrix([[0, 1], [1, 0]]).determinant(), Matrix([[1, 2], [2, 4]]).determinant())
for bad in [lambda: a @ Matrix([[1, 2]]), lambda: Matrix([[1, 2], [2, 4]]).inverse()]:
    try:
        bad()
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
