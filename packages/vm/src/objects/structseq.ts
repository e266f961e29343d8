/**
 * Struct sequences: tuples whose items have names, such as `sys.version_info` and `os.stat_result`
 * (CPython Objects/structseq.c). Some have more named fields than items.
 */
import { type Entry, defineType, member, method, rawMethod } from "../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import type { PyType } from "../kernel/type.ts";
import { listOf } from "../protocols/iterate.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import { PyTuple, makeTuple, tupleType } from "./tuple.ts";

/** A struct sequence: `items` are what the tuple shows, `hidden` the named fields behind them. */
export class PyStructSequence extends PyTuple {
  readonly hidden: readonly PyObject[];
  constructor(items: PyObject[], hidden: readonly PyObject[] = []) {
    super(items);
    this.hidden = hidden;
  }
}

export type StructSequenceDefinition = {
  module: string;
  doc: string;
  /** Field names and docs in order; `null` as a name is an item without one. */
  fields: readonly (readonly [name: string | null, doc: string])[];
  /** How many of the fields are items; all of them unless said otherwise. */
  visible?: number;
  /** Python code may not make instances (`sys.flags`). */
  final?: boolean;
};

/** Define a struct sequence type. */
export function defineStructSequence(name: string, definition: StructSequenceDefinition): PyType {
  const { fields } = definition;
  const visible = definition.visible ?? fields.length;
  const names = fields.map(([field]) => field);
  const methods: Record<string, Entry> = {};
  const instance = class extends PyStructSequence {};
  fields.forEach(([field, doc], index) => {
    if (field === null) return;
    const key = `field_${field}`;
    Object.defineProperty(instance.prototype, key, {
      get(this: PyStructSequence) {
        return fieldAt(this, index);
      },
    });
    methods[field] = member(doc, key);
  });
  methods["__reduce__"] = method("($self, /)", null, (self: PyStructSequence) => {
    const extra = makeDict();
    self.hidden.forEach((value, index) => extra.setText(names[visible + index]!, value));
    return makeTuple([self.cls, makeTuple([makeTuple(self.items), extra])]);
  });
  methods["__replace__"] = rawMethod(
    null,
    "A copy with some fields replaced.",
    (self: PyStructSequence, args, kwnames) => replace(self, names, args, kwnames),
  );
  return defineType(name, {
    instance,
    base: tupleType,
    module: definition.module,
    doc: definition.doc,
    final: true,
    slots: {
      ...(definition.final === true
        ? {}
        : { __new__: (type, args, kwnames) => newSequence(type, names, visible, args, kwnames) }),
      __repr__: (self: PyStructSequence) => reprSequence(self, names, definition.module),
    },
    methods,
    attributes: {
      n_fields: fields.length,
      n_sequence_fields: visible,
      n_unnamed_fields: names.filter((field) => field === null).length,
      __match_args__: makeTuple(names.slice(0, visible).filter((field): field is string => field !== null)),
    },
  });
}

/** An instance from the values of all fields. */
export function makeStructSequence(type: PyType, values: readonly PyObject[]): PyStructSequence {
  const visible = type.attrs.get("n_sequence_fields") as number;
  return new type.JS(values.slice(0, visible), values.slice(visible)) as unknown as PyStructSequence;
}

function fieldAt(self: PyStructSequence, index: number): PyObject {
  return index < self.items.length ? self.items[index]! : (self.hidden[index - self.items.length] ?? None);
}

function newSequence(
  type: PyType,
  names: readonly (string | null)[],
  visible: number,
  args: PyObject[],
  kwnames: KeywordNames,
): Result {
  const [sequence, dict] = structArguments(type, args, kwnames);
  const values = must(listOf(sequence));
  const count = values.length;
  const range =
    names.length === visible
      ? `a ${visible}-sequence`
      : count < visible
        ? `an at least ${visible}-sequence`
        : `an at most ${names.length}-sequence`;
  if (count < visible || count > names.length) {
    throw typeError(`${qualified(type)}() takes ${range} (${count}-sequence given)`);
  }
  let taken = 0;
  for (let index = count; index < names.length; index++) {
    const value = dict?.getText(names[index]!);
    if (value !== undefined) taken++;
    values.push(value ?? None);
  }
  if (dict !== null && dict.size > taken)
    throw typeError(`${qualified(type)}() got duplicate or unexpected field name(s)`);
  return makeStructSequence(type, values);
}

function qualified(type: PyType): string {
  return type.module === "builtins" ? type.name : `${type.module}.${type.name}`;
}

function structArguments(type: PyType, args: PyObject[], kwnames: KeywordNames): [PyObject, PyDict | null] {
  const positional = args.length - (kwnames?.length ?? 0);
  const named = (name: string) => {
    const index = kwnames?.indexOf(name) ?? -1;
    return index < 0 ? undefined : args[positional + index];
  };
  const sequence = positional > 0 ? args[0] : named("sequence");
  const dict = positional > 1 ? args[1] : named("dict");
  if (sequence === undefined) throw typeError(`${type.name}() missing required argument 'sequence' (pos 1)`);
  if (dict !== undefined && !(dict instanceof PyDict)) {
    throw typeError(`${qualified(type)}() takes a dict as second arg, if any`);
  }
  return [sequence, dict ?? null];
}

function reprSequence(self: PyStructSequence, names: readonly (string | null)[], module: string): Result {
  const parts = self.items.map((item, index) => {
    const shown = utf16Of(exactStr(must(repr(item))) as string | PyStr);
    return `${names[index]}=${shown}`;
  });
  return `${module}.${self.cls.name}(${parts.join(", ")})`;
}

function replace(
  self: PyStructSequence,
  names: readonly (string | null)[],
  args: PyObject[],
  kwnames: KeywordNames,
): Result {
  const keywords = kwnames ?? [];
  if (args.length > keywords.length) {
    throw typeError(`__replace__() takes no positional arguments (${args.length - keywords.length} given)`);
  }
  if (names.includes(null)) {
    throw typeError(
      `__replace__() is not supported for ${qualified(self.cls)} because it has unnamed field(s)`,
    );
  }
  const values = names.map((_, index) => fieldAt(self, index));
  const unknown: string[] = [];
  keywords.forEach((keyword, index) => {
    const at = names.indexOf(keyword);
    if (at < 0) unknown.push(`'${keyword}'`);
    else values[at] = args[index]!;
  });
  if (unknown.length > 0) throw typeError(`Got unexpected field name(s): [${unknown.join(", ")}]`);
  return makeStructSequence(self.cls, values);
}
