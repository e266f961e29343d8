"""Errors while formatting."""

for make in [
    lambda: f"{1:s}",
    lambda: f"{'a':d}",
    lambda: f"{1.5:d}",
    lambda: f"{[]:>5}",
    lambda: f"{None:5}",
    lambda: f"{1:,_}",
    lambda: f"{1:99999999999999999999}",
    lambda: f"{'x':=5}",
    lambda: f"{'x':+}",
    lambda: f"{1:.2}",
    lambda: f"{undefined}",
    lambda: f"{1:zz}",
    lambda: f"{'a':,}",
    lambda: format(1, 2),
    lambda: format(object(), "x"),
    lambda: f"{3:c}" + f"{-1:c}",
]:
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)
