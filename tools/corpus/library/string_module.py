"""string: constants, Template, Formatter, capwords."""

import string
from string import Formatter, Template

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords("hello  big world"), string.capwords("a-b", "-"))
t = Template("$who owes ${amount} dollars, $$5, to $person_2.")
print(t.substitute(who="Ann", amount=3, person_2="Bob"), t.safe_substitute(who="X"), t.substitute({"who": 1, "amount": 2}, person_2=3), t.get_identifiers(), t.is_valid(), Template("$ bad").is_valid(), t.template)
for bad in [lambda: t.substitute(who=1), lambda: Template("$").substitute(), lambda: Template("a $1").substitute()]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class Percent(Template):
    delimiter = "%"
    idpattern = r"[a-z]+\.[a-z]+"


print(Percent("%a.b and %c").safe_substitute({"a.b": "dotted"}))
print(list(Formatter().parse("a{0!r:>{w}}b{name.attr[0]}{{}}")), Formatter().format("{0} {k} {} ".replace("{} ", ""), 1, k=2), Formatter().vformat("{0:>5}{a[x]}", ("r",), {"a": {"x": "y"}}))


class Upper(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]

    def format_field(self, value, spec):
        return str(value).upper() if spec == "up" else super().format_field(value, spec)

    def convert_field(self, value, conversion):
        return f"[{value}]" if conversion == "b" else super().convert_field(value, conversion)


print(Upper().format("{0:up} {missing} {k!b} {k:>4}", "text", k="v"))
