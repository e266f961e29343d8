"""f-strings: expressions, conversions, formats, debug, nesting."""

name, n, pi, items = "World", 42, 3.14159265, [1, "two"]
print(f"Hello {name}!", f"{n}", f"{n + 1} {n * 2}", f"{pi:.2f}", f"{items}", f"{items[1]!r}", f"{name!s:>8}|", f"{name!a}")
print(f"{n:5d}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:#010b}|{n:,}|{n:e}")
print(f"{{literal}} {{{n}}} {{{{{n}}}}}", f'{"nested " + "quotes"}', f"{'a' 'b'}", f"")
print(f"{n=}", f"{n = }", f"{n+1=}", f"{name=!s}", f"{pi=:.3f}", f"{ name = }")
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|", f"{name:{'*'}^{width}}", f"{n:{'0' + str(width)}}")
print(f"{name.upper()}", f"{len(items)}", f"{items[0]}", f"{ {'a': 1}['a'] }", f"{(lambda x: x * 2)(4)}", f"{[i for i in range(3)]}", f"{n if n > 10 else 'small'}")
print(f"{f"{f"{n}"}"}", f"{f'{name}' + "!"}", f"{"\n".join(["a", "b"])}")
print(f"multi {
    n  # a comment
    + 1
} line")
print(f"""triple {name}
  {n:>4}
""" + "end", f"a" "b" f"{n}" 'c', rf"raw\n{n}\t", fr"{n}\d", F"{n}")
print(f"{n:{n}}", f"{'x':>{n // 10}}", f"{3.0}", f"{None}", f"{True}", f"{1j}", f"{...}", f"{b'x'}")
print(f"{n!r:>6}", f"{'é'!a}", f"{n:}", f"\x41{n}\u0042\N{BULLET}", f"{n}\\{n}")
print(f"{(x := 5)} {x}", f"{x:=5}", f"{n:=+6}", f"{lambda_}" if (lambda_ := 1) else "")


class Format:
    def __format__(self, spec):
        return f"<{spec!r}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


o = Format()
print(f"{o}", f"{o:abc}", f"{o!s:>5}", f"{o!r}", f"{o:{n}{name}}", f"{o=}", f"{o:%H:%M}", f"{o: }")
print(f"{n:d}{n!s}{n:>{width}}", "%s" % f"{n}", f"{n}" + f"{n}", f"{'a': <3}|")
