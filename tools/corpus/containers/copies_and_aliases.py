"""What is shared and what is copied."""

a = [[0] * 2] * 2
a[0][0] = 1
print(a, a[0] is a[1])
b = [[0] * 2 for _ in range(2)]
b[0][0] = 1
print(b)
c = b[:]
c.append("new")
c[0].append("shared")
print(b, c)
d = {"k": [1]}
e = dict(d)
e["k"].append(2)
e["j"] = 0
print(d, e)


def mutate(items, text, number):
    items.append(1)
    text += "!"
    number += 1
    return items, text, number


items, text, number = [], "t", 1
print(mutate(items, text, number), items, text, number)


def rebind(items):
    items = items + ["new"]
    return items


print(rebind(items), items)


def augmented(items):
    items += ["same"]


augmented(items)
print(items)
t = ([1], 2)
u = t
t[0].append(5)
print(u, t is u, t == ([1, 5], 2))
x = y = []
x.append(1)
print(y, x is y)
x = x + [2]
print(y, x is y)
s1, s2 = "hello", "hel" + "lo"
print(s1 == s2, s1 is s1)
f = [lambda: i for i in range(3)]
g = {name: (lambda n=name: n) for name in "ab"}
print([h() for h in f], {k: v() for k, v in g.items()})
nested = {"a": {"b": {"c": 1}}}
inner = nested["a"]["b"]
inner["c"] = 2
del nested["a"]
print(nested, inner)
row = [1, 2]
matrix = [row, row[:], list(row), [*row], row]
row[0] = 9
print(matrix)
l = [1, 2, 3]
for item in l:
    item *= 10
print(l)
for i, item in enumerate(l):
    l[i] = item * 10
print(l, sorted(l) is l, l.sort() is None, list(l) is l)
