"""A file that does not compile."""

print("never printed")
x = (1 +
def f():
    pass
