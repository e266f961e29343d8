"""Knapsack, coins, longest common subsequence, longest increasing subsequence, matrix chain."""

from bisect import bisect_left


def knapsack(items, capacity):
    best = [(0, ())] * (capacity + 1)
    for name, weight, value in items:
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight][0] + value
            if candidate > best[room][0]:
                best[room] = (candidate, best[room - weight][1] + (name,))
    return best[capacity]


def coins(amount, values):
    fewest, last = [0] + [amount + 1] * amount, [0] * (amount + 1)
    for total in range(1, amount + 1):
        for coin in values:
            if coin <= total and fewest[total - coin] + 1 < fewest[total]:
                fewest[total], last[total] = fewest[total - coin] + 1, coin
    if fewest[amount] > amount:
        return None
    chosen = []
    while amount:
        chosen.append(last[amount])
        amount -= last[amount]
    return chosen


def ways(amount, values):
    table = [1] + [0] * amount
    for coin in values:
        for total in range(coin, amount + 1):
            table[total] += table[total - coin]
    return table[amount]


def lcs(a, b):
    rows = [[""] * (len(b) + 1)]
    for x in a:
        row = [""]
        for j, y in enumerate(b):
            row.append(rows[-1][j] + x if x == y else max(rows[-1][j + 1], row[j], key=len))
        rows.append(row)
    return rows[-1][-1]


def lis(numbers):
    tails, links, at = [], {}, []
    for i, n in enumerate(numbers):
        k = bisect_left(tails, n)
        if k == len(tails):
            tails.append(n)
            at.append(i)
        else:
            tails[k], at[k] = n, i
        links[i] = at[k - 1] if k else None
    out, i = [], at[-1]
    while i is not None:
        out.append(numbers[i])
        i = links[i]
    return out[::-1]


def chain(sizes):
    n = len(sizes) - 1
    cost, split = {(i, i): 0 for i in range(n)}, {}
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            cost[i, j], split[i, j] = min((cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1], k) for k in range(i, j))

    def show(i, j):
        return "ABCDEFGH"[i] if i == j else f"({show(i, split[i, j])}{show(split[i, j] + 1, j)})"

    return cost[0, n - 1], show(0, n - 1)


def partition(numbers):
    reachable = {0: ()}
    for n in numbers:
        reachable |= {total + n: chosen + (n,) for total, chosen in list(reachable.items()) if total + n not in reachable}
    half = max(t for t in reachable if t <= sum(numbers) // 2)
    return half, reachable[half]


print(knapsack([("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("glucose", 15, 60), ("tin", 68, 45), ("banana", 27, 60), ("apple", 39, 40), ("cheese", 23, 30)], 200))
print(coins(63, [1, 5, 10, 21, 25]), coins(3, [2]), coins(0, [1]), ways(100, [1, 5, 10, 25, 50]), ways(1000, [1, 2, 5, 10, 20, 50, 100, 200]))
print(lcs("AGGTABTABTABTAB", "GXTXAYBTABTABTAB"), lcs("abc", "xyz") == "", lis([10, 9, 2, 5, 3, 7, 101, 18, 4, 20]), chain([40, 20, 30, 10, 30]), partition([3, 1, 4, 1, 5, 9, 2, 6]))
