/**
 * `_json.make_scanner`: one JSON value out of a text, with the decoder's hooks (CPython Modules/_json.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, member } from "../../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { must, stopIteration, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, floatType, intType, typeName } from "../../kernel/type.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeFloat } from "../../objects/float.ts";
import { makeList } from "../../objects/list.ts";
import { strOf } from "../../objects/str/text.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { JsonText, decodeError, scanString } from "./scan-string.ts";

class PyScanner implements HeapObject {
  declare readonly cls: PyType;
  readonly strict: boolean;
  readonly object_hook: PyObject;
  readonly object_pairs_hook: PyObject;
  readonly parse_float: PyObject;
  readonly parse_int: PyObject;
  readonly parse_constant: PyObject;

  constructor(context: PyObject) {
    const option = (name: string) => must(getAttribute(context, attributeName(name)));
    this.strict = must(isTrue(option("strict")));
    this.object_hook = option("object_hook");
    this.object_pairs_hook = option("object_pairs_hook");
    this.parse_float = option("parse_float");
    this.parse_int = option("parse_int");
    this.parse_constant = option("parse_constant");
  }
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Words that are values, by their first letter. */
const CONSTANTS: Record<number, readonly [word: string, value: PyObject | null]> = {
  [0x6e]: ["null", None],
  [0x74]: ["true", true],
  [0x66]: ["false", false],
  [0x4e]: ["NaN", null],
  [0x49]: ["Infinity", null],
};

/** Reads one document. `position` is behind the last value read. */
class Scan {
  readonly scanner: PyScanner;
  readonly source: JsonText;
  position: number;

  constructor(scanner: PyScanner, source: JsonText, position: number) {
    this.scanner = scanner;
    this.source = source;
    this.position = position;
  }

  value(): PyObject {
    const { source, position } = this;
    const first = source.at(position);
    switch (first) {
      case QUOTE: {
        const { value, end } = scanString(source, position + 1, this.scanner.strict);
        this.position = end;
        return value;
      }
      case OPEN_BRACE:
        this.position++;
        return this.#object();
      case OPEN_BRACKET:
        this.position++;
        return this.#array();
      case MINUS:
        if (source.slice(position, position + 9) === "-Infinity") return this.#constant("-Infinity");
        return this.#number();
    }
    const constant = CONSTANTS[first];
    if (constant !== undefined && source.slice(position, position + constant[0].length) === constant[0]) {
      const [word, value] = constant;
      if (value === null) return this.#constant(word);
      this.position += word.length;
      return value;
    }
    return this.#number();
  }

  #constant(word: string): PyObject {
    this.position += word.length;
    return must(call(this.scanner.parse_constant, [word]));
  }

  #skipSpace(): number {
    for (;;) {
      const character = this.source.at(this.position);
      if (character !== 0x20 && character !== 0x0a && character !== 0x0d && character !== 0x09)
        return character;
      this.position++;
    }
  }

  #object(): PyObject {
    const { source, scanner } = this;
    const pairs: [PyObject, PyObject][] = [];
    let next = this.#skipSpace();
    while (next !== CLOSE_BRACE) {
      if (next !== QUOTE) {
        throw decodeError("Expecting property name enclosed in double quotes", source, this.position);
      }
      const { value: key, end } = scanString(source, this.position + 1, scanner.strict);
      this.position = end;
      if (this.#skipSpace() !== COLON) throw decodeError("Expecting ':' delimiter", source, this.position);
      this.position++;
      this.#skipSpace();
      pairs.push([key, this.value()]);
      next = this.#afterItem(CLOSE_BRACE, "Illegal trailing comma before end of object");
    }
    this.position++;
    if (scanner.object_pairs_hook !== None) {
      return must(call(scanner.object_pairs_hook, [makeList(pairs.map((pair) => makeTuple(pair)))]));
    }
    const dict = makeDict();
    for (const [key, value] of pairs) {
      if (typeof key === "string") dict.setText(key, value);
      else must(dict.set(key, value));
    }
    return scanner.object_hook === None ? dict : must(call(scanner.object_hook, [dict]));
  }

  #array(): PyObject {
    const items: PyObject[] = [];
    let next = this.#skipSpace();
    while (next !== CLOSE_BRACKET) {
      items.push(this.value());
      next = this.#afterItem(CLOSE_BRACKET, "Illegal trailing comma before end of array");
    }
    this.position++;
    return makeList(items);
  }

  /** Pass the comma behind an item; answers what stands there next, `close` at the end. */
  #afterItem(close: number, trailingComma: string): number {
    const delimiter = this.#skipSpace();
    if (delimiter === close) return close;
    if (delimiter !== COMMA) throw decodeError("Expecting ',' delimiter", this.source, this.position);
    const comma = this.position++;
    const next = this.#skipSpace();
    if (next === close) throw decodeError(trailingComma, this.source, comma);
    return next;
  }

  #number(): PyObject {
    const { source, scanner, position: start } = this;
    let index = start;
    if (source.at(index) === MINUS) index++;
    const first = source.at(index);
    if (!isDigit(first)) throw stopIteration(start);
    index = first === ZERO ? index + 1 : skipDigits(source, index);
    const integerEnd = index;
    if (source.at(index) === DOT && isDigit(source.at(index + 1))) index = skipDigits(source, index + 1);
    index = skipExponent(source, index);
    this.position = index;
    const text = source.slice(start, index) as string;
    if (index > integerEnd) {
      return scanner.parse_float === floatType
        ? makeFloat(Number(text))
        : must(call(scanner.parse_float, [text]));
    }
    if (scanner.parse_int !== intType) return must(call(scanner.parse_int, [text]));
    return text.length <= SAFE_DIGITS ? Number(text) + 0 : must(call(intType, [text]));
  }
}

/** So many characters of an integer fit a JavaScript number. */
const SAFE_DIGITS = 15;

function isDigit(character: number): boolean {
  return character >= ZERO && character <= NINE;
}

function skipDigits(source: JsonText, index: number): number {
  while (isDigit(source.at(index))) index++;
  return index;
}

/** Behind `e`, a sign and digits; where it was if there are no digits. */
function skipExponent(source: JsonText, start: number): number {
  const letter = source.at(start);
  if (letter !== 0x65 && letter !== 0x45) return start;
  const sign = source.at(start + 1);
  const digits = sign === PLUS || sign === MINUS ? start + 2 : start + 1;
  const end = skipDigits(source, digits);
  return end > digits ? end : start;
}

const bindNew = argumentBinder("make_scanner", "(context)");
const bindCall = argumentBinder("scan_once", "(string, idx)");

function scanOnce(self: PyScanner, args: PyObject[], kwnames: readonly string[] | undefined): Result {
  const [string, index] = must(bindCall(args, kwnames)) as [PyObject, PyObject];
  const position = must(toIndex(index, "OverflowError"));
  const text = strOf(string);
  if (text === undefined) throw typeError(`first argument must be a string, not ${typeName(string)}`);
  if (position < 0) throw valueError("idx cannot be negative");
  const source = new JsonText(text);
  if (position >= source.length) throw stopIteration(position);
  const scan = new Scan(self, source, position);
  const value = scan.value();
  return makeTuple([value, scan.position]);
}

export const scannerType = defineType("Scanner", {
  instance: PyScanner,
  module: "_json",
  doc: "Reads one JSON value.",
  slots: {
    __new__: (type, args, kwnames) => new type.JS(...(must(bindNew(args, kwnames)) as [PyObject])),
    __call__: scanOnce,
  },
  methods: Object.fromEntries(
    ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"].map(
      (name) => [name, member(name, name)],
    ),
  ),
});
