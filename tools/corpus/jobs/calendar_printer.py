"""A calendar by arithmetic: weekdays, leap years, ISO weeks, Easter, month grids."""

MONTHS = "January February March April May June July August September October November December".split()
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    return 29 if month == 2 and is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(month_length(year, m) for m in range(1, month)) + day


def from_ordinal(n):
    year = n * 400 // 146097
    while ordinal(year + 1, 1, 1) <= n:
        year += 1
    month = 12
    while ordinal(year, month, 1) > n:
        month -= 1
    return year, month, n - ordinal(year, month, 1) + 1


def weekday(year, month, day):
    return (ordinal(year, month, day) - 1) % 7


def iso_week(year, month, day):
    n = ordinal(year, month, day)
    thursday = n - weekday(year, month, day) + 3
    iso_year = from_ordinal(thursday)[0]
    return iso_year, (thursday - ordinal(iso_year, 1, 1)) // 7 + 1


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return month, day + 1


def grid(year, month):
    first = weekday(year, month, 1)
    cells = [""] * first + [str(d) for d in range(1, month_length(year, month) + 1)]
    yield f"{MONTHS[month - 1]} {year}".center(20).rstrip()
    yield " ".join(DAYS)
    for i in range(0, len(cells), 7):
        yield " ".join(f"{c:>2}" for c in cells[i:i + 7])


def side_by_side(*blocks):
    from itertools import zip_longest
    for lines in zip_longest(*map(list, blocks), fillvalue=""):
        print("   ".join(f"{line:<20}" for line in lines).rstrip())


side_by_side(grid(2024, 2), grid(2026, 11), grid(1999, 8))
print([weekday(*d) for d in [(2000, 1, 1), (1970, 1, 1), (2024, 2, 29), (1, 1, 1)]], [y for y in (1900, 2000, 2023, 2024) if is_leap(y)])
print([easter(y) for y in range(2020, 2030)], [iso_week(*d) for d in [(2021, 1, 1), (2020, 12, 31), (2024, 12, 30), (2026, 6, 15)]])
print(all(from_ordinal(ordinal(y, m, d)) == (y, m, d) for y in (1, 4, 100, 1999, 2000, 2024, 9999) for m in range(1, 13) for d in (1, 15, month_length(y, m))))
print([f"{MONTHS[m - 1]} {y}" for y in range(2024, 2028) for m in range(1, 13) if weekday(y, m, 13) == 4], ordinal(2026, 1, 1) - ordinal(1969, 7, 20))
