"""Comparisons, chains, identity and membership."""

print(1 < 2, 1 <= 1, 2 > 3, 2 >= 2, 1 == 1.0, 1 != 2, "a" < "b", [1, 2] < [1, 3], (1,) < (1, 0))
x = 5
print(1 < x < 10, 1 < x > 3 != 4, 10 > x == 5 in [5], not x < 3 < x)
calls = []


def value(n):
    calls.append(n)
    return n


print(value(3) < value(2) < value(1), calls)
calls.clear()
print(value(1) < value(2) < value(3) < value(0), calls)
print(3 in [1, 2, 3], 4 not in (1, 2), "ell" in "hello", "a" in {"a": 1}, 2 in {1, 2}, 5 in range(0, 10, 5))
print([] == [], [] is [], [1, [2]] == [1, [2]], (1, 2) == [1, 2], {1: 2} == {1: 2.0}, {1, 2} == {2, 1})
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1} > {2}, {1, 2} >= {2})
a = b = [1]
print(a is b, a is not b, a == [1], None is None, x is x)
print("abc" < "abd" < "b", "Z" < "a", "" < "a", "é" > "z", b"a" < b"b")
for expression in ["1 < 'a'", "[] < ()", "None < None", "{} < {}", "1 in 1", "1 in 'a'", "object() < object()"]:
    try:
        print(expression, "=", eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)
nan = float("nan")
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], nan < 1, nan > 1)
print(1 == True, 0 == False, 1.0 == True, 2 == True, 10**20 == 1e20, 2**53 + 1 == 2.0**53)
