"""A table made with f-strings."""

rows = [("Widget", 4, 3.5), ("Gadget", 12, 120.0), ("Thingamajig", 1, 0.333)]
header = f"{'Item':<12}|{'Qty':>5}|{'Price':>10}|{'Total':>12}"
print(header)
print("-" * len(header))
for item, quantity, price in rows:
    print(f"{item:<12}|{quantity:>5}|{price:>10.2f}|{quantity * price:>12,.2f}")
total = sum(q * p for _, q, p in rows)
print(f"{'':-^{len(header)}}")
print(f"{'Total':<12}|{sum(q for _, q, _ in rows):>5}|{'':>10}|{total:>12,.2f}")
print(f"{total / 10000:.1%} of 10_000 is {total:_.0f}; {total!r}")
for i in range(1, 6):
    print(f"{i:>2} {i**2:>4} {i**3:>6} {1 / i:<8.4} {'#' * i:.<8}")
