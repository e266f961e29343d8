"""Augmented assignment to names, attributes, subscripts and slices."""

n = 10
n += 5; print(n)
n -= 3; print(n)
n *= 2; print(n)
n //= 5; print(n)
n **= 3; print(n)
n %= 50; print(n)
n <<= 3; print(n)
n >>= 1; print(n)
n |= 1; print(n)
n &= 0xF; print(n)
n ^= 0b101; print(n)
n /= 4; print(n)
items = alias = [1, 2]
items += (3, 4)
items *= 2
print(items, alias is items)
text = other = "ab"
text += "c"
text *= 2
print(text, other)
table = {"a": [1], "n": 1}
table["a"] += [2]
table["n"] += 1
table |= {"b": 0}
print(table)


class Box:
    count = 0


box = Box()
box.count += 1
box.count -= 5
print(box.count, Box.count)
order = []


def index(i):
    order.append(i)
    return i


grid = [[0, 0], [0, 0]]
grid[index(1)][index(0)] += index(7)
print(grid, order)
numbers = list(range(6))
numbers[1:3] += [10, 11]
print(numbers)
pair = ([],)
try:
    pair[0] += [1]
except TypeError as error:
    print(pair, error)
chosen = {1, 2}
chosen |= {3}; chosen &= {2, 3, 4}; chosen ^= {4}; chosen -= {3}
print(chosen)
