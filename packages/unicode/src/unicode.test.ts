/** The whole of Unicode against the oracle: every property of every code point, and random texts. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { beforeAll, expect, test } from "vitest";
import type { UnicodeDump } from "../../../tools/generate/src/unicode-tables.ts";
import * as unicode from "./index.ts";
import { lookupCharacter, lookupName, nameOf } from "./names.ts";

type Oracle = Awaited<ReturnType<typeof loadPyodide>>;

const LAST = 0x110000;
let oracle: Oracle;
let dump: UnicodeDump;

beforeAll(async () => {
  oracle = await loadPyodide();
  oracle.runPython(
    readFileSync(new URL("../../../tools/generate/src/unicode-dump.py", import.meta.url), "utf8"),
  );
  dump = JSON.parse(oracle.runPython("dump([])") as string) as UnicodeDump;
});

test("version", () => {
  expect(unicode.UNICODE_VERSION).toBe(dump.version);
});

test("category, direction, width, combining class and flags", () => {
  const predicates = [
    ...[unicode.isAlpha, unicode.isLower, unicode.isUpper, unicode.isSpace, unicode.isPrintable],
    ...[unicode.isIdentifierStart, unicode.isIdentifierContinue, unicode.isCased, unicode.isCaseIgnorable],
    ...[unicode.isMirrored, unicode.isLineBreak, unicode.isDecimal, unicode.isDigit, unicode.isNumeric],
  ];
  const wrong: number[] = [];
  let codePoint = 0;
  for (const [count, record] of dump.runs) {
    const expected = dump.records[record]!.join();
    for (const end = codePoint + count; codePoint < end; codePoint++) {
      let flags = 0;
      for (let bit = 0; bit < predicates.length; bit++) if (predicates[bit]!(codePoint)) flags |= 1 << bit;
      const found = [
        unicode.category(codePoint),
        unicode.bidirectional(codePoint),
        unicode.eastAsianWidth(codePoint),
        unicode.combining(codePoint),
        flags,
      ];
      if (found.join() !== expected) wrong.push(codePoint);
    }
  }
  expect(codePoint).toBe(LAST);
  expect(wrong).toEqual([]);
});

test.each([
  ["upper", unicode.uppercaseOf, String.fromCodePoint],
  ["lower", unicode.lowercaseOf, String.fromCodePoint],
  ["title", unicode.titlecaseOf, unicode.uppercaseOf],
  ["fold", unicode.casefoldOf, unicode.lowercaseOf],
] as const)("case mapping %s", (name, imageOf, baseOf) => {
  const images = new Map(dump[name].map(([codePoint, image]) => [codePoint, String.fromCodePoint(...image)]));
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint < LAST; codePoint++) {
    if (imageOf(codePoint) !== (images.get(codePoint) ?? baseOf(codePoint))) wrong.push(codePoint);
  }
  expect(wrong).toEqual([]);
});

test("numeric values", () => {
  const values = new Map(dump.numeric.map(([codePoint, top, bottom]) => [codePoint, top / bottom]));
  const wrong: number[] = [];
  for (let codePoint = 0; codePoint < LAST; codePoint++) {
    if (unicode.numericValue(codePoint) !== values.get(codePoint)) wrong.push(codePoint);
  }
  expect(wrong).toEqual([]);
});

test("decompositions", () => {
  for (const [codePoint, tag, parts] of dump.decompositions) {
    const digits = parts.map((part) => part.toString(16).toUpperCase().padStart(4, "0"));
    const expected = (tag === "" ? digits : [`<${tag}>`, ...digits]).join(" ");
    expect(unicode.decomposition(codePoint)).toBe(expected);
  }
  expect(unicode.decomposition(0xac01)).toBe("1100 1161 11A8");
});

test("names, both ways", () => {
  for (const [codePoint, name] of dump.names) {
    expect(nameOf(codePoint)).toBe(name);
    expect(lookupCharacter(name)).toBe(codePoint);
  }
});

/** Spellings of computed names, aliases and sequences; what is not a name gives None. */
const LOOKUPS = `
def looked_up(name):
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None
json.dumps([[name, looked_up(name)] for name in """
HANGUL SYLLABLE GAG|HANGUL SYLLABLE GGYAELB|HANGUL SYLLABLE I|HANGUL SYLLABLE|HANGUL SYLLABLE GAGX|hangul syllable GAG
CJK UNIFIED IDEOGRAPH-4E00|CJK UNIFIED IDEOGRAPH-4e00|CJK UNIFIED IDEOGRAPH-04E00|CJK UNIFIED IDEOGRAPH-1234
cjk unified ideograph-4E00|CJK COMPATIBILITY IDEOGRAPH-F900|cjk compatibility ideograph-f900|EGYPTIAN HIEROGLYPH-13460
NUL|nul|FILE SEPARATOR|VS17|LATIN SMALL LETTER R WITH TILDE|keycap digit one|NO SUCH NAME|BELL|ALERT|
""".replace("\\n", "|").split("|")])
`;

test("computed names, aliases and sequences", () => {
  const cases = JSON.parse(oracle.runPython(LOOKUPS) as string) as [string, string | null][];
  expect(cases.map(([name]) => [name, lookupName(name) ?? null])).toEqual(cases);
  expect(nameOf(0xac01)).toBe("HANGUL SYLLABLE GAG");
  expect(lookupCharacter("LATIN SMALL LETTER R WITH TILDE")).toBeUndefined();
});

/** Texts of characters that interact: marks of several classes, Hangul, sigmas, cased letters, fractions. */
const RANDOM_TEXTS = `
import random
chosen = random.Random(3)
marks = [c for c in range(LAST) if unicodedata.combining(chr(c))]
parts = [code for code, tag, _ in decompositions()]
words = list(range(0x1100, 0x1200)) + list(range(0xac00, 0xac40)) + [ord(c) for c in "aA .\u03a3\u03c3\u0130\u01c5\u00df\u0345'"]
def text():
    return "".join(chr(chosen.choice(chosen.choice((marks, parts, words, words)))) for _ in range(chosen.randrange(9)))
texts = [text() for _ in range(3000)]
methods = (str.upper, str.lower, str.title, str.casefold, str.swapcase, str.capitalize)
json.dumps([
    [t, [m(t) for m in methods], t.istitle(), [unicodedata.normalize(f, t) for f in ("NFC", "NFD", "NFKC", "NFKD")]]
    for t in texts
])
`;

test("random texts: case methods and normalisation forms", () => {
  const cases = JSON.parse(oracle.runPython(RANDOM_TEXTS) as string) as [
    string,
    string[],
    boolean,
    string[],
  ][];
  const methods = [
    ...[unicode.uppercase, unicode.lowercase, unicode.titlecase],
    ...[unicode.casefold, unicode.swapcase, unicode.capitalize],
  ];
  const forms = ["NFC", "NFD", "NFKC", "NFKD"] as const;
  for (const [text, images, titlecased, normalized] of cases) {
    expect(methods.map((method) => method(text))).toEqual(images);
    expect(unicode.isTitlecased(text)).toBe(titlecased);
    expect(forms.map((form) => unicode.normalize(form, text))).toEqual(normalized);
  }
});
