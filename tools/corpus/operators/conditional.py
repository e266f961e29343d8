"""Conditional expressions, nested and as arguments."""


def sign(n):
    return "negative" if n < 0 else "zero" if n == 0 else "positive"


print([sign(n) for n in (-1, 0, 1)])
x = 3
print("odd" if x % 2 else "even", ("a" if x > 5 else "b") + "c", 1 if True else 1 / 0)
values = [n if n > 0 else -n for n in range(-3, 4) if n]
print(values, {("even" if n % 2 == 0 else "odd"): n for n in values})
f = (lambda: "first") if x else (lambda: "second")
print(f(), (lambda a: a if a else "none")(0), not x if x else x)
print("yes" if x == 3 and not x == 4 or False else "no")
y = (yield_ := 10) if x else None
print(y, yield_, max(1 if x else 2, 0))
