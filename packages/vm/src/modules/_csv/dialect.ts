/**
 * `csv.Dialect` as the reader and the writer use it, and the dialects registered by name (CPython Modules/_csv.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, member, method } from "../../kernel/define.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import type { HeapObject, KeywordNames, PyObject } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, typeName } from "../../kernel/type.ts";
import { type PyDict, makeDict } from "../../objects/dict/dict.ts";
import { type Str, charOf, codePointAt, pointsOf, strLength, strOf } from "../../objects/str/text.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";

export const csvErrorType = defineType("Error", {
  base: exceptionTypes.Exception,
  module: "_csv",
  hasDict: true,
});

export function csvError(message: string): PyBaseException {
  return makeException(csvErrorType, [message]);
}

/** Which fields are quoted, and what a reader makes of fields that are not. */
export const Quoting = { MINIMAL: 0, ALL: 1, NONNUMERIC: 2, NONE: 3, STRINGS: 4, NOTNULL: 5 } as const;

/** No character: nothing equals it. */
export const NO_CHARACTER = -1;

export class PyDialect implements HeapObject {
  declare readonly cls: PyType;
  /** Code points; NO_CHARACTER where there is none. */
  delimiter = 0x2c;
  quotechar = 0x22;
  escapechar = NO_CHARACTER;
  lineterminator: Str = "\r\n";
  quoting: number = Quoting.MINIMAL;
  doublequote = true;
  skipinitialspace = false;
  strict = false;
}

const OPTIONS = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;
type Option = (typeof OPTIONS)[number];

const bind = argumentBinder(
  "dialect",
  `(dialect=None, ${OPTIONS.map((option) => `${option}=<unset>`).join(", ")})`,
);

/** The dialect that arguments of `Dialect()`, `reader()` and `writer()` describe: a given one, with changes. */
export function dialectFrom(args: readonly PyObject[], kwnames: KeywordNames): PyDialect {
  for (const name of kwnames ?? []) {
    if (name !== "dialect" && !(OPTIONS as readonly string[]).includes(name)) {
      throw typeError(`this function got an unexpected keyword argument '${name}'`);
    }
  }
  const [given, ...values] = must(bind(args, kwnames)) as [PyObject, ...(PyObject | undefined)[]];
  const base = strOf(given) === undefined ? given : registeredDialect(given);
  if (base instanceof PyDialect && values.every((value) => value === undefined)) return base;
  const option = (name: Option): PyObject | undefined => {
    const value = values[OPTIONS.indexOf(name)];
    if (value !== undefined || base === None) return value;
    return must(getAttributeOrAbsent(base, attributeName(name))) ?? undefined;
  };
  return checked(dialectOf(option));
}

function dialectOf(option: (name: Option) => PyObject | undefined): PyDialect {
  const dialect = new PyDialect();
  const set = <T>(name: Option, convert: (value: PyObject) => T, assign: (value: T) => void) => {
    const value = option(name);
    if (value !== undefined) assign(convert(value));
  };
  set(
    "delimiter",
    (value) => character("delimiter", value, "a unicode character"),
    (value) => (dialect.delimiter = value),
  );
  set(
    "doublequote",
    (value) => must(isTrue(value)),
    (value) => (dialect.doublequote = value),
  );
  set("escapechar", optionalCharacter("escapechar"), (value) => (dialect.escapechar = value));
  set("lineterminator", terminator, (value) => (dialect.lineterminator = value));
  set("quotechar", optionalCharacter("quotechar"), (value) => (dialect.quotechar = value));
  set("quoting", quotingStyle, (value) => (dialect.quoting = value));
  set(
    "skipinitialspace",
    (value) => must(isTrue(value)),
    (value) => (dialect.skipinitialspace = value),
  );
  set(
    "strict",
    (value) => must(isTrue(value)),
    (value) => (dialect.strict = value),
  );
  if (option("quotechar") === None && option("quoting") === undefined) dialect.quoting = Quoting.NONE;
  return dialect;
}

