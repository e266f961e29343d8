/**
 * `unicodedata`: properties of characters, from @pyvm/unicode (Unicode 16).
 *
 * `ucd_3_2_0`, which `stringprep` asks for, is the same data under the old version's name: characters that were
 * assigned since are assigned in it too.
 */
import {
  type NormalizationForm,
  UNICODE_VERSION,
  bidirectional,
  category,
  combining,
  decimalValue,
  decomposition,
  digitValue,
  eastAsianWidth,
  isMirrored,
  isNormalized,
  normalize,
  numericValue,
} from "@pyvm/unicode";
import { lookupName, nameOf } from "@pyvm/unicode/names";
import { type Entry, defineModule, defineType, fn, getset, method } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { keyError, typeError, valueError } from "../kernel/raise.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { type PyType, typeName } from "../kernel/type.ts";
import { makeFloat } from "../objects/float.ts";
import { type Str, codePointAt, fromPoints, pointsOf, strLength, strOf } from "../objects/str/text.ts";

/** The code point of the one character that a function takes. */
function characterOf(name: string, value: PyObject, position: string): number {
  const text = strOf(value);
  if (text === undefined) {
    throw typeError(`${name}() ${position} must be a unicode character, not ${typeName(value)}`);
  }
  const length = strLength(text);
  if (length !== 1) {
    throw typeError(`${name}(): ${position} must be a unicode character, not a string of length ${length}`);
  }
  return codePointAt(text, 0);
}

type Body = (...args: PyObject[]) => Result;
type FunctionRow = readonly [signature: string, doc: string, body: Body];

function property(name: string, doc: string, answer: (point: number) => PyObject): FunctionRow {
  return ["($self, chr, /)", doc, (chr) => answer(characterOf(name, chr!, "argument"))];
}

/** A property that not every character has: with a default, else ValueError. */
function partial(
  name: string,
  doc: string,
  absent: string,
  answer: (point: number) => PyObject | undefined,
): FunctionRow {
  return [
    "($self, chr, default=<unrepresentable>, /)",
    doc,
    (chr, fallback: PyObject | undefined) => {
      const value = answer(characterOf(name, chr!, "argument 1")) ?? fallback;
      if (value === undefined) throw valueError(absent);
      return value;
    },
  ];
}

const FORMS: readonly string[] = ["NFC", "NFD", "NFKC", "NFKD"];

function formAndText(name: string, form: PyObject, value: PyObject): [NormalizationForm, Str] {
  const formText = strOf(form);
  if (formText === undefined) throw typeError(`${name}() argument 1 must be str, not ${typeName(form)}`);
  const text = strOf(value);
  if (text === undefined) throw typeError(`${name}() argument 2 must be str, not ${typeName(value)}`);
  if (!FORMS.includes(utf16Of(formText))) throw valueError("invalid normalization form");
  return [utf16Of(formText) as NormalizationForm, text];
}

/** Lone surrogates stay by themselves: in UTF-16 two of them side by side would be one character. */
function normalized(form: NormalizationForm, text: Str): Str {
  if (typeof text === "string") return strFromUtf16(normalize(form, text)) as Str;
  const points: number[] = [];
  let run: number[] = [];
  const flush = () => {
    if (run.length > 0)
      points.push(...pointsOf(strFromUtf16(normalize(form, utf16Of(fromPoints(run)))) as Str));
    run = [];
  };
  for (const point of text.points) {
    if (point < 0xd800 || point > 0xdfff) {
      run.push(point);
      continue;
    }
    flush();
    points.push(point);
  }
  flush();
  return fromPoints(points);
}

function lookup(name: PyObject): Result {
  const text = strOf(name);
  const spelled = text === undefined ? asciiName(name) : utf16Of(text);
  const found = lookupName(spelled);
  if (found === undefined) throw keyError(strFromUtf16(`undefined character name '${spelled}'`));
  return strFromUtf16(found);
}

function asciiName(name: PyObject): string {
  const bytes = (name as { bytes?: unknown }).bytes;
  if (!(bytes instanceof Uint8Array)) throw typeError(`lookup() argument must be str, not ${typeName(name)}`);
  return String.fromCharCode(...bytes);
}

const float = (value: number | undefined) => (value === undefined ? undefined : makeFloat(value));

/** Functions of the module, which are methods of a database too. */
const FUNCTIONS: Record<string, FunctionRow> = {
  bidirectional: property("bidirectional", "The bidirectional class of a character.", bidirectional),
  category: property("category", "The general category of a character.", category),
  combining: property("combining", "The canonical combining class of a character.", combining),
  decomposition: property("decomposition", "The decomposition mapping of a character.", decomposition),
  east_asian_width: property("east_asian_width", "The east asian width of a character.", eastAsianWidth),
  mirrored: property("mirrored", "Whether a character is mirrored in bidirectional text.", (point) =>
    isMirrored(point) ? 1 : 0,
  ),
  decimal: partial("decimal", "The value of a decimal digit.", "not a decimal", decimalValue),
  digit: partial("digit", "The value of a digit.", "not a digit", digitValue),
  numeric: partial("numeric", "The numeric value of a character.", "not a numeric character", (point) =>
    float(numericValue(point)),
  ),
  name: partial("name", "The name of a character.", "no such name", nameOf),
  lookup: ["($self, name, /)", "The character, or sequence, of a name.", (name) => lookup(name!)],
  normalize: [
    "($self, form, unistr, /)",
    "A text in a normal form.",
    (form, unistr) => normalized(...formAndText("normalize", form!, unistr!)),
  ],
  is_normalized: [
    "($self, form, unistr, /)",
    "Whether a text is in a normal form.",
    (form, unistr) => {
      const [wanted, text] = formAndText("is_normalized", form!, unistr!);
      return typeof text === "string"
        ? isNormalized(wanted, text)
        : pointsOf(normalized(wanted, text)).join() === text.points.join();
    },
  ],
};

class PyUnicodeDatabase implements HeapObject {
  declare readonly cls: PyType;
}

const databaseType = defineType("UCD", {
  instance: PyUnicodeDatabase,
  module: "unicodedata",
  final: true,
  methods: {
    unidata_version: getset(null, () => "3.2.0"),
    ...each(([signature, doc, body]) =>
      method(signature, doc, (_self: PyUnicodeDatabase, ...args: PyObject[]) => body(...args)),
    ),
  },
});

function each(make: (row: FunctionRow) => Entry): Record<string, Entry> {
  return Object.fromEntries(Object.entries(FUNCTIONS).map(([name, row]) => [name, make(row)]));
}

export const unicodedataModule = defineModule("unicodedata", {
  doc: "Properties of characters.",
  constants: { unidata_version: UNICODE_VERSION, ucd_3_2_0: new PyUnicodeDatabase() },
  types: [databaseType],
  functions: each(([signature, doc, body]) => fn(signature, doc, body)),
});
