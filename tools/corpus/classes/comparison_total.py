"""Ordering by functools.total_ordering and by hand; reflected comparisons."""

from functools import total_ordering


@total_ordering
class Student:
    def __init__(self, name, grade):
        self.name, self.grade = name, grade

    def __eq__(self, other):
        return self.grade == other.grade if isinstance(other, Student) else NotImplemented

    def __lt__(self, other):
        return self.grade < other.grade if isinstance(other, Student) else NotImplemented

    def __repr__(self):
        return self.name


a, b, c = Student("a", 1), Student("b", 2), Student("c", 2)
print(a < b, a <= b, a > b, a >= b, b == c, b != c, b <= c, sorted([b, c, a]), max(a, b, c), min([b, a]))
for attempt in [lambda: a < 5, lambda: a >= "x", lambda: 5 > a]:
    try:
        attempt()
    except TypeError as error:
        print(error)


class Left:
    def __lt__(self, other):
        print("Left.__lt__", end=" ")
        return NotImplemented

    def __eq__(self, other):
        print("Left.__eq__", end=" ")
        return NotImplemented


class Right:
    def __gt__(self, other):
        print("Right.__gt__", end=" ")
        return "right decides"

    def __eq__(self, other):
        print("Right.__eq__", end=" ")
        return "equal says right"


print(Left() < Right())
print(Left() == Right())
print(Left() != Right())


class Sub(Left):
    def __gt__(self, other):
        print("Sub.__gt__", end=" ")
        return True

    def __eq__(self, other):
        print("Sub.__eq__", end=" ")
        return "sub"


print(Left() < Sub(), Left() == Sub())


class Weird:
    def __eq__(self, other):
        return "not a bool"

    def __lt__(self, other):
        return []


print(Weird() == 1, Weird() < 2, Weird() != 1, not (Weird() < 1), Weird() in [1], (1 if Weird() < 1 else 2))
print([Weird()] == [1], (Weird(),) < (1,), not Weird() == 0)
