"""print and its keyword arguments; objects that misbehave."""

import sys

print()
print("a", 1, 2.5, None, [1, "x"], (1,), {"k": "v"}, sep=", ", end=";\n")
print("no newline", end="")
print("", "leading", sep="-")
print(*range(5), sep="\n")
print("tab\tand\\backslash", 'quote"s', "\x41")
print(b"bytes", 1j, ..., int, len, sep=" / ")
print(["nested", ["'", '"', "\n"]], {1: {2: (3,)}})
for bad in [lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, nope=1), lambda: print(1, file=5)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class Bad:
    def __str__(self):
        raise ValueError("no str")


try:
    print("before", Bad())
except ValueError as error:
    print()
    print(error)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


w = Writer()
print("to", "writer", file=w)
print(w.parts, print(end=""))
print("stderr line", file=sys.stderr)
