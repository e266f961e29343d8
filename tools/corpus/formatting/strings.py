"""The format mini-language on strings, and str.format."""

for spec in ["", "s", "5", "<8", ">8", "^8", "*^9", ".2", ">6.2", "😀^7", "0<6", "05"]:
    print(repr(spec), [format(v, spec) for v in ("", "a", "abcd", "é漢😀")])
print("{} {} {}".format(1, 2, 3), "{2} {0} {1}".format(1, 2, 3), "{a} {b}".format(a=1, b=2), "{0} {x}".format("p", x="k"))
print("{0[1]} {0[key]}".replace("{0[key]}", "{1[key]}").format([1, 2], {"key": "v"}), "{0.real} {0.imag}".format(3 + 4j), "{0.__class__.__name__}".format(1))
print("{:{w}.{p}f}".format(3.14159, w=10, p=2), "{:>{}}".format("x", 5), "{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>6}".format("a"))
print("{{{}}}".format(1), "{:,}".format(1234567), "{:%}".format(0.5), "{:}".format("plain"), "{0:b} {0:o} {0:x}".format(10))
print("{a.b[0].c}".format(a=type("A", (), {"b": [type("B", (), {"c": "deep"})]})), "{x[not int]}".format(x={"not int": 1}))
print("{x}".format_map({"x": 1}), "{}".format(None), "{:>5}".format(True), "{:5}|".format(True), "{}".format([1, "a"]))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{known} {unknown}".format_map(Default(known="k")))
for template, args in [("{", ()), ("}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{5}", (1,)), ("{a}", ()), ("{!x}", (1,)), ("{0.nope}", (1,)), ("{0[0]}", (1,)), ("{:d}", ("a",)), ("{!}", (1,))]:
    try:
        print(template.format(*args))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
