/**
 * `str.format`: replacement fields in braces (library reference, "Format String Syntax"; CPython
 * stringlib/unicode_format.h). The parsing is also what `string.Formatter` is built on, through `_string`.
 */
import { decimalValue } from "@pyvm/unicode";
import { attributeName } from "../../kernel/attribute-name.ts";
import type { PyObject } from "../../kernel/object.ts";
import { indexError, keyError, must, valueError } from "../../kernel/raise.ts";
import { utf16Of } from "../../kernel/text.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { repr, str } from "../../protocols/repr.ts";
import { getItem } from "../../protocols/sequence.ts";
import { format } from "../format.ts";
import { escapeNonAscii } from "./repr.ts";
import { type Str, codePointAt, joinStrs, strLength, strOf, strSlice } from "./text.ts";

/** Literal text, and the replacement field after it if there is one. */
export type Markup = {
  readonly literal: Str;
  readonly field: {
    readonly name: Str;
    readonly conversion: Str;
    readonly spec: Str;
    /** The specification has fields of its own. */
    readonly nested: boolean;
  } | null;
};

const OPEN = 0x7b;
const CLOSE = 0x7d;

/** The pieces of a format string, one at a time. Throws ValueError when it comes to what is wrong. */
export function* parseMarkup(text: Str): Generator<Markup> {
  const length = strLength(text);
  let at = 0;
  while (at < length) {
    const start = at;
    while (at < length && codePointAt(text, at) !== OPEN && codePointAt(text, at) !== CLOSE) at++;
    if (at === length) {
      yield { literal: strSlice(text, start, at), field: null };
      return;
    }
    const brace = codePointAt(text, at++);
    const doubled = at < length && codePointAt(text, at) === brace;
    if (brace === CLOSE && !doubled) throw valueError("Single '}' encountered in format string");
    if (at === length) throw valueError("Single '{' encountered in format string");
    if (doubled) {
      yield { literal: strSlice(text, start, at), field: null };
      at++;
      continue;
    }
    const literal = strSlice(text, start, at - 1);
    const parsed = parseField(text, at);
    at = parsed.end;
    yield { literal, field: parsed.field };
  }
}

/** The field that begins at `at`, behind its brace, and the index behind its closing brace. */
function parseField(text: Str, at: number): { field: NonNullable<Markup["field"]>; end: number } {
  const length = strLength(text);
  const start = at;
  let c = "";
  scan: while (at < length) {
    c = String.fromCodePoint(codePointAt(text, at++));
    switch (c) {
      case "{":
        throw valueError("unexpected '{' in field name");
      case "[":
        while (at < length && codePointAt(text, at) !== 0x5d) at++;
        continue;
      case "}":
      case ":":
      case "!":
        break scan;
    }
  }
  const name = strSlice(text, start, at - 1);
  if (c === "}") return { field: { name, conversion: "", spec: "", nested: false }, end: at };
  if (c !== "!" && c !== ":") throw valueError("expected '}' before end of string");
  let conversion: Str = "";
  if (c === "!") {
    if (at >= length) throw valueError("end of string while looking for conversion specifier");
    conversion = strSlice(text, at, at + 1);
    at++;
    if (at < length) {
      const after = codePointAt(text, at++);
      if (after === CLOSE) return { field: { name, conversion, spec: "", nested: false }, end: at };
      if (after !== 0x3a) throw valueError("expected ':' after conversion specifier");
    }
  }
  const specStart = at;
  let nested = false;
  for (let depth = 1; at < length;) {
    const point = codePointAt(text, at++);
    if (point === OPEN) {
      nested = true;
      depth++;
    } else if (point === CLOSE && --depth === 0) {
      return { field: { name, conversion, spec: strSlice(text, specStart, at - 1), nested }, end: at };
    }
  }
  throw valueError("unmatched '{' in format spec");
}

/** What follows the first part of a field name: `.attribute` or `[item]`. */
export type FieldStep = { readonly isAttribute: boolean; readonly key: number | Str };

/** A field name in parts: `0.a[b]` is 0, .a, [b]. */
export function splitFieldName(name: Str): { first: number | Str; rest: Generator<FieldStep> } {
  const length = strLength(name);
  let at = 0;
  while (at < length && codePointAt(name, at) !== 0x2e && codePointAt(name, at) !== 0x5b) at++;
  const first = strSlice(name, 0, at);
  return { first: integerOf(first) ?? first, rest: fieldSteps(name, at) };
}

