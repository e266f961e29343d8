"""What __context__ is when exceptions happen while handling others."""


def chain(error):
    names = []
    while error is not None:
        names.append(f"{type(error).__name__}({error})")
        error = error.__context__
    return " <- ".join(names)


def three():
    try:
        try:
            try:
                1 / 0
            except ZeroDivisionError:
                {}["key"]
        except KeyError:
            [][0]
    except IndexError as error:
        return chain(error)


def in_finally():
    try:
        try:
            raise ValueError("first")
        finally:
            raise TypeError("in finally")
    except TypeError as error:
        return chain(error)


class Exit:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise RuntimeError("in exit")


def in_exit():
    try:
        with Exit():
            raise ValueError("body")
    except RuntimeError as error:
        return chain(error)


def handled_before():
    try:
        raise ValueError("handled")
    except ValueError:
        pass
    try:
        raise TypeError("alone")
    except TypeError as error:
        return chain(error)


def in_called_function():
    def fails():
        raise KeyError("callee")

    try:
        raise ValueError("caller")
    except ValueError:
        try:
            fails()
        except KeyError as error:
            return chain(error)


def generator_context():
    def gen():
        try:
            raise ValueError("gen")
        except ValueError:
            yield 1
            raise TypeError("after yield")

    g = gen()
    next(g)
    try:
        try:
            raise KeyError("consumer")
        except KeyError:
            next(g)
    except TypeError as error:
        return chain(error)


def loop_context():
    last = None
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error
    return chain(last)


import sys

for function in (three, in_finally, in_exit, handled_before, in_called_function, generator_context, loop_context):
    print(function.__name__, ":", function(), sys.exception())
try:
    raise ValueError("now")
except ValueError:
    print(repr(sys.exception()), sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info())
