/**
 * `pickle.Unpickler`, and `load` and `loads` (library reference, "pickle"; CPython Modules/_pickle.c).
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, fn, getset, makeFunction, method } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyInstance, type PyType, createTypeShell, typeName, typeOf } from "../../kernel/type.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { iter } from "../../protocols/iterate.ts";
import { intValueOf } from "../../protocols/number.ts";
import { badArgument } from "../../objects/bad-argument.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { PyDict, makeDict } from "../../objects/dict/dict.ts";
import { strOf } from "../../objects/str/text.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { unpicklingError } from "./errors.ts";
import { findGlobal, mappedNames } from "./globals.ts";
import { PickleSource, sourceOfFile } from "./source.ts";
import { Unpickler, type UnpicklerOptions } from "./unpickler.ts";

class PyUnpickler extends PyInstance {
  /** null until `__init__` ran. */
  source: PickleSource | null = null;
  options: UnpicklerOptions | null = null;
  memo = new Map<number, PyObject>();
  persistentLoad: PyObject | undefined = undefined;
  fixImports = true;
  /** That of the pickle that is being read. */
  protocol = 0;
}

const unpicklerType: PyType = createTypeShell("Unpickler", { instance: PyUnpickler });

function textArgument(name: string, value: PyObject): string {
  const text = strOf(value);
  if (text === undefined) throw badArgument("Unpickler", `argument '${name}'`, "str", value);
  return utf16Of(text);
}

function findNative(module: PyObject, name: PyObject, protocol: number, fixImports: boolean): PyObject {
  const [moduleText, nameText] = [strOf(module), strOf(name)];
  if (moduleText === undefined || nameText === undefined)
    throw typeError(`module and name must be str, not ${typeName(moduleText === undefined ? module : name)}`);
  const written: [string, string] = [utf16Of(moduleText), utf16Of(nameText)];
  const [ownModule, ownName] = protocol < 3 && fixImports ? mappedNames(...written, "to Python 3") : written;
  return findGlobal(ownModule, ownName, protocol >= 4);
}

const unsupportedId = makeFunction(
  "persistent_load",
  "_pickle",
  fn("($module, pid, /)", null, () => {
    throw unpicklingError(
      "A load persistent id instruction was encountered, but no persistent_load function was specified.",
    );
  }),
);

/** What the arguments that `load` and `Unpickler` share say, without classes found by a subclass. */
function plainOptions(
  fixImports: boolean,
  encoding: PyObject,
  errors: PyObject,
  buffers: PyObject | undefined,
): UnpicklerOptions {
  return {
    encoding: textArgument("encoding", encoding),
    errors: textArgument("errors", errors),
    buffers: buffers === undefined || buffers === None ? null : must(iter(buffers)),
    findClass: (module, name, protocol) => findNative(module, name, protocol, fixImports),
    persistentLoad: (id) => must(call(unsupportedId, [id])),
  };
}

function loadFrom(
  source: PickleSource,
  fixImports: PyObject,
  encoding: PyObject,
  errors: PyObject,
  buffers: PyObject | undefined,
): PyObject {
  const options = plainOptions(must(isTrue(fixImports)), encoding, errors, buffers);
  return new Unpickler(source, options, new Map()).load();
}

/** `pickle.loads()` */
export function loads(
  data: PyObject,
  fixImports: PyObject,
  encoding: PyObject,
  errors: PyObject,
  buffers: PyObject | undefined,
): Result {
  return loadFrom(new PickleSource(toBytesLike(data)), fixImports, encoding, errors, buffers);
}

/** `pickle.load()` */
export function load(
  file: PyObject,
  fixImports: PyObject,
  encoding: PyObject,
  errors: PyObject,
  buffers: PyObject | undefined,
): Result {
  return loadFrom(sourceOfFile(file), fixImports, encoding, errors, buffers);
}

export const LOAD_PARAMETERS = "*, fix_imports=True, encoding='ASCII', errors='strict', buffers=()";
const bindInit = argumentBinder("Unpickler", `(file, ${LOAD_PARAMETERS})`);

const findClassName = attributeName("find_class");
const persistentLoadName = attributeName("persistent_load");

