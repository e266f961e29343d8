"""Greedy and optimal text wrapping, justification, columns."""

TEXT = "The quick brown fox jumps over the lazy dog while seventeen extraordinarily patient philosophers contemplate the meaning of it all and then go home."


def greedy(words, width):
    lines, line, length = [], [], 0
    for word in words:
        if line and length + 1 + len(word) > width:
            lines.append(line)
            line, length = [], 0
        length += len(word) + bool(line)
        line.append(word)
    return lines + [line] if line else lines


def optimal(words, width):
    n = len(words)
    best, breaks = [0] + [float("inf")] * n, [0] * (n + 1)
    for end in range(1, n + 1):
        length = -1
        for start in range(end - 1, -1, -1):
            length += len(words[start]) + 1
            if length > width:
                break
            cost = best[start] + (0 if end == n else (width - length) ** 2)
            if cost < best[end]:
                best[end], breaks[end] = cost, start
    lines, end = [], n
    while end:
        lines.append(words[breaks[end]:end])
        end = breaks[end]
    return lines[::-1], best[n]


def justify(line, width):
    if len(line) == 1:
        return line[0].ljust(width)
    gaps, spaces = len(line) - 1, width - sum(map(len, line))
    each, extra = divmod(spaces, gaps)
    return "".join(word + " " * (each + (i < extra)) for i, word in enumerate(line[:-1])) + line[-1]


def columns(items, width):
    longest = max(map(len, items)) + 2
    per_row = max(1, width // longest)
    rows = -(-len(items) // per_row)
    return ["".join(item.ljust(longest) for item in items[r::rows]).rstrip() for r in range(rows)]


words = TEXT.split()
for width in (20, 36):
    print("=" * width)
    for line in greedy(words, width):
        print(" ".join(line).rjust(width))
    lines, cost = optimal(words, width)
    print("-" * width, cost)
    for line in lines:
        print(justify(line, width) + "|")
print(*columns(sorted(set(w.strip(".").lower() for w in words)), 50), sep="\n")
