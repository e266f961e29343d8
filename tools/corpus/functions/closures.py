"""Closures: cells shared between functions, late binding, nonlocal."""


def counter(start=0):
    count = start

    def increment(step=1):
        nonlocal count
        count += step
        return count

    def reset():
        nonlocal count
        count = start

    return increment, reset


inc, reset = counter(10)
other, _ = counter()
print(inc(), inc(5), other(), inc())
reset()
print(inc(), other())
print(inc.__closure__[0].cell_contents, inc.__code__.co_freevars, counter.__code__.co_cellvars)
functions = [lambda: i for i in range(3)]
print([f() for f in functions])


def make_adders():
    return [lambda x, n=n: x + n for n in range(3)]


print([f(10) for f in make_adders()])


def outer():
    a = 1

    def middle():
        b = 2

        def inner():
            nonlocal a
            a += b
            return a

        return inner

    inner = middle()
    return inner(), inner(), a


print(outer())


def late():
    def use():
        return value

    try:
        use()
    except NameError as error:
        print(type(error).__name__, error)
    value = 5
    return use()


print(late())


def deleted():
    x = 1

    def get():
        return x

    del x
    try:
        return get()
    except NameError as error:
        return str(error)


print(deleted())


def unbound():
    try:
        print(local)
    except UnboundLocalError as error:
        print(error)
    local = 1


unbound()


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value

    return composed


print(compose(str, lambda n: n + 1, int)("41"))


def accumulate():
    total, seen = 0, []

    def add(n):
        nonlocal total
        total += n
        seen.append(n)
        return total, len(seen)

    return add


add = accumulate()
print([add(n) for n in (1, 2, 3)])


def parameter_cell(x):
    def change():
        nonlocal x
        x *= 2
        return x

    return change() + change() + x


print(parameter_cell(1))