function initialize(self: PyUnpickler, args: PyObject[], kwnames: KeywordNames): Result {
  const [file, fixImports, encoding, errors, buffers] = must(bindInit(args, kwnames)) as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject | undefined,
  ];
  self.fixImports = must(isTrue(fixImports));
  const plain = plainOptions(self.fixImports, encoding, errors, buffers);
  self.source = sourceOfFile(file);
  self.memo = new Map();
  self.protocol = 0;
  self.options = {
    ...plain,
    findClass: (module, name, protocol) => {
      self.protocol = protocol;
      if (typeOf(self) === unpicklerType) return plain.findClass(module, name, protocol);
      return must(callMethod(self, findClassName, [module, name]));
    },
    persistentLoad: (id) => must(call(must(getAttribute(self, persistentLoadName)), [id])),
  };
  return None;
}

function loadMethod(self: PyUnpickler): Result {
  const { source, options } = self;
  if (source === null || options === null)
    throw unpicklingError(`Unpickler.__init__() was not called by ${typeName(self)}.__init__()`);
  const machine = new Unpickler(source, options, self.memo);
  try {
    return machine.load();
  } finally {
    self.protocol = machine.protocol;
  }
}

// ---- The memo, seen from Python

class PyUnpicklerMemo extends PyInstance {
  unpickler: PyUnpickler = new PyUnpickler();
}

function memoDict(memo: ReadonlyMap<number, PyObject>): PyDict {
  const dict = makeDict();
  for (const [index, object] of memo) must(dict.set(index, object));
  return dict;
}

defineType("UnpicklerMemoProxy", {
  instance: PyUnpicklerMemo,
  module: "_pickle",
  final: true,
  methods: {
    clear: method("($self, /)", "Remove all items from memo.", (self: PyUnpicklerMemo) => {
      self.unpickler.memo.clear();
      return None;
    }),
    copy: method("($self, /)", "Copy the memo to a new object.", (self: PyUnpicklerMemo) =>
      memoDict(self.unpickler.memo),
    ),
    __reduce__: method("($self, /)", "Implement pickling support.", (self: PyUnpicklerMemo) =>
      makeTuple([typeOf(makeDict()), makeTuple([memoDict(self.unpickler.memo)])]),
    ),
  },
});

function memoProxy(self: PyUnpickler): PyObject {
  const proxy = new PyUnpicklerMemo();
  proxy.unpickler = self;
  return proxy;
}

function setMemo(self: PyUnpickler, value: PyObject | undefined): Result {
  if (value === undefined) throw typeError("attribute deletion is not supported");
  if (value instanceof PyUnpicklerMemo) {
    self.memo = new Map(value.unpickler.memo);
    return None;
  }
  if (!(value instanceof PyDict))
    throw typeError(`'memo' attribute must be an UnpicklerMemoProxy object or dict, not ${typeName(value)}`);
  const memo = new Map<number, PyObject>();
  for (const [key, object] of value.entriesArray()) {
    const index = intValueOf(key);
    if (index === undefined) throw typeError("memo key must be integers");
    if (index < 0) throw valueError("memo key must be positive integers.");
    memo.set(Number(index), object);
  }
  self.memo = memo;
  return None;
}

defineType("Unpickler", {
  shell: unpicklerType,
  module: "_pickle",
  signature: `(file, ${LOAD_PARAMETERS})`,
  doc: `This takes a binary file for reading a pickle data stream.

  fix_imports
    Whether the names that modules had in Python 2 are understood.
  encoding, errors
    How text of Python 2 becomes str; the encoding 'bytes' leaves it bytes.
  buffers
    An iterable of the buffers that are not in the pickle.`,
  slots: { __new__: (type) => new type.JS(), __init__: initialize },
  methods: {
    load: method("($self, /)", "Load a pickle: the object that is represented next in the file.", loadMethod),
    find_class: method(
      "($self, module_name, global_name, /)",
      "The object of a name in a module, which is imported if need be.",
      (self: PyUnpickler, module: PyObject, name: PyObject) =>
        findNative(module, name, self.protocol, self.fixImports),
    ),
    persistent_load: getset(
      null,
      (self: PyUnpickler) => self.persistentLoad ?? unsupportedId,
      (self: PyUnpickler, value) => {
        self.persistentLoad = value;
        return None;
      },
    ),
    memo: getset(null, memoProxy, setMemo),
    __sizeof__: method(
      "($self, /)",
      "Returns size in memory, in bytes.",
      (self: PyUnpickler) => 200 + 8 * self.memo.size,
    ),
  },
});

export { unpicklerType };
