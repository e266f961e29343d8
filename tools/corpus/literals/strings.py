"""String literals: quotes, escapes, raw, triple-quoted, concatenated."""

print('single', "double", 'it\'s', "say \"hi\"", '"', "'")
print("tab\tnew\\n backslash\\ bell:", repr("\a\b\f\n\r\t\v\0"))
print("\x41\u0042\U00000043\N{LATIN SMALL LETTER A WITH DIAERESIS}\101\7".__repr__())
print(r"raw \n \t \\", R'\d+', r"quote\"in raw")
print("""triple "quoted" text
over
lines""")
print('''it's
another''')
print("implicit " "concatenation " 'of ' """pieces""")
print("continued \
line")
print(("parenthesized "
       "pieces"), len("a" "b" 'c'))
print("é", "漢字", "😀", len("😀"), len("é"), "\U0001F600" == "😀")
print(repr("é 漢 😀 \x00 \x7f \x80 \xad \u200b \ud800"))
print(ascii("é 漢 😀"))
print("" or "empty is false", bool(" "), not "x")
print(u"u prefix", U"U prefix")
