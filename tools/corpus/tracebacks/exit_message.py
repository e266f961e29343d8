"""Leaving with a message: sys.exit with a string prints it to stderr and the code is 1."""

import sys

print("working")
print("to stderr", file=sys.stderr)
try:
    sys.exit("something went wrong")
finally:
    print("finally runs")
