"""Template strings (PEP 750): parts, conversions, specs, nesting."""

name, n = "World", 42
template = t"Hello {name}! {n:>5} {n!r} {n + 1:{n}}"
print(type(template), template.strings, template.values)
for part in template:
    print(type(part).__name__, repr(part) if isinstance(part, str) else (part.value, part.expression, part.conversion, part.format_spec))
for piece in template.interpolations:
    print(piece.value, piece.expression, piece.conversion, piece.format_spec)


def render(template):
    out = []
    for part in template:
        if isinstance(part, str):
            out.append(part)
        else:
            value = {"r": repr, "s": str, "a": ascii, None: lambda v: v}[part.conversion](part.value)
            out.append(format(value, part.format_spec))
    return "".join(out)


print(render(t"{name!r:>10}|{n:05d}|{{}}|{'é'!a}"))
print((t"a{n}b" + t"c{name}d").strings, t"".strings, t"{n}".strings, list(t"plain"))
print(t"{n=}".strings, t"{ n = }".strings, t"{n=:.1f}".interpolations[0].format_spec, t"{n=}".interpolations[0].conversion)
print(render(t"outer {render(t'inner {n}')}"), tr"raw\n{n}".strings, t"one" t" {n} " t"three")
try:
    t"a" + "b"
except TypeError as error:
    print(error)
match t"x{1}y".interpolations[0]:
    case object(value=v, expression=e):
        print(v, e)
