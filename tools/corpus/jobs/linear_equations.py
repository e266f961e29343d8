"""Gaussian elimination with floats and pivoting, least squares, Newton and bisection."""


def solve(matrix, vector):
    n = len(vector)
    rows = [list(map(float, row)) + [float(v)] for row, v in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        if abs(rows[pivot][i]) < 1e-12:
            raise ArithmeticError("no unique solution")
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= factor * rows[i][c]
    solution = [0.0] * n
    for i in reversed(range(n)):
        solution[i] = (rows[i][n] - sum(rows[i][c] * solution[c] for c in range(i + 1, n))) / rows[i][i]
    return solution


def fit(points, degree):
    size = degree + 1
    normal = [[sum(x ** (i + j) for x, _ in points) for j in range(size)] for i in range(size)]
    return solve(normal, [sum(y * x**i for x, y in points) for i in range(size)])


def newton(f, x, tolerance=1e-12):
    for steps in range(100):
        slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
        following = x - f(x) / slope
        if abs(following - x) < tolerance:
            return following, steps
        x = following


def bisect(f, low, high):
    for _ in range(60):
        middle = (low + high) / 2
        if (f(middle) < 0) == (f(low) < 0):
            low = middle
        else:
            high = middle
    return low


def simpson(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * sum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))


print([round(x, 10) for x in solve([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]], [8, -11, -3])])
print([round(x, 8) for x in solve([[1e-10, 1], [1, 1]], [1, 2])])
try:
    solve([[1, 2], [2, 4]], [1, 2])
except ArithmeticError as error:
    print(error)
print([round(c, 6) for c in fit([(x, 3 - 2 * x + 0.5 * x * x) for x in range(-3, 4)], 2)], [round(c, 6) for c in fit([(0, 1), (1, 2.9), (2, 5.2), (3, 6.9)], 1)])
root, steps = newton(lambda x: x**3 - 2 * x - 5, 2.0)
print(f"{root:.10f}", steps, f"{bisect(lambda x: x * x - 2, 0.0, 2.0):.12f}", f"{simpson(lambda x: x**4, 0.0, 1.0):.8f}", f"{simpson(lambda x: 4 / (1 + x * x), 0.0, 1.0):.10f}")


def runge_kutta(f, y, t, end, steps):
    h = (end - t) / steps
    for _ in range(steps):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y, t = y + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6, t + h
    return y


print(runge_kutta(lambda t, y: y, 1.0, 0.0, 1.0, 20), runge_kutta(lambda t, y: -2 * t * y, 1.0, 0.0, 2.0, 50))
