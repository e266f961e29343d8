"""Which part of the line the carets mark; each printed with traceback and the last uncaught."""

import traceback


def show(function, *args):
    try:
        function(*args)
    except Exception as error:
        print("".join(traceback.format_exception(error)).replace("\\", "/").split("in show\n", 1)[1].split("\n", 2)[2], end="")


def binary(a, b): return (a + 1) * 2 + b / 0
def call(f): return max(1, f(2, 3), 4)
def subscript(d): return d["a"]["b"]["c"] + 1
def attribute(o): return o.real.imag.nothing.more
def multi(
    a,
): return (
        a
        + "text"
    )
def unary(a): return 5 - -a
def raises(): raise ValueError("no carets for a whole line")
def comprehension(): return [1 // x for x in [1, 0]]
def unicode(é): return "ünï" + é + 5
def unpack(): a, b = [1]; return a
def delete(d): del d["x"], d["y"]
def store(t): t[0] = 1
def compare(a): return 1 < a < "x"
def fstring(a): return f"{a} {a + 1} {a.nope}"
def keyword(): return dict(a=1)(b=2)
def await_(): return (lambda: undefined)()
def imported(): import no_such_module
def asserted(): assert 1 == 2, "message"
def for_(): 
    for x in 5: pass
def with_():
    with 5 as x: pass
def wide(): return "漢字" + 1


for function, args in [(binary, (1, 2)), (call, (5,)), (subscript, ({"a": {}},)), (attribute, (1,)), (multi, (1,)), (unary, ("a",)), (raises, ()), (comprehension, ()),
                       (unicode, ("x",)), (unpack, ()), (delete, ({"x": 1},)), (store, ((1,),)), (compare, (5,)), (fstring, ("s",)), (keyword, ()), (await_, ()), (imported, ()), (asserted, ()), (for_, ()), (with_, ()), (wide, ())]:
    show(function, *args)
print(binary(
    1,
    call(lambda a, b: a),
))
