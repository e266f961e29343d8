"""for and while with else, break, continue, nested, over everything."""

for i in range(3):
    print(i, end=" ")
else:
    print("else")
for i in range(5):
    if i == 2:
        break
else:
    print("not printed")
print(i)
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print("n", n)
else:
    print("not printed")
while False:
    pass
else:
    print("while else")
for x in []:
    pass
else:
    print("empty else", "x" in dir())
for a in range(3):
    for b in range(3):
        if b > a:
            break
        if (a + b) % 2:
            continue
        print((a, b), end="")
    else:
        print("inner else", end="")
        continue
    print("|", end="")
print()
for char in "hé😀":
    print(char, end=",")
for key in {"a": 1, "b": 2}:
    print(key, end=",")
for byte in b"az":
    print(byte, end=",")
for pair in zip([1, 2], "xy"):
    print(pair, end=",")
for i, (a, *b) in enumerate([(1, 2, 3), "pq"]):
    print(i, a, b, end=",")
print()
target = {}
for target["k"] in range(3):
    pass
print(target)


def find(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            return index
    return -1


def primes(limit):
    found = []
    for candidate in range(2, limit):
        for p in found:
            if p * p > candidate:
                found.append(candidate)
                break
            if candidate % p == 0:
                break
        else:
            found.append(candidate)
    return found


print(find("abc", "c"), find([], 1), primes(50))
items = [1, 2, 3, 4, 5]
for item in items[:]:
    if item % 2:
        items.remove(item)
print(items)
count = 0
while True:
    count += 1
    try:
        if count == 3:
            continue
        if count > 5:
            break
    finally:
        print("f", count, end=" ")
print()
i = 100
for i in range(3):
    i += 10
    print(i, end=" ")
print(i)
while 1:
    while 1:
        break
    break
for i in range(2): print("one", "line"); print(i)
if 1: pass
elif 2: print("no")
else: print("no")
