"""try, except, else, finally in every combination, with return, break and continue."""


def attempt(action):
    print("--", action.__name__)
    try:
        result = action()
    except ZeroDivisionError as error:
        print("zero", error)
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except Exception:
        print("other")
    else:
        print("else", result)
    finally:
        print("finally")


def fine(): return 1
def zero(): return 1 / 0
def key(): return {}["k"]
def index(): return [][1]
def value(): return int("x")


for action in (fine, zero, key, index, value):
    attempt(action)


def return_in_finally_order():
    try:
        return "from try"
    finally:
        print("cleanup before return")


def finally_changes_variable():
    x = 1
    try:
        return x
    finally:
        x = 2


def loops():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("no break")
    return "after loop"


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError as error:
        print("outer caught", error)
        try:
            raise KeyError("second") from error
        except KeyError as second:
            print(second, second.__cause__, second.__context__)
    return "end"


def reraise():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            print("reraising")
            raise
    except ArithmeticError as error:
        return f"got {error!r}"


def only_finally():
    try:
        raise ValueError("passes through")
    finally:
        print("only finally")


def bare():
    try:
        raise KeyboardInterrupt
    except:
        return "bare except"


def while_else():
    n = 3
    while n:
        n -= 1
        try:
            continue
        finally:
            print("n", n)
    else:
        return "while else"


for function in (return_in_finally_order, finally_changes_variable, loops, nested, reraise, bare, while_else):
    print(function())
try:
    only_finally()
except ValueError as error:
    print(error)
try:
    error
except NameError as gone:
    print(gone)


def bracketless():
    try:
        {}[0]
    except KeyError, IndexError:
        return "bracketless"


print(bracketless())


def in_generator():
    try:
        yield 1
        raise ValueError("gen")
    except ValueError as e:
        yield str(e)
    else:
        yield "else"
    finally:
        yield "finally"


print(list(in_generator()))


def try_in_except():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise TypeError(2)
        except TypeError:
            pass
        try:
            raise
        except ValueError as e:
            return e.args, e.__context__


print(try_in_except())


class Matcher:
    pass


try:
    try:
        1 / 0
    except Matcher:
        pass
except TypeError as error:
    print(error, "|", type(error.__context__).__name__)
try:
    raise
except RuntimeError as error:
    print(error)
