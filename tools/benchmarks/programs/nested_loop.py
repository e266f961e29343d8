"""Small integers in nested loops."""

from time import perf_counter


def loop(n):
    total = 0
    for i in range(n):
        for j in range(n):
            total += (i ^ j) & 7
            if total > 1_000_000:
                total -= 999_999
    return total


start = perf_counter()
print(loop(1200))
print("seconds:", perf_counter() - start)
