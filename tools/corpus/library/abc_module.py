"""abc: abstract classes, abstract properties, registration, __subclasshook__."""

from abc import ABC, ABCMeta, abstractmethod
import abc


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return 1


class Square(Half):
    name = "square"


class Circle(Shape):
    def area(self):
        return 3

    @property
    def name(self):
        return "circle"


for cls in (Shape, Half, Square, Circle):
    try:
        print(cls().describe())
    except TypeError as error:
        print(error)
print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Square.__abstractmethods__)


class Drawable(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Drawable:
            return any("draw" in vars(k) for k in other.__mro__) or NotImplemented
        return NotImplemented


class Pen:
    def draw(self):
        pass


class Text:
    pass


print(isinstance(Pen(), Drawable), issubclass(Text, Drawable), isinstance(5, Drawable))
Drawable.register(int)
print(isinstance(5, Drawable), issubclass(bool, Drawable), Drawable.register(Text) is Text, isinstance(Text(), Drawable))


class Static(ABC):
    @staticmethod
    @abstractmethod
    def make(): ...

    @classmethod
    @abstractmethod
    def build(cls): ...


try:
    Static()
except TypeError as error:
    print(error)
Late = type("Late", (Static,), {})
Late.make = staticmethod(lambda: "made")
Late.build = classmethod(lambda cls: cls.__name__)
abc.update_abstractmethods(Late)
print(Late().make(), Late.build(), abc.get_cache_token() >= 0)
try:
    class Cycle(ABC): pass
    Shape.register(Shape)
    print(issubclass(Shape, Shape))
except RuntimeError as error:
    print(error)
