"""`super()` where super is something else, and arguments that are cells."""


class Recorder:
    def __init__(self, *args):
        self.args = len(args)


class Example:
    def none(self):
        return super().args

    def two(self):
        return super(Example, self).args

    def real(self):
        return super()


def cell():
    value = Example()
    return (lambda: value).__closure__[0]


print(Example().real().__self_class__)
try:
    Example.real(cell())
except TypeError as error:
    print(error)
super = Recorder
print(Example().none(), Example().two())
