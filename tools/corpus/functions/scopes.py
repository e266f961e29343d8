"""global, nonlocal, shadowing, builtins, class scope."""

x = "global"


def read():
    return x


def shadow():
    x = "local"
    return x


def write():
    global x, created
    x = "changed"
    created = True


print(read(), shadow(), x)
write()
print(read(), x, created)


def outer():
    x = "outer"

    def inner():
        global x
        x = "from inner"
        return x

    return inner(), x


print(outer(), x)


class Scope:
    x = "class"
    y = x + "!"

    def method(self):
        return x

    z = [x for _ in range(1)]


print(Scope.y, Scope().method(), Scope.z)


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))
len_ = len


def len(value):
    return "my len"


print(len([1]), len_([1]))
del len
print(len([1]))
print("x" in globals(), globals()["x"], sorted(k for k in (lambda a, b: locals())(1, 2)))
try:
    print(undefined_name)
except NameError as error:
    print(error, error.name)
globals()["dynamic"] = 42
print(dynamic)
for loop_variable in range(3):
    pass
print(loop_variable)
exec("defined_by_exec = x")
print(defined_by_exec, eval("x + y", {"x": 1, "y": 2}), eval("a * b", {}, {"a": 3, "b": 4}))
namespace = {}
exec("def f(n):\n    return n * k\nk = 3\nr = f(5)", namespace)
print(namespace["r"], sorted(key for key in namespace if key != "__builtins__"))


def deleting():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        return str(error)


print(deleting())
