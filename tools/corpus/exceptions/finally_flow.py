"""finally with every way out: return, break, continue, raise, nested, in generators."""


def log(*words):
    print(*words, end="; ")


def ret():
    for i in range(3):
        try:
            log("try", i)
            if i == 1:
                return "value"
        finally:
            log("finally", i)


def nested_returns():
    try:
        try:
            return log("evaluated") or "inner"
        finally:
            log("f1")
    finally:
        log("f2")


def raise_replaced():
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError as error:
        return repr(error.__context__)


def continue_out():
    out = []
    for i in range(3):
        try:
            try:
                if i == 1:
                    continue
                out.append(i)
            finally:
                log("inner", i)
        finally:
            log("outer", i)
    return out


def with_and_finally():
    class M:
        def __enter__(self):
            log("enter")

        def __exit__(self, *a):
            log("exit")

    for i in range(2):
        with M():
            try:
                if i:
                    break
                continue
            finally:
                log("f", i)
    return "done"


def except_return():
    try:
        1 / 0
    except ZeroDivisionError:
        return "from except"
    else:
        return "else"
    finally:
        log("finally")


def else_raise():
    try:
        try:
            pass
        except ValueError:
            return "not here"
        else:
            raise ValueError("from else")
        finally:
            log("finally")
    except ValueError as error:
        return str(error)


def generator():
    try:
        yield 1
        try:
            yield 2
        finally:
            log("inner")
            yield 3
    finally:
        log("outer")


def while_try():
    n = 0
    while True:
        n += 1
        try:
            if n < 3:
                continue
            if n == 5:
                break
        except ValueError:
            pass
        else:
            log("else", n)
        finally:
            log("n", n)
    return n


def deep():
    for a in range(2):
        try:
            for b in range(2):
                try:
                    try:
                        if a and b:
                            return a, b
                    finally:
                        log(a, b)
                except ValueError:
                    pass
        finally:
            log("a", a)


def names():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        return e
    except NameError as gone:
        return str(gone)


for function in (ret, nested_returns, raise_replaced, continue_out, with_and_finally, except_return, else_raise, while_try, deep, names):
    print("->", function())
print(list(generator()))
g = generator()
next(g), next(g)
print(next(g))
g.close()
print()
