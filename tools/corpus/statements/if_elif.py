"""if, elif, else, nesting, pass, and what is true."""


def grade(score):
    if score >= 90:
        letter = "A"
    elif score >= 80:
        letter = "B"
    elif score >= 70:
        if score >= 75:
            letter = "C+"
        else:
            letter = "C"
    else:
        letter = "F"
    return letter


print([grade(s) for s in (95, 85, 77, 71, 10)])
for value in [0, 1, -1, 0.0, 0j, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, ..., range(0), range(1), b"", b"\0", object, print, float("nan")]:
    if value:
        print("T", end="")
    elif value is None:
        print("N", end="")
    else:
        print("F", end="")
print()
if not []: print("empty list is false")
if 1 < 2 and (not 0 or 1 / 0): print("short circuit")
x = 5
if x == 5 and x != 4 or x / 0: print("and or")
if None is None is not False: print("chain")
if __debug__: print("debug")
if 0: print("dead code")
if "": pass
elif (lambda: 1)(): print("elif call")
