/**
 * `pickle.Pickler`, and `dump` and `dumps` (library reference, "pickle"; CPython Modules/_pickle.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, makeFunction, member, method, fn } from "../../kernel/define.ts";
import { identityOf } from "../../kernel/identity.ts";
import { call } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyInstance, type PyType, createTypeShell, typeName, typeOf } from "../../kernel/type.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { toCInt } from "../../protocols/number.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { PyDict, makeDict } from "../../objects/dict/dict.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { picklingError } from "./errors.ts";
import { DEFAULT_PROTOCOL, HIGHEST_PROTOCOL } from "./opcodes.ts";
import { Pickler, type PicklerOptions } from "./pickler.ts";
import { PickleWriter } from "./writer.ts";

class PyPickler extends PyInstance {
  /** The file's method; null until `__init__` ran. */
  write: PyObject | null = null;
  options: PicklerOptions = { protocol: DEFAULT_PROTOCOL, fixImports: true, bufferCallback: null };
  memo = new Map<PyObject, number>();
  fast = 0;
  bin = 1;
  persistentId: PyObject | undefined = undefined;
  dispatchTable: PyObject | undefined = undefined;
}

const picklerType: PyType = createTypeShell("Pickler", { instance: PyPickler });

/** Throws for protocols there are not. */
function optionsOf(protocolArgument: PyObject, fixImports: PyObject, callback: PyObject): PicklerOptions {
  let protocol = protocolArgument === None ? DEFAULT_PROTOCOL : must(toCInt(protocolArgument));
  if (protocol < 0) protocol = HIGHEST_PROTOCOL;
  else if (protocol > HIGHEST_PROTOCOL) throw valueError(`pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
  if (callback !== None && protocol < 5) throw valueError("buffer_callback needs protocol >= 5");
  return {
    protocol,
    fixImports: must(isTrue(fixImports)) && protocol < 3,
    bufferCallback: callback === None ? null : callback,
  };
}

const writeName = attributeName("write");

function writeMethod(file: PyObject): PyObject {
  const write = must(getAttributeOrAbsent(file, writeName));
  if (write === null) throw typeError("file must have a 'write' attribute");
  return write;
}

const NO_HOOKS = { persistentId: null, reducerOverride: null, dispatchTable: null };

/** `pickle.dumps()` */
export function dumps(
  object: PyObject,
  protocol: PyObject,
  fixImports: PyObject,
  callback: PyObject,
): Result {
  const writer = new PickleWriter(null);
  const options = optionsOf(protocol, fixImports, callback);
  new Pickler(writer, new Map(), options, NO_HOOKS, false).dump(object);
  return makeBytes(writer.finish());
}

/** `pickle.dump()` */
export function dump(
  object: PyObject,
  file: PyObject,
  protocol: PyObject,
  fixImports: PyObject,
  callback: PyObject,
): Result {
  const options = optionsOf(protocol, fixImports, callback);
  dumpTo(writeMethod(file), (writer) =>
    new Pickler(writer, new Map(), options, NO_HOOKS, false).dump(object),
  );
  return None;
}

function dumpTo(write: PyObject, pickle: (writer: PickleWriter) => void): void {
  const send = (bytes: Uint8Array): void => void must(call(write, [makeBytes(bytes)]));
  const writer = new PickleWriter(send);
  pickle(writer);
  send(writer.finish());
}

export const DUMP_PARAMETERS = "protocol=None, *, fix_imports=True, buffer_callback=None";
const bindInit = argumentBinder("Pickler", `(file, ${DUMP_PARAMETERS})`);

function initialize(self: PyPickler, args: PyObject[], kwnames: KeywordNames): Result {
  const [file, protocol, fixImports, callback] = must(bindInit(args, kwnames)) as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
  ];
  self.options = optionsOf(protocol, fixImports, callback);
  self.write = writeMethod(file);
  self.bin = self.options.protocol > 0 ? 1 : 0;
  self.memo = new Map();
  self.fast = 0;
  return None;
}

const hookNames = {
  persistentId: attributeName("persistent_id"),
  reducerOverride: attributeName("reducer_override"),
  dispatchTable: attributeName("dispatch_table"),
};

/** The default: no object has a persistent identity. */
const noPersistentId = makeFunction(
  "persistent_id",
  "_pickle",
  fn("($module, obj, /)", null, () => None),
);

function dumpMethod(self: PyPickler, object: PyObject): Result {
  if (self.write === null)
    throw picklingError(`Pickler.__init__() was not called by ${typeName(self)}.__init__()`);
  const find = (name: keyof typeof hookNames) => must(getAttributeOrAbsent(self, hookNames[name]));
  const persistentId = find("persistentId");
  const picklerHooks = {
    persistentId: persistentId === noPersistentId ? null : persistentId,
    reducerOverride: typeOf(self) === picklerType ? null : find("reducerOverride"),
    dispatchTable: find("dispatchTable"),
  };
  dumpTo(self.write, (writer) =>
    new Pickler(writer, self.memo, self.options, picklerHooks, self.fast !== 0).dump(object),
  );
  return None;
}

// ---- The memo, seen from Python

class PyPicklerMemo extends PyInstance {
  pickler: PyPickler = new PyPickler();
}

function memoDict(memo: ReadonlyMap<PyObject, number>): PyDict {
  const dict = makeDict();
  for (const [object, index] of memo) must(dict.set(identityOf(object), makeTuple([index, object])));
  return dict;
}

defineType("PicklerMemoProxy", {
  instance: PyPicklerMemo,
  module: "_pickle",
  final: true,
  methods: {
    clear: method("($self, /)", "Remove all items from memo.", (self: PyPicklerMemo) => {
      self.pickler.memo.clear();
      return None;
    }),
    copy: method("($self, /)", "Copy the memo to a new object.", (self: PyPicklerMemo) =>
      memoDict(self.pickler.memo),
    ),
    __reduce__: method("($self, /)", "Implement pickle support.", (self: PyPicklerMemo) =>
      makeTuple([typeOf(makeDict()), makeTuple([memoDict(self.pickler.memo)])]),
    ),
  },
});

function memoProxy(self: PyPickler): PyObject {
  const proxy = new PyPicklerMemo();
  proxy.pickler = self;
  return proxy;
}

function setMemo(self: PyPickler, value: PyObject | undefined): Result {
  if (value === undefined) throw typeError("attribute deletion is not supported");
  if (value instanceof PyPicklerMemo) {
    self.memo = new Map(value.pickler.memo);
    return None;
  }
  if (!(value instanceof PyDict))
    throw typeError(`'memo' attribute must be a PicklerMemoProxy object or dict, not ${typeName(value)}`);
  const memo = new Map<PyObject, number>();
  for (const [, pair] of value.entriesArray()) {
    if (!(pair instanceof PyTuple) || pair.items.length !== 2)
      throw typeError("'memo' values must be 2-item tuples");
    memo.set(pair.items[1]!, must(toCInt(pair.items[0]!)));
  }
  self.memo = memo;
  return None;
}

defineType("Pickler", {
  shell: picklerType,
  module: "_pickle",
  signature: `(file, ${DUMP_PARAMETERS})`,
  doc: `This takes a binary file for writing a pickle data stream.

  protocol
    0 to 5, or negative for the highest; 5 unless it is given.
  fix_imports
    Whether protocols below 3 use the names that modules had in Python 2.
  buffer_callback
    Gets each buffer; it is left out of the pickle where that answers false.`,
  slots: { __new__: (type) => new type.JS(), __init__: initialize },
  methods: {
    dump: method("($self, obj, /)", "Write a pickled representation of an object to the file.", dumpMethod),
    clear_memo: method(
      "($self, /)",
      "Forget the objects that were pickled: those that come again are pickled again.",
      (self: PyPickler) => {
        self.memo.clear();
        return None;
      },
    ),
    persistent_id: getset(
      null,
      (self: PyPickler) => self.persistentId ?? noPersistentId,
      (self: PyPickler, value) => {
        self.persistentId = value;
        return None;
      },
    ),
    memo: getset(null, memoProxy, setMemo),
    bin: member(null, "bin", "writable"),
    fast: getset(
      null,
      (self: PyPickler) => self.fast,
      (self: PyPickler, value) => {
        self.fast = value === undefined ? 0 : must(toCInt(value));
        return None;
      },
    ),
    dispatch_table: member(null, "dispatchTable", "writable"),
    __sizeof__: method(
      "($self, /)",
      "Returns size in memory, in bytes.",
      (self: PyPickler) => 152 + 16 * self.memo.size,
    ),
  },
});

export { picklerType };
