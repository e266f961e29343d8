"""In-place operators: present, absent, returning NotImplemented; on attributes and subscripts."""


class Log:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, other):
        print(f"{self.name}.__iadd__({other})")
        return self

    def __add__(self, other):
        print(f"{self.name}.__add__({other})")
        return Log(self.name + "+")

    def __sub__(self, other):
        print(f"{self.name}.__sub__({other})")
        return Log(self.name + "-")

    def __imul__(self, other):
        return NotImplemented

    def __mul__(self, other):
        print("fell back to __mul__")
        return Log(self.name + "*")

    def __repr__(self):
        return self.name


a = alias = Log("a")
a += 1
print(a is alias)
a -= 1
print(a is alias, a)
a *= 2
print(a)


class Attributes:
    def __init__(self):
        self.__dict__["v"] = Log("v")

    def __getattribute__(self, name):
        if name != "__dict__":
            print("get", name)
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __getitem__(self, key):
        print("getitem", key)
        return self.__dict__["v"]

    def __setitem__(self, key, value):
        print("setitem", key, value)


o = Attributes()
o.v += 5
o[1, 2] -= 3
o[:] += 1
for expression in ["a /= 1", "a @= 1", "x = 1; x += 'a'", "x = 'a'; x -= 'b'", "x = []; x += 5", "x = (); x += []", "x = None; x |= 1", "x = 1; x <<= -1", "x = {}; x |= 5", "x = {1}; x |= [2]", "x = [1]; x *= 'a'"]:
    try:
        exec(expression)
        print(expression, "ok")
    except Exception as error:
        print(expression, "->", type(error).__name__, error)
x = [1]
x += "ab"
x += (i for i in range(2))
x *= 2
y = {"a": 1}
y |= [("b", 2)]
z = frozenset([1])
w = z
z |= {2}
print(x, y, sorted(z), w)
