from helper.divide import divide


def process(values):
    return [divide(10, value)
            for value in values]
