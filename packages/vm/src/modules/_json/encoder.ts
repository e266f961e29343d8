/**
 * `_json.make_encoder`: a value as JSON text, in one piece (CPython Modules/_json.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, member } from "../../kernel/define.ts";
import { PyBuiltinFunction } from "../../kernel/descriptors.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { caughtException, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import {
  PyFloat,
  PyIntInstance,
  type PyType,
  floatType,
  intType,
  typeName,
  typeOf,
} from "../../kernel/type.ts";
import { PyDict, dictType } from "../../objects/dict/dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList, makeList } from "../../objects/list.ts";
import { qualifiedTypeName } from "../../objects/object.ts";
import { type Str, joinStrs, strConcat, strOf, strRepeat } from "../../objects/str/text.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { listOf } from "../../protocols/iterate.ts";
import { toIndex } from "../../protocols/number.ts";
import { repr } from "../../protocols/repr.ts";
import { asciiJson, plainJson } from "./escape.ts";

/** `encode_basestring_ascii` and `encode_basestring`, told from an encoder that a program gives. */
export const fastEscapes = new Map<string, (text: Str) => Str>([
  ["_json.encode_basestring_ascii", asciiJson],
  ["_json.encode_basestring", plainJson],
]);

class PyEncoder implements HeapObject {
  declare readonly cls: PyType;
  readonly markers: PyObject;
  readonly default: PyObject;
  readonly encoder: PyObject;
  readonly indent: PyObject;
  readonly key_separator: PyObject;
  readonly item_separator: PyObject;
  readonly sort_keys: boolean;
  readonly skipkeys: boolean;
  readonly allowNan: boolean;
  readonly escape: ((text: Str) => Str) | null;

  constructor(options: readonly PyObject[]) {
    const [markers, fallback, encoder, indent, keySeparator, itemSeparator, sortKeys, skipKeys, allowNan] =
      options;
    this.markers = markers!;
    this.default = fallback!;
    this.encoder = encoder!;
    this.indent = indent!;
    this.key_separator = separator(keySeparator!, 5);
    this.item_separator = separator(itemSeparator!, 6);
    this.sort_keys = must(isTrue(sortKeys!));
    this.skipkeys = must(isTrue(skipKeys!));
    this.allowNan = must(isTrue(allowNan!));
    if (markers !== None && !(markers instanceof PyDict)) {
      throw typeError(`make_encoder() argument 1 must be dict or None, not ${typeName(markers!)}`);
    }
    const isNative = encoder instanceof PyBuiltinFunction;
    this.escape = (isNative && fastEscapes.get(encoder.code.qualname)) || null;
  }
}

function separator(value: PyObject, position: number): PyObject {
  const text = strOf(value);
  if (text === undefined)
    throw typeError(`make_encoder() argument ${position} must be str, not ${typeName(value)}`);
  return text;
}

/** Writes one document. */
class Encoding {
  readonly encoder: PyEncoder;
  readonly parts: Str[] = [];
  /** Containers and objects being written; null: not checked. */
  readonly #open: Set<PyObject> | null;
  /** What ends a line, by level; null: all on one line. */
  readonly #newlines: Str[] | null;
  readonly #firstLevel: number;

  constructor(encoder: PyEncoder, level: number) {
    this.encoder = encoder;
    this.#open = encoder.markers === None ? null : new Set();
    this.#firstLevel = level;
    this.#newlines = null;
    if (encoder.indent !== None) {
      this.#newlines = [strConcat("\n", strRepeat(strOf(encoder.indent) ?? "", level))];
    }
  }

