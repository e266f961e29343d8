"""Text beyond ASCII: astral characters count as one, case and slices work by code point."""

text = "aé漢😀z"
print(len(text), [ord(c) for c in text], text[3], text[::-1], text[3:4] == "😀", text.index("z"))
print(text.upper(), "straße".upper(), "İ".lower().encode(), "ΑΣ".lower(), "ﬁ".upper(), "ŉ".upper())
for encoding in ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]:
    data = text.encode(encoding)
    print(encoding, data, data.decode(encoding) == text)
print("\ud83d\ude00" == "😀", len("\ud83d\ude00"), len("\U0001f600"), repr("\ud83d"))
try:
    "\ud800".encode()
except UnicodeEncodeError as error:
    print(error, error.start, error.end, error.reason)
try:
    b"ab\xff".decode()
except UnicodeDecodeError as error:
    print(error, error.start, error.object)
print(b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("latin-1"), ascii(b"a\xff".decode("utf-8", "surrogateescape")))
print("e\u0301" == "é", len("e\u0301"), "日本" < "日末", sorted("zéaß😀"))
print("٣".isdigit(), int("٣٤"), float("٣.٥"), "Ⅷ".isnumeric(), "一".isnumeric(), "\u00a0".isspace(), "µ".isalpha())
naïve = "identifier"
变量 = 5
print(naïve, 变量, "变量" in dir(), "x\u0301".isidentifier())
print("{:>6}|{:*^7}|".format("😀", "漢"), "😀" * 3, "😀" in text, text.split("漢"), text.replace("😀", ":)"))
