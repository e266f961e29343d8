"""Classes: attributes, methods, instances, class and instance namespaces."""


class Dog:
    """A dog."""

    kind = "canine"
    tricks = []

    def __init__(self, name, age=1):
        self.name = name
        self.age = age

    def __repr__(self):
        return f"Dog({self.name!r}, {self.age})"

    def birthday(self):
        self.age += 1
        return self

    def add_trick(self, trick):
        self.tricks.append(trick)


a, b = Dog("Rex"), Dog("Fido", 3)
print(a, b, a.kind, Dog.kind, a.birthday().birthday().age, Dog.birthday(b).age)
a.add_trick("roll"); b.add_trick("sit")
print(Dog.tricks, a.tricks is b.tricks)
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind, vars(a), "kind" in vars(b), a.__dict__ is vars(a))
Dog.kind = "dog"
print(b.kind, a.kind)
del a.kind
print(a.kind, Dog.__name__, Dog.__doc__, Dog.__module__, Dog.__qualname__, type(a) is Dog, isinstance(a, Dog), isinstance(a, object), issubclass(Dog, object))
print(hasattr(a, "name"), hasattr(a, "nope"), getattr(a, "nope", "default"), getattr(a, "age"))
setattr(a, "color", "brown"); print(a.color)
delattr(a, "color"); print(hasattr(a, "color"))
for attempt in ["a.nope", "Dog.nope", "Dog()", "Dog('a', 1, 2)", "del_ = delattr(a, 'zip')", "a.birthday(1)", "a()", "Dog.birthday()", "None.x", "(5).y", "[].append.z"]:
    try:
        exec(attempt)
        print("ok", attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
bound = a.birthday
bound(); bound()
print(a.age, bound.__self__ is a, bound.__func__ is Dog.birthday)
a.speak = lambda: "woof"
Dog.bark = lambda self: f"{self.name} barks"
print(a.speak(), b.bark(), a.bark())


class Empty:
    pass


class Nested:
    class Inner:
        class Deep:
            value = 1

    def make(self):
        return self.Inner.Deep()


e = Empty()
e.x = 1
print(e.x, Nested().make().value, Nested.Inner.Deep.__qualname__, Empty.__dict__.get("__doc__", "none"), Empty.__bases__, sorted(k for k in Nested.__dict__ if not k.startswith("__")))
print(Dog("a") == Dog("a"), a == a, a != b, hash(a) == hash(a), bool(e), str(Empty), repr(Dog))
print(type("Made", (Dog,), {"extra": 5})("m").extra, a.__class__.__name__, Dog.__init__.__name__, isinstance(True, (str, int)))
a.__class__ = Empty
print(type(a), a.name)