  #newline(level: number): Str {
    const known = this.#newlines!;
    const index = level - this.#firstLevel;
    while (known.length <= index) known.push(strConcat(known.at(-1)!, strOf(this.encoder.indent) ?? ""));
    return known[index]!;
  }

  value(object: PyObject, level: number): void {
    const { parts } = this;
    const text = strOf(object);
    if (text !== undefined) parts.push(this.#string(object, text));
    else if (object === None) parts.push("null");
    else if (typeof object === "boolean") parts.push(object ? "true" : "false");
    else if (typeof object === "number") parts.push(String(object));
    else if (typeof object === "bigint" || object instanceof PyIntInstance) parts.push(intText(object));
    else if (object instanceof PyFloat) parts.push(this.#float(object));
    else if (object instanceof PyList || object instanceof PyTuple) this.#array(object, level);
    else if (object instanceof PyDict) this.#object(object, level);
    else this.#other(object, level);
  }

  #string(object: PyObject, text: Str): Str {
    if (this.encoder.escape !== null) return this.encoder.escape(text);
    const encoded = must(call(this.encoder.encoder, [object]));
    const result = strOf(encoded);
    if (result === undefined) throw typeError(`encoder() must return a string, not ${typeName(encoded)}`);
    return result;
  }

  #float(object: PyFloat): string {
    const { value } = object;
    if (Number.isFinite(value)) return must(floatType.slots.__repr__!(object)) as string;
    if (!this.encoder.allowNan) {
      throw valueError(`Out of range float values are not JSON compliant: ${textOf(must(repr(object)))}`);
    }
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  #enter(object: PyObject): void {
    if (this.#open === null) return;
    if (this.#open.has(object)) throw valueError("Circular reference detected");
    this.#open.add(object);
  }

  #array(sequence: PyList | PyTuple, level: number): void {
    const { parts, encoder } = this;
    if (sequence.items.length === 0) {
      parts.push("[]");
      return;
    }
    this.#enter(sequence);
    parts.push("[");
    const inner = level + 1;
    const indented = this.#newlines !== null;
    let index = 0;
    try {
      for (; index < sequence.items.length; index++) {
        if (index > 0) parts.push(encoder.item_separator as Str);
        if (indented) parts.push(this.#newline(inner));
        this.value(sequence.items[index]!, inner);
      }
    } catch (error) {
      throw noted(error, `when serializing ${typeText(sequence)} item ${index}`);
    }
    this.#open?.delete(sequence);
    if (indented) parts.push(this.#newline(level));
    parts.push("]");
  }

  #object(dict: PyDict, level: number): void {
    const { parts, encoder } = this;
    if (dict.size === 0) {
      parts.push("{}");
      return;
    }
    this.#enter(dict);
    parts.push("{");
    const inner = level + 1;
    const indented = this.#newlines !== null;
    let isFirst = true;
    for (const [key, value] of this.#entries(dict)) {
      const name = this.#keyText(key);
      if (name === null) continue;
      if (!isFirst) parts.push(encoder.item_separator as Str);
      if (indented) parts.push(this.#newline(inner));
      isFirst = false;
      parts.push(this.#string(name, name), encoder.key_separator as Str);
      try {
        this.value(value, inner);
      } catch (error) {
        throw noted(error, `when serializing ${typeText(dict)} item ${textOf(must(repr(key)))}`);
      }
    }
    this.#open?.delete(dict);
    if (indented && !isFirst) parts.push(this.#newline(level));
    parts.push("}");
  }

  #entries(dict: PyDict): [PyObject, PyObject][] {
    if (dict.cls === dictType && !this.encoder.sort_keys) return dict.entriesArray();
    const items = makeList(must(listOf(must(callMethod(dict, attributeName("items"), [])))));
    if (this.encoder.sort_keys) must(callMethod(items, attributeName("sort"), []));
    return items.items.map((item) => {
      if (!(item instanceof PyTuple) || item.items.length !== 2)
        throw valueError("items must return 2-tuples");
      return item.items as [PyObject, PyObject];
    });
  }

  /** A key as a string; null: it is skipped. */
  #keyText(key: PyObject): Str | null {
    const text = strOf(key);
    if (text !== undefined) return text;
    if (key instanceof PyFloat) return this.#float(key);
    if (typeof key === "boolean") return key ? "true" : "false";
    if (key === None) return "null";
    if (typeof key === "number" || typeof key === "bigint" || key instanceof PyIntInstance)
      return intText(key);
    if (this.encoder.skipkeys) return null;
    throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
  }

  #other(object: PyObject, level: number): void {
    this.#enter(object);
    const replacement = must(call(this.encoder.default, [object]));
    try {
      this.value(replacement, level);
    } catch (error) {
      throw noted(error, `when serializing ${typeText(object)} object`);
    }
    this.#open?.delete(object);
  }
}

/** The type of a value in notes: with its module, unless that is the main program. */
function typeText(value: PyObject): string {
  return qualifiedTypeName(typeOf(value)).replace(/^__main__\./, "");
}

function intText(value: PyObject): string {
  return must(intType.slots.__repr__!(value)) as string;
}

/** The exception with a note on where it happened. */
function noted(error: unknown, note: string): unknown {
  const exception = caughtException(error);
  must(callMethod(exception, attributeName("add_note"), [strFromUtf16(note)]));
  return exception;
}

const bindNew = argumentBinder(
  "make_encoder",
  "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
);
const bindCall = argumentBinder("_iterencode", "(obj, _current_indent_level)");

function encode(self: PyEncoder, args: PyObject[], kwnames: readonly string[] | undefined): Result {
  const [object, level] = must(bindCall(args, kwnames)) as [PyObject, PyObject];
  const first = must(toIndex(level, "OverflowError"));
  const encoding = new Encoding(self, first);
  encoding.value(object, first);
  return makeTuple([joinStrs("", encoding.parts)]);
}

export const encoderType = defineType("Encoder", {
  instance: PyEncoder,
  module: "_json",
  doc: "Writes a value as JSON.",
  slots: {
    __new__: (type, args, kwnames) => new type.JS(must(bindNew(args, kwnames))),
    __call__: encode,
  },
  methods: Object.fromEntries(
    [
      "markers",
      "default",
      "encoder",
      "indent",
      "key_separator",
      "item_separator",
      "sort_keys",
      "skipkeys",
    ].map((name) => [name, member(name, name)]),
  ),
});
