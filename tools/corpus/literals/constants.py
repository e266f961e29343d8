"""None, True, False, Ellipsis, NotImplemented and __debug__."""

print(None, True, False, Ellipsis, ..., NotImplemented, __debug__)
print(True + True, True * 10, -True, ~True if False else "no", True == 1, True is True == 1)
print(isinstance(True, int), type(None), type(...), type(NotImplemented))
print(... is Ellipsis, None is None, None == False, bool(None), bool(...))
print([None] * 3, (True, False), {None: ..., True: "yes"})
print(True & False, True | False, True ^ True, True and False, True or False)
print(repr(None), str(True), f"{None!s:>6}|{True:>6}|{True:d}")
print(sorted([True, False, True]), sum([True, True, False]), max(True, 0))
print({1: "a", True: "b", 1.0: "c"}, {0, False, 0.0})
try:
    bool(NotImplemented)
except TypeError as error:
    print("TypeError:", error)
