"""lambda with every kind of parameter, in every place."""

print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda *, k: k)(k=5), (lambda a, /, b: (a, b))(1, b=2))
print((lambda x: (lambda y: x + y))(1)(2), (lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 6))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "neg": lambda a: -a}
print(ops["+"](1, 2), ops["-"](1, 2), ops["neg"](3))
print(sorted([(1, "b"), (2, "a")], key=lambda pair: pair[1]), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(lambda n: n % 2, range(6))))
f = lambda x: "even" if x % 2 == 0 else "odd"
print(f(1), f(2), f.__name__, (lambda: (yield))().__class__.__name__)
print([(lambda n: n * n)(i) for i in range(4)], (lambda: [x for x in "ab"])(), (lambda x: x and (lambda: x))(1)())


class Holder:
    double = lambda self, n: n * 2
    triple = staticmethod(lambda n: n * 3)


print(Holder().double(4), Holder.triple(4), (lambda self=Holder: self.__name__)())
fact = lambda n: n * fact(n - 1) if n else 1
print(fact(10), (lambda *args, sep="-", **kw: sep.join(map(str, args)) + str(kw))(1, 2, sep="/", z=1))
print("walrus needs parentheses" if (lambda: (y := 5))() == 5 else "")
