"""N queens: backtracking with bit masks, with sets, and with a generator."""


def count(n):
    full = (1 << n) - 1

    def place(columns, left, right):
        if columns == full:
            return 1
        total, free = 0, full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += place(columns | bit, (left | bit) << 1, (right | bit) >> 1)
        return total

    return place(0, 0, 0)


def solutions(n, row=0, placed=()):
    if row == n:
        yield placed
        return
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from solutions(n, row + 1, placed + (column,))


def board(placed):
    return "\n".join(" ".join("Q" if column == c else "." for c in range(len(placed))) for column in placed)


print([count(n) for n in range(1, 9)])
print([sum(1 for _ in solutions(n)) for n in range(1, 8)])
print(board(next(solutions(8))))
first, second, *rest = solutions(6)
print(first, second, len(rest))
