"""Packages: __init__, relative imports, subpackages, __all__, namespace packages, circular imports."""

import zoo
import zoo.animals.cat
from zoo import animals, VERSION
from zoo.animals import *
from zoo.animals.dog import Dog, speak_all

print(zoo.__name__, zoo.__path__ is not None, zoo.VERSION, VERSION, zoo.animals is animals)
print(zoo.animals.cat.Cat().speak(), Dog().speak(), speak_all())
print("cat" in dir(), "dog" in globals(), hasattr(zoo, "lazy"))
from zoo import lazy

print(lazy.VALUE, hasattr(zoo, "lazy"), lazy.__package__, zoo.animals.__package__)
import zoo.tools.convert as convert

print(convert.to_upper("text"), convert.__name__)
try:
    from zoo import nothing
except ImportError as error:
    print(str(error).split(" (")[0])
try:
    import zoo.nothing
except ModuleNotFoundError as error:
    print(error)
try:
    import zoo.lazy.deeper
except ModuleNotFoundError as error:
    print(error)
try:
    from . import sibling
except ImportError as error:
    print(error)
import space.part

print(space.part.NAME, type(space.__path__).__name__, getattr(space, "__file__", None))
import circular_a

print(circular_a.from_b(), circular_a.b.from_a())
try:
    import circular_c
except ImportError as error:
    print(str(error).split(" (")[0])
print(zoo.dynamic_attribute)
try:
    zoo.no_such
except AttributeError as error:
    print(error)
