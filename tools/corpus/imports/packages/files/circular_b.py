import circular_a

VALUE = "b"


def from_a():
    return circular_a.VALUE