function* fieldSteps(name: Str, at: number): Generator<FieldStep> {
  const length = strLength(name);
  while (at < length) {
    const opening = codePointAt(name, at++);
    const start = at;
    if (opening === 0x2e) {
      while (at < length && codePointAt(name, at) !== 0x2e && codePointAt(name, at) !== 0x5b) at++;
      if (at === start) throw valueError("Empty attribute in format string");
      yield { isAttribute: true, key: strSlice(name, start, at) };
    } else if (opening === 0x5b) {
      while (at < length && codePointAt(name, at) !== 0x5d) at++;
      if (at === length) throw valueError("Missing ']' in format string");
      const key = strSlice(name, start, at++);
      const index = integerOf(key);
      if (key === "") throw valueError("Empty attribute in format string");
      yield { isAttribute: false, key: index ?? key };
    } else {
      throw valueError("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
}

function integerOf(text: Str): number | undefined {
  let value = 0;
  for (let i = 0; i < strLength(text); i++) {
    const digit = decimalValue(codePointAt(text, i));
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
    if (value > Number.MAX_SAFE_INTEGER) throw valueError("Too many decimal digits in format string");
  }
  return text === "" ? undefined : value;
}

type Arguments = {
  /** null for format_map, which has none. */
  readonly positional: readonly PyObject[] | null;
  /** `name → value`; throws KeyError. */
  readonly named: (key: Str) => PyObject;
};

type Numbering = { mode: "undecided" | "automatic" | "manual"; next: number };

/** str.format(*args, **kwargs). Throws. */
export function formatString(
  text: Str,
  positional: readonly PyObject[],
  named: ReadonlyMap<string, PyObject>,
): Str {
  const lookUp = (key: Str): PyObject => {
    const value = named.get(utf16Of(key));
    if (value === undefined) throw keyError(key);
    return value;
  };
  return build(text, { positional, named: lookUp }, 2, { mode: "undecided", next: 0 });
}

/** str.format_map(mapping). Throws. */
export function formatWithMapping(text: Str, mapping: PyObject): Str {
  const named = (key: Str): PyObject => must(getItem(mapping, key));
  return build(text, { positional: null, named }, 2, { mode: "undecided", next: 0 });
}

function build(text: Str, args: Arguments, depth: number, numbering: Numbering): Str {
  if (depth <= 0) throw valueError("Max string recursion exceeded");
  const pieces: Str[] = [];
  for (const { literal, field } of parseMarkup(text)) {
    pieces.push(literal);
    if (field === null) continue;
    const value = converted(fieldValue(field.name, args, numbering), field.conversion);
    const spec = field.nested ? build(field.spec, args, depth - 1, numbering) : field.spec;
    pieces.push(strOf(must(format(value, spec)))!);
  }
  return joinStrs("", pieces);
}

function fieldValue(name: Str, args: Arguments, numbering: Numbering): PyObject {
  const { first, rest } = splitFieldName(name);
  let value = firstValue(first, args, numbering);
  for (const { isAttribute, key } of rest) {
    value = must(isAttribute ? getAttribute(value, attributeName(utf16Of(key as Str))) : getItem(value, key));
  }
  return value;
}

function firstValue(first: number | Str, args: Arguments, numbering: Numbering): PyObject {
  const empty = first === "";
  if (!empty && typeof first !== "number") return args.named(first);
  if (numbering.mode === "undecided") numbering.mode = empty ? "automatic" : "manual";
  if (numbering.mode === "manual" && empty) {
    throw valueError("cannot switch from manual field specification to automatic field numbering");
  }
  if (numbering.mode === "automatic" && !empty) {
    throw valueError("cannot switch from automatic field numbering to manual field specification");
  }
  const index = empty ? numbering.next++ : (first as number);
  if (args.positional === null) throw valueError("Format string contains positional fields");
  const value = args.positional[index];
  if (value === undefined)
    throw indexError(`Replacement index ${index} out of range for positional args tuple`);
  return value;
}

function converted(value: PyObject, conversion: Str): PyObject {
  switch (conversion) {
    case "":
      return value;
    case "r":
      return must(repr(value));
    case "s":
      return must(str(value));
    case "a":
      return escapeNonAscii(strOf(must(repr(value)))!);
  }
  const point = codePointAt(conversion, 0);
  const shown = point > 32 && point < 127 ? String.fromCharCode(point) : "\\x" + point.toString(16);
  throw valueError(`Unknown conversion specifier ${shown}`);
}
