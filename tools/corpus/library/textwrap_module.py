"""textwrap: wrap, fill, shorten, dedent, indent, TextWrapper."""

import textwrap

text = "The textwrap module provides some convenience functions, as well as TextWrapper, the class that does all the work. If you're just wrapping one or two strings, the convenience-functions should be good enough."
print(textwrap.wrap(text, 40), textwrap.fill(text, 50, initial_indent="* ", subsequent_indent="  "), textwrap.shorten(text, 45), textwrap.shorten("short", 10), textwrap.shorten(text, 30, placeholder="…"), sep="\n")
print(textwrap.dedent("""\
    first
      second

    \tthird
    """), repr(textwrap.dedent("  a\n b\n")), repr(textwrap.dedent("\ta\n\tb")), textwrap.indent("a\n\nb\n", "> "), repr(textwrap.indent("a\n\nb", "-", lambda line: True)))
print(textwrap.wrap("a verylongwordthatdoesnotfit b", 10), textwrap.wrap("a verylongwordthatdoesnotfit b", 10, break_long_words=False), textwrap.wrap("well-known hyphen-ated", 8), textwrap.wrap("well-known hyphen-ated", 8, break_on_hyphens=False), textwrap.wrap("", 5), textwrap.wrap("  lead  and\ttabs\nnew", 12), textwrap.wrap("keep  spaces", 6, drop_whitespace=False), textwrap.wrap("a b c d e f", 3, max_lines=2, placeholder=" ~"))
w = textwrap.TextWrapper(width=20, expand_tabs=False, replace_whitespace=False, fix_sentence_endings=True)
print(w.wrap("One sentence. Two\tsentences! Three?\nFour."), w.fill("x " * 15))
for bad in [lambda: textwrap.wrap("a", 0), lambda: textwrap.wrap("abc def", 3, max_lines=1, placeholder="....")]:
    try:
        bad()
    except ValueError as error:
        print(error)
