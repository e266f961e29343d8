# -*- coding: utf-8 -*-
"""A coding line, identifiers in many scripts, and text that is normalized."""

größe, число, 数 = 1, 2, 3
print(größe + число + 数, "ﬁ" == "fi")
ﬁeld = "identifiers are normalized (NFKC)"
print(field, "ﬁeld" in globals(), "field" in globals())


class Ünïcode:
    Ä = "attribute"

    def µ(self, ª=1):
        return ª


print(Ünïcode.Ä, Ünïcode().µ(a=5), Ünïcode.__name__, [n for n in vars(Ünïcode) if not n.startswith("__")])
print(sorted(["é", "e", "z", "É"]), max("aé漢"), "ß".casefold(), "ΣΑΣ".lower(), len("é"), "e\u0301".isidentifier())
