"""Dicts with text, integer and tuple keys: building, looking up, counting, deleting."""

from time import perf_counter


def churn(n):
    words = [f"word{i * 7919 % 5003}" for i in range(n)]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    by_number = {}
    for i in range(n):
        by_number[i * 31 % 10007] = i
    for i in range(0, n, 3):
        by_number.pop(i, None)
    grid = {(x, y): x * y for x in range(120) for y in range(120)}
    total = 0
    for x in range(1, 119):
        for y in range(1, 119):
            total += grid[x - 1, y] + grid[x + 1, y] - grid[x, y]
    inverted = {}
    for key, value in counts.items():
        inverted.setdefault(value, []).append(key)
    return len(counts), len(by_number), total, sorted((k, len(v)) for k, v in inverted.items())[:3]


start = perf_counter()
print([churn(60_000) for _ in range(4)][-1])
print("seconds:", perf_counter() - start)
