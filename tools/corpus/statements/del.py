"""del of names, attributes, items, slices and nested targets."""

a = b = c = d = 1
del a
del b, (c, [d])
for name in "abcd":
    print(name, name in globals(), end=" ")
print()
items = list(range(10))
del items[0], items[-1], items[2:4]
print(items)
del items[::2]
print(items)
table = {"x": 1, "y": {"z": [1, 2]}}
del table["x"], table["y"]["z"][0]
print(table)


class Thing:
    class_attribute = 1

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)

    def __delitem__(self, key):
        print("delitem", key)


t = Thing()
t.x = 1
del t.x, t[1], t[1:2, ...]
del Thing.class_attribute
print(hasattr(t, "class_attribute"))
for statement in ["del undefined", "del t.x", "del items[99]", "del (1, 2)[0]", "del 'abc'[0]", "del table['nope']", "del len.x"]:
    try:
        exec(statement)
    except Exception as error:
        print(type(error).__name__, error)


def local():
    x = 1
    del x
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 2
    return x


def cell():
    x = [1]

    def get():
        return x

    print(get())
    del x
    try:
        get()
    except NameError as error:
        print(error)


print(local())
cell()
()
del ()
del []
