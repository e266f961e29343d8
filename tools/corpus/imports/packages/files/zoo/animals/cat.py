from . import Base


class Cat(Base):
    sound = "meow"
