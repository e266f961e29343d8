"""The format mini-language on integers."""

for spec in ["", "d", "5", "<5", ">5", "^5", "05", "+", " ", "-", "+d", "x", "X", "#x", "#X", "o", "#o", "b", "#b", "#010b",
             ",", "_", "_x", "_b", "*^9", "=+9", "0=+9", "c", "n", "e", ".2e", "f", ".1f", "g", "%", ".1%", "015,", "+,", ">+10,"]:
    print(repr(spec), [format(n, spec) for n in (0, 7, 65, 12345)] + ([format(-12345, spec)] if spec != "c" else []))
for n in [10**20, -(10**20), 2**64, 2**53 + 1]:
    print(f"{n:,}", f"{n:_}", f"{n:x}", f"{n:e}", f"{n:.3g}", f"{n:>30}", f"{n:o}", f"{n:b}")
print(f"{True}", f"{True:d}", f"{True:5}", f"{False:>6}", f"{True:x}")
print(format(1234567, "_d"), format(1234567, ",.2f"), format(0xDEADBEEF, "_X"), format(5, "08b"), format(-5, "08b"))