function character(name: string, value: PyObject, expected: string): number {
  const text = strOf(value);
  if (text === undefined) throw typeError(`"${name}" must be ${expected}, not ${typeName(value)}`);
  const length = strLength(text);
  if (length !== 1) throw typeError(`"${name}" must be ${expected}, not a string of length ${length}`);
  return codePointAt(text, 0);
}

function optionalCharacter(name: string): (value: PyObject) => number {
  return (value) => (value === None ? NO_CHARACTER : character(name, value, "a unicode character or None"));
}

function terminator(value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) throw typeError(`"lineterminator" must be a string, not ${typeName(value)}`);
  return text;
}

function quotingStyle(value: PyObject): number {
  if (typeof value !== "number") throw typeError(`"quoting" must be an integer, not ${typeName(value)}`);
  if (value < Quoting.MINIMAL || value > Quoting.NOTNULL) throw typeError('bad "quoting" value');
  return value;
}

/** Characters with a meaning must be different from one another, and no line ends. */
function checked(dialect: PyDialect): PyDialect {
  const { delimiter, escapechar, quotechar, lineterminator } = dialect;
  if (dialect.quoting !== Quoting.NONE && quotechar === NO_CHARACTER) {
    throw typeError("quotechar must be set if quoting enabled");
  }
  const characters = [
    ["delimiter", delimiter],
    ["escapechar", escapechar],
    ["quotechar", quotechar],
  ] as const;
  const space = dialect.skipinitialspace ? 0x20 : NO_CHARACTER;
  for (const [name, point] of characters) {
    if (point === NO_CHARACTER) continue;
    const isSpace = point === space && name !== "delimiter";
    if (point === 0x0a || point === 0x0d || isSpace) throw valueError(`bad ${name} value`);
  }
  const ends = new Set(pointsOf(lineterminator));
  for (const [name, point] of characters) {
    if (point !== NO_CHARACTER && ends.has(point)) throw valueError(`bad ${name} or lineterminator value`);
  }
  for (const [first, second] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const [name, point] = characters[first];
    if (point !== NO_CHARACTER && point === characters[second][1]) {
      throw valueError(`bad ${name} or ${characters[second][0]} value`);
    }
  }
  return dialect;
}

const characterOrNone = (point: number): PyObject => (point === NO_CHARACTER ? None : charOf(point));

function unpicklable(): never {
  throw typeError("cannot pickle 'Dialect' instances");
}

export const dialectType = defineType("Dialect", {
  instance: PyDialect,
  module: "_csv",
  doc: "How a CSV file is written.",
  slots: { __new__: (_type, args, kwnames) => dialectFrom(args, kwnames) },
  methods: {
    delimiter: getset(null, (self: PyDialect) => characterOrNone(self.delimiter)),
    escapechar: getset(null, (self: PyDialect) => characterOrNone(self.escapechar)),
    quotechar: getset(null, (self: PyDialect) => characterOrNone(self.quotechar)),
    lineterminator: getset(null, (self: PyDialect) => self.lineterminator),
    quoting: getset(null, (self: PyDialect) => self.quoting),
    doublequote: member(null, "doublequote"),
    skipinitialspace: member(null, "skipinitialspace"),
    strict: member(null, "strict"),
    __reduce__: method("($self, /)", null, unpicklable),
    __reduce_ex__: method("($self, protocol, /)", null, unpicklable),
  },
});

/** What one interpreter registered, and how long its fields may be. */
class Registry {
  readonly dialects: PyDict = makeDict();
  fieldLimit = 128 * 1024;
}

const registries = new WeakMap<object, Registry>();

export function registry(): Registry {
  let found = registries.get(rt.interpreter);
  if (found === undefined) registries.set(rt.interpreter, (found = new Registry()));
  return found;
}

export function registeredDialect(name: PyObject): PyObject {
  const dialect = must(registry().dialects.lookup(name));
  if (dialect === null) throw csvError("unknown dialect");
  return dialect;
}
