"""Multiple inheritance: C3 linearization, cooperative super, conflicts."""


class A:
    def who(self):
        return ["A"]

    def __init__(self, **rest):
        print("A.__init__", rest)


class B(A):
    def who(self):
        return ["B"] + super().who()

    def __init__(self, b=0, **rest):
        print("B.__init__", b)
        super().__init__(**rest)


class C(A):
    def who(self):
        return ["C"] + super().who()

    def __init__(self, c=0, **rest):
        print("C.__init__", c)
        super().__init__(**rest)


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D(b=1, c=2).who(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))


class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass


try:
    class Z(XY, YX): pass
except TypeError as error:
    print(error)
try:
    class Twice(X, X): pass
except TypeError as error:
    print(error)
try:
    class NotBase(5): pass
except TypeError as error:
    print(error)
try:
    class Final(bool): pass
except TypeError as error:
    print(error)
try:
    class Layout(int, str): pass
except TypeError as error:
    print(error)
O = object
class F(O): pass
class E(O): pass
class DD(O): pass
class CC(DD, F): pass
class BB(DD, E): pass
class AA(BB, CC): pass
print(" ".join(k.__name__ for k in AA.__mro__))


class Mixin:
    def save(self):
        return f"saved {self.data}"


class Log:
    log = []

    def save(self):
        self.log.append("before")
        result = super().save()
        self.log.append("after")
        return result


class Document(Log, Mixin):
    data = "text"


print(Document().save(), Log.log, Document.__base__.__name__, [b.__name__ for b in Document.__bases__])
Document.__bases__ = (Mixin,)
print(Document().save(), len(Log.log), [k.__name__ for k in Document.__mro__])
A.who = lambda self: ["patched"]
print(D.who(object.__new__(D)))
