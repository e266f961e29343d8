"""property: getter, setter, deleter, inheritance, errors."""


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        del self._celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    kelvin = property(lambda self: self.celsius + 273.15, doc="Kelvin.")


t = Temperature(100)
print(t.celsius, t.fahrenheit, t.kelvin)
t.fahrenheit = 212 - 180
print(t.celsius)
t.celsius += 5
print(t.celsius, vars(t), Temperature.celsius.__doc__, Temperature.kelvin.__doc__, type(Temperature.celsius).__name__, Temperature.celsius.fget.__name__)
for attempt in ["t.celsius = -300", "t.kelvin = 1", "del t.kelvin", "Temperature(-1000)"]:
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
del t.celsius
try:
    t.celsius
except AttributeError as error:
    print(error)


class Strict(Temperature):
    @Temperature.celsius.setter
    def celsius(self, value):
        print("strict", value)
        Temperature.celsius.fset(self, value)


s = Strict(1)
s.celsius = 2
print(s.celsius, s.fahrenheit)


class Lazy:
    @property
    def data(self):
        print("computing")
        value = self.__dict__["data_"] = 42
        return value

    write_only = property(None, lambda self, v: print("wrote", v))


l = Lazy()
print(l.data, l.data_)
l.write_only = 3
try:
    l.write_only
except AttributeError as error:
    print(error)
