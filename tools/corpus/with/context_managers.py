"""with: enter, exit, suppression, several managers, errors on the way."""


class Manager:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter failed")
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None, value, traceback is not None)
        if self.fail == "exit":
            raise RuntimeError("exit failed")
        return self.suppress


with Manager("a") as a:
    print("body", a)
with Manager("a") as a, Manager("b") as b:
    print(a, b)
with (
    Manager("x") as x,
    Manager("y"),
):
    print(x)
with Manager("s", suppress=True):
    raise ValueError("gone")
print("after suppressed")
try:
    with Manager("outer"), Manager("inner", suppress=False):
        raise KeyError("loud")
except KeyError as error:
    print("caught", error)
try:
    with Manager("a"), Manager("b", fail="enter"):
        print("never")
except RuntimeError as error:
    print(error)
try:
    with Manager("a", fail="exit"):
        raise ValueError("first")
except RuntimeError as error:
    print(error, "| context:", repr(error.__context__))


def returns():
    with Manager("r"):
        return "returned"


def loops():
    for i in range(3):
        with Manager(f"l{i}"):
            if i == 0:
                continue
            if i == 1:
                break
    return i


def nested():
    with Manager("1") as one:
        with Manager("2", suppress=True) as two:
            raise ValueError
        print("between", one, two)


print(returns(), loops())
nested()
with Manager("t") as (p, *q):
    print(p, q)
items = [0]
with Manager("subscript") as items[0], Manager("attribute") as Manager.shared:
    print(items, Manager.shared)
for bad in ["with 5: pass", "with open_: pass"]:
    try:
        exec(bad, {"open_": Manager})
    except TypeError as error:
        print(error)


class NoExit:
    def __enter__(self):
        return 1


try:
    with NoExit():
        pass
except TypeError as error:
    print(error)


def generator():
    with Manager("gen"):
        yield 1
        yield 2


for value in generator():
    print(value)
g = generator()
next(g)
g.close()
