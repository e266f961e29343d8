"""List methods and errors."""

a = [3, 1, 2]
a.append(5); a.extend([9, 7]); a.insert(1, 100); a.insert(-1, 200); a.insert(99, 300); a.insert(-99, 400)
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(100)
print(a.index(2), a.count(9), a.index(9, 1), a.copy() == a, a.copy() is a)
a.sort(); print(a)
a.sort(reverse=True); print(a)
a.reverse(); print(a)
a.sort(key=lambda n: -n % 7); print(a)
b = a
a.clear(); print(b, b is a, bool(b))
c = [1, 2, 3] * 2 + [4]
del c[0]; del c[-1]; print(c)
del c[1:3]; print(c)
c[1] = "x"; c[-1] = "y"; print(c)
c[1:1] = [7, 8]; print(c)
c[:2] = []; print(c)
c[::2] = ["p", "q"]; print(c)
c += "zz"; print(c)
print([1, 2] + [3], [1, 2] == [1, 2], [1, 2] < [1, 2, 0], [[1], 2] * 2, 2 in [1, 2], [1, 2, 3][-2])
print(list("abc"), list(range(3)), list({"k": 1}), list((1,)), sorted([3, 1, 2], reverse=True), list(reversed([1, 2, 3])))
print(min([3, 1, 2]), max([[1, 2], [1, 3]]), sum([1.5, 2]), sum([[1], [2]], []), any([0, 1]), all([]), list(zip([1, 2], "ab")))
for attempt in ["[][0]", "[1][1]", "[1][-2]", "a['a']", "[].pop()", "[1].remove(2)", "[1].index(2)", "[1] + (2,)", "[3, 'a'].sort()", "[1].insert('a', 1)", "list(5)", "[1, 2].pop(5)", "[0] * 'a'"]:
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
d = [1, 2, 3, 4]
try:
    d[::2] = [1]
except ValueError as error:
    print(error)
try:
    d[1:2] = 5
except TypeError as error:
    print(error)
for item in d:
    if item < 10:
        d.append(item * 10)
print(d)
