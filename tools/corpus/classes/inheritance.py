"""Inheritance, super in all forms, overriding, abstract-by-hand."""


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        raise NotImplementedError(f"{type(self).__name__}.area")

    def describe(self):
        return f"{self.name} of area {self.area():.2f}"


class Rectangle(Shape):
    def __init__(self, width, height, name="rectangle"):
        super().__init__(name)
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super(Square, self).__init__(side, side, name="square")

    def describe(self):
        return "a " + super().describe() + "!"


class Circle(Shape):
    def __init__(self, radius):
        Shape.__init__(self, "circle")
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius**2


for shape in [Rectangle(2, 3), Square(4), Circle(1)]:
    print(shape.describe(), isinstance(shape, Rectangle), type(shape).__mro__[1].__name__)
try:
    Shape("blob").describe()
except NotImplementedError as error:
    print(repr(error))
print(issubclass(Square, Shape), issubclass(Circle, Rectangle), Square.__bases__, [c.__name__ for c in Square.__mro__], [c.__name__ for c in Shape.__subclasses__()])


class Loud(str):
    def upper(self):
        return super().upper() + "!"

    def __add__(self, other):
        return Loud(super().__add__(other))


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    @property
    def top(self):
        return self[-1]


class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, round(value, 1))

    def __str__(self):
        return f"{float(self)}C"


print((Loud("hey") + " you").upper(), Stack([1]).push(2).push(3), Stack("ab").top, len(Stack([1, 2])), str(Celsius(21.46)), Celsius(20) + 1, type(Celsius(20) + 1).__name__)


class Base:
    @classmethod
    def create(cls, *args):
        return cls(*args)

    @staticmethod
    def helper():
        return "base helper"

    @property
    def value(self):
        return 10


class Child(Base):
    @classmethod
    def create(cls):
        child = super().create()
        child.tag = "made"
        return child

    @staticmethod
    def helper():
        return "child, not " + Base.helper()

    @property
    def value(self):
        return super().value + 1

    def nested(self):
        return [super(Child, self).value for _ in range(2)], (lambda self: super().value)(self)


child = Child.create()
print(child.tag, child.helper(), child.value, child.nested(), super(Child, child).value, super(Child, Child).create)
print(repr(super(Child, child)).split(" at ")[0][:40])
try:
    super()
except RuntimeError as error:
    print(error)
try:
    super(Child, 5)
except TypeError as error:
    print(error)
try:
    super(Child, child).missing
except AttributeError as error:
    print(error)
