import circular_b as b


def from_b():
    return b.VALUE


VALUE = "a"
