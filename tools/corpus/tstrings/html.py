"""A t-string processor that escapes values: the reason t-strings exist."""

from string.templatelib import Interpolation, Template


def html(template: Template) -> str:
    parts = []
    for item in template:
        match item:
            case str():
                parts.append(item)
            case Interpolation(value=Template() as inner):
                parts.append(html(inner))
            case Interpolation(value=list() as inners):
                parts.extend(html(inner) for inner in inners)
            case Interpolation(value=value, conversion=None, format_spec=spec):
                text = format(value, spec)
                parts.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
            case _:
                parts.append("?")
    return "".join(parts)


evil = "<script>alert('x')</script>"
print(html(t"<p>{evil}</p>"))
rows = [("a & b", 1.5), ("c", 20)]
print(html(t"<table>{[t"<tr><td>{k}</td><td>{v:>6.2f}</td></tr>" for k, v in rows]}</table>"))
print(html(t"<b>{t'<i>{evil}</i>'}</b> {1!r}"))
print(Template("a", Interpolation(1, "x", None, ""), "b").strings, repr(Interpolation(5, "five")))
