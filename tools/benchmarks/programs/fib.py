"""Calls: the Fibonacci numbers by recursion."""

from time import perf_counter


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


start = perf_counter()
print(fib(27))
print("seconds:", perf_counter() - start)
