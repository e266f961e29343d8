"""What breakpoint() does by PYTHONBREAKPOINT."""
import os
import sys
import warnings

os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "print"
breakpoint("printed", 1, sep="-")
os.environ["PYTHONBREAKPOINT"] = "os.path.join"
print(breakpoint("a", "b"))
for name in (".", "no.such", "os.nothing", "nothing"):
    os.environ["PYTHONBREAKPOINT"] = name
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(breakpoint(), [str(w.message) for w in caught])
sys.breakpointhook = lambda *args: print("mine", args)
breakpoint(1)
