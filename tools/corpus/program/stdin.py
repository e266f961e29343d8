"""Reading standard input in all ways."""

import sys

print(repr(input()), repr(input("prompt> ")))
print(repr(sys.stdin.readline()))
for number, line in zip(range(2), sys.stdin):
    print(number, repr(line))
print(repr(sys.stdin.read(5)), repr(sys.stdin.read()), repr(sys.stdin.read()))
try:
    input()
except EOFError as error:
    print(type(error).__name__, error)
sys.stdout.write("written\n")
print("a", "b", sep="", end="")
print(flush=True)
print(1, None, [2], sep=" | ", file=sys.stdout)
