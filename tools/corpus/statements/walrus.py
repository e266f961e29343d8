"""Assignment expressions everywhere they are allowed."""

if (n := len("hello")) > 3:
    print("long", n)
while (n := n - 1) > 2:
    print(n, end=" ")
print()
data = [1, 2, 3, 4]
print([y for x in data if (y := x * 2) > 4], y, any((witness := x) > 2 for x in data), witness)
print((a := 1) + (b := 2), a, b, [c := 5, c + 1], {"k": (d := 3)}, f"{(e := 10)}", e)


def f(x, y=(default := 7)):
    return (total := x + y), total


print(f(1), default, f((z := 2), y=z), (lambda: (q := 9) + q)())


def scopes():
    [inner := i for i in range(3)]
    return inner


print(scopes(), "inner" in globals(), [(lambda v: (w := v) * w)(i) for i in range(3)])
import re

for text in ["x=1", "bad", "y=22"]:
    if m := re.match(r"(\w)=(\d+)", text):
        print(m[1], m[2])
    elif not (m is None):
        print("impossible")
    else:
        print("no match", m)
values = iter([3, 2, 1, 0])
while v := next(values):
    print(v)
print(x := 5, (x := x + 1), x, print(p := "p") or p)
items = [0] * 3
i = 1
items[(i := i - 1)] = (i := i + 1)
print(items, i)
