"""Counts."""

print("counter imported as", __name__)
total = 0


def increment():
    global total
    total += 1
    return total
