"""keyword and operator."""

import keyword
import operator as op

print(len(keyword.kwlist), keyword.kwlist[:5], keyword.softkwlist, keyword.iskeyword("for"), keyword.iskeyword("match"), keyword.issoftkeyword("match"))
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(3), op.abs(-3), op.inv(5), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.matmul.__name__)
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(2, 1), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None), op.contains("abc", "b"), op.is_none(None), op.is_not_none(None))
l = [1, 2, 3]
op.setitem(l, 0, 10); op.delitem(l, 1); print(l, op.getitem(l, 0), op.concat([1], [2]), op.countOf("abca", "a"), op.indexOf([5, 6], 6), op.length_hint(iter([1, 2])), op.index(True), op.iadd([1], [2]), op.ior(4, 1), op.imul("ab", 2))


class C:
    x = type("D", (), {"y": 5})

    def m(self, a, b=2):
        return a + b


print(op.attrgetter("x.y")(C), op.attrgetter("x", "__name__")(C)[1], op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter(slice(1, 3))("abcd"), op.methodcaller("m", 1, b=5)(C()), op.methodcaller("upper")("s"), op.itemgetter("k")({"k": "v"}), op.call(max, 1, 5))
print(repr(op.itemgetter(1, "a")), repr(op.attrgetter("a.b")), repr(op.methodcaller("f", 1, x=2)))
print(sorted({"a": 3, "b": 1}.items(), key=op.itemgetter(1)), list(map(op.add, [1, 2], [10, 20])), op.__add__(1, 2))
for bad in [lambda: op.add(1), lambda: op.itemgetter(), lambda: op.itemgetter(5)([1]), lambda: op.attrgetter("nope")(C), lambda: op.index(1.5), lambda: op.indexOf([1], 2), lambda: op.attrgetter(5)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
