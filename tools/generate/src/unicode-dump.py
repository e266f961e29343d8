"""What CPython knows of every character, as JSON: run inside the oracle by unicode-tables.ts.

Only behaviour that Python code can see is asked for: str methods, unicodedata, _sre. The flag bits are
those of packages/unicode/src/properties.ts.
"""
# ORDER: unicode flags

import json
import unicodedata
from fractions import Fraction

import _sre

SIGMA = "\N{GREEK CAPITAL LETTER SIGMA}"
FINAL_SIGMA = "\N{GREEK SMALL LETTER FINAL SIGMA}"
LAST = 0x110000


def flags(char):
    # Case_Ignorable shows only in how a capital sigma behind the character is lowered.
    alone = (char + SIGMA).lower()[-1] == FINAL_SIGMA
    after_letter = ("A" + char + SIGMA).lower()[-1] == FINAL_SIGMA
    tests = (
        char.isalpha(),
        char.islower(),
        char.isupper(),
        char.isspace(),
        char.isprintable(),
        char.isidentifier(),
        ("a" + char).isidentifier(),
        (char + "a").title()[-1] == "a",
        after_letter and not alone,
        bool(unicodedata.mirrored(char)),
        len(("a" + char + "a").splitlines()) == 2,
        char.isdecimal(),
        char.isdigit(),
        char.isnumeric(),
    )
    return sum(1 << bit for bit, set_ in enumerate(tests) if set_)


def records_and_runs():
    records = {}
    runs = []
    last = None
    for code in range(LAST):
        char = chr(code)
        record = (
            unicodedata.category(char),
            unicodedata.bidirectional(char),
            unicodedata.east_asian_width(char),
            unicodedata.combining(char),
            flags(char),
        )
        index = records.setdefault(record, len(records))
        if index != last:
            runs.append([0, index])
            last = index
        runs[-1][0] += 1
    return list(records), runs


def mapping(convert, base):
    """The characters whose image differs from their image under base."""
    found = []
    for code in range(LAST):
        char = chr(code)
        image = convert(char)
        if image != base(char):
            found.append([code, [ord(part) for part in image]])
    return found


def numeric_values():
    found = []
    for code in range(LAST):
        value = unicodedata.numeric(chr(code), None)
        if value is not None:
            fraction = Fraction(value).limit_denominator(10000)
            assert float(fraction) == value
            assert unicodedata.digit(chr(code), value) == value
            assert unicodedata.decimal(chr(code), value) == value
            found.append([code, fraction.numerator, fraction.denominator])
    return found


def decompositions():
    """Those of Hangul syllables are computed."""
    found = []
    for code in range(LAST):
        if 0xAC00 <= code < 0xAC00 + 11172:
            continue
        parts = unicodedata.decomposition(chr(code)).split()
        if parts:
            tag = parts.pop(0)[1:-1] if parts[0].startswith("<") else ""
            found.append([code, tag, [int(part, 16) for part in parts]])
    return found


def composition_exclusions():
    """Canonical pairs that NFC does not put together again."""
    return [
        code
        for code, tag, parts in decompositions()
        if not tag and len(parts) == 2 and unicodedata.normalize("NFC", chr(code)) != chr(code)
    ]


def names():
    """Names, without those computed from the code point, and the ranges of the computed ones."""
    found = []
    computed = []
    for code in range(LAST):
        name = unicodedata.name(chr(code), None)
        if name is None or name.startswith("HANGUL SYLLABLE "):
            continue
        prefix = name.removesuffix(f"{code:04X}")
        if prefix != name and prefix.endswith("-"):
            if computed and computed[-1][0] == prefix and computed[-1][1] + computed[-1][2] == code:
                computed[-1][2] += 1
            else:
                computed.append([prefix, code, 1])
        else:
            found.append([code, name])
    return found, computed


def looked_up(candidates):
    """Aliases and named sequences: no API lists them, so that each candidate is looked up."""
    found = []
    for name in candidates:
        try:
            found.append([name, [ord(char) for char in unicodedata.lookup(name)]])
        except KeyError:
            pass
    return found


def dump(candidates):
    records, runs = records_and_runs()
    name_list, computed_names = names()
    return json.dumps(
        {
            "version": unicodedata.unidata_version,
            "records": records,
            "runs": runs,
            "lower": mapping(str.lower, str),
            "upper": mapping(str.upper, str),
            "title": mapping(str.title, str.upper),
            "fold": mapping(str.casefold, str.lower),
            "simpleLower": mapping(lambda char: chr(_sre.unicode_tolower(ord(char))), str.lower),
            "numeric": numeric_values(),
            "decompositions": decompositions(),
            "exclusions": composition_exclusions(),
            "names": name_list,
            "computedNames": computed_names,
            "lookups": looked_up(candidates),
        }
    )
