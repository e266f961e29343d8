"""Roman numerals both ways, number words, and other bases."""

VALUES = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}


def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError(f"{n} has no Roman numeral")
    out = ""
    for letters, value in VALUES.items():
        times, n = divmod(n, value)
        out += letters * times
    return out


def from_roman(text):
    total = 0
    for letter, following in zip(text, text[1:] + " "):
        value = VALUES[letter]
        total += -value if VALUES.get(following, 0) > value else value
    if to_roman(total) != text:
        raise ValueError(f"{text} is not well formed")
    return total


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")]


def words(n):
    if n < 0:
        return "minus " + words(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    if n < 1000:
        return ONES[n // 100] + " hundred" + (" and " + words(n % 100) if n % 100 else "")
    for scale, name in SCALES:
        if n >= scale:
            rest = n % scale
            return f"{words(n // scale)} {name}" + ((", " if rest >= 100 else " and ") + words(rest) if rest else "")


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    sign, n = ("-", -n) if n < 0 else ("", n)
    out = ""
    while True:
        n, digit = divmod(n, base)
        out = digits[digit] + out
        if not n:
            return sign + out


print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999)])
print([from_roman(r) for r in ("MCMXCIV", "MMXXVI", "XLII", "IV")], all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
for n in (0, 13, 21, 100, 342, 1001, 12345, 1000000, 7000000123, -45):
    print(n, words(n))
print(to_base(255, 2), to_base(255, 16), to_base(-35, 36), to_base(2**70, 7), all(int(to_base(n, b), b) == n for n in (0, 1, 99, 12345) for b in range(2, 37)))
for bad in [lambda: to_roman(0), lambda: to_roman(4000), lambda: from_roman("IIII"), lambda: from_roman("ABC")]:
    try:
        bad()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
