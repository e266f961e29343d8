print("zoo/animals/__init__")
__all__ = ["cat", "Base"]


class Base:
    def speak(self):
        return f"{type(self).__name__} says {self.sound}"
