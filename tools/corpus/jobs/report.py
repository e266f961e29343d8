"""A sales report: grouping, totals, percentages, bars, aligned columns."""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

DATA = """\
2024-01-05;North;Widget;12;9.99
2024-01-17;South;Gadget;3;24.50
2024-02-02;North;Gadget;7;24.50
2024-02-14;East;Widget;30;9.49
2024-02-20;South;Widget;1;9.99
2024-03-01;North;Sprocket;100;0.75
2024-03-09;East;Gadget;2;23.00
2024-03-30;West;;5;1.00
bad line
2024-04-01;South;Sprocket;x;0.75
"""
records, problems = [], []
for number, line in enumerate(DATA.splitlines(), 1):
    try:
        date, region, product, quantity, price = line.split(";")
        records.append({"month": date[:7], "region": region, "product": product or "(none)", "quantity": int(quantity), "cents": round(float(price) * 100)})
    except ValueError as error:
        problems.append(f"line {number}: {error}")


def table(headers, rows, totals=None):
    rows = [[str(cell) for cell in row] for row in rows]
    lines = rows + ([[str(cell) for cell in totals]] if totals else [])
    widths = [max(len(line[i]) for line in [headers, *lines]) for i in range(len(headers))]

    def show(line):
        return "  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths)))

    print(show(headers))
    print("  ".join("-" * w for w in widths))
    for row in rows:
        print(show(row))
    if totals:
        print("  ".join("=" * w for w in widths))
        print(show(lines[-1]))
    print()


def money(cents):
    return f"{cents / 100:,.2f}"


value = lambda r: r["quantity"] * r["cents"]
total = sum(map(value, records))
by_region = defaultdict(list)
for record in records:
    by_region[record["region"]].append(record)
table(["Region", "Orders", "Units", "Revenue", "Share"],
      [[region, len(rs), sum(r["quantity"] for r in rs), money(sum(map(value, rs))), f"{sum(map(value, rs)) / total:.1%}"] for region, rs in sorted(by_region.items())],
      ["Total", len(records), sum(r["quantity"] for r in records), money(total), "100.0%"])
pivot = defaultdict(lambda: defaultdict(int))
for record in records:
    pivot[record["product"]][record["month"]] += value(record)
months = sorted({r["month"] for r in records})
table(["Product", *months], [[p, *(money(pivot[p][m]) if m in pivot[p] else "-" for m in months)] for p in sorted(pivot)])
for month, group in groupby(sorted(records, key=itemgetter("month")), key=itemgetter("month")):
    amount = sum(map(value, group))
    print(f"{month} {'#' * round(amount / 1000):<40} {money(amount):>9}")
print(*problems, sep="\n")
