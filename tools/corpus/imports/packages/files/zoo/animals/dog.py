from . import Base
from .cat import Cat
from .. import VERSION
from ..tools.convert import to_upper


class Dog(Base):
    sound = "woof"


def speak_all():
    return [to_upper(animal().speak()) for animal in (Cat, Dog)], VERSION
