"""Shapes."""

import math

__all__ = ["Circle", "Square"]


class Circle:
    def __init__(self, r):
        self.r = r

    def area(self):
        return round(math.pi * self.r**2, 3)


class Square:
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a**2


def helper():
    pass


def _private():
    return "private but importable"
