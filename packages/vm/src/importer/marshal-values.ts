/**
 * Python values as marshal data and back. The format is @pyvm/bytecode's; here are the values.
 */
import {
  type CodeParts,
  ForeignConstant,
  MarshalError,
  constantBuilder,
  dumps,
  load,
  BytesSource,
  isInternedConstant,
  loads,
} from "@pyvm/bytecode";
import type { Constant, MarshalBuilder, MarshalSource, MarshalVisitor, CodeObject } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { type ExceptionName, type PyBaseException, exceptionTypes } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { Ellipsis, None } from "../kernel/singletons.ts";
import { PyStr, strFromCodePoints } from "../kernel/text.ts";
import { PyFloat, type PyType, typeOf } from "../kernel/type.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import { PyCode, codeFromObject, constantOf, trust } from "../objects/code.ts";
import { PyComplex } from "../objects/complex.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import { makeFloat } from "../objects/float.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyFrozenSet, PySet, makeFrozenSet, makeSet } from "../objects/set.ts";
import { PySlice } from "../objects/slice.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { areLibraryBytes } from "./library-code.ts";

/** Python values from marshal data. */
const valueBuilder: MarshalBuilder<PyObject> = {
  none: None,
  true: true,
  false: false,
  ellipsis: Ellipsis,
  stopIteration: exceptionTypes.StopIteration,
  int: (value) => value,
  bigInt: (value) => value,
  float: makeFloat,
  complex: (real, imag) => new PyComplex(real, imag),
  bytes: makeBytes,
  ascii: (text) => text,
  str: strFromCodePoints,
  tuple: (items, size) => (size === 0 ? makeTuple([]) : new PyTuple(items)),
  list: makeList,
  dict: makeDict,
  setItem: (dict, key, value) => void must((dict as PyDict).set(key, value)),
  set: () => makeSet([])!,
  addItem: (set, item) => void must((set as PySet).add(item)),
  frozenSet: (items) => makeFrozenSet(items)!,
  slice: (start, stop, step) => new PySlice(start, stop, step),
  code: (parts) => codeFromObject(constantBuilder.code(neutralParts(parts)) as CodeObject),
};

/** A code object is made of neutral constants: the VM's values are made from those. */
function neutralParts(parts: CodeParts<PyObject>): CodeParts<Constant> {
  const neutral = { ...parts } as unknown as CodeParts<Constant> & Record<string, unknown>;
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === "number" && !name.startsWith("co_const")) continue;
    (neutral as Record<string, unknown>)[name] = constantOf(value as PyObject);
  }
  return neutral;
}

const CODE_TYPE = 0x63;

/** The value at the start of marshal data. */
export function loadsValue(data: Uint8Array, allowCode = true): PyObject {
  return converting(() => {
    // Code without the detour over values: the usual case, and importing is made of it.
    if (allowCode && (data[0]! & 0x7f) === CODE_TYPE) {
      const code = codeFromObject(loads(data) as CodeObject);
      return areLibraryBytes(data) ? trust(code) : code;
    }
    return load(new BytesSource(data), valueBuilder, { allowCode });
  });
}

/** The next value of a source. */
export function loadValue(source: MarshalSource, allowCode: boolean): PyObject {
  return converting(() => load(source, valueBuilder, { allowCode }));
}

function converting<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    // UnicodeDecodeError has the bytes among its arguments.
    const args = error.args.map((arg) => (arg instanceof Uint8Array ? makeBytes(arg) : arg));
    throw must(call(exceptionTypes[error.exception as ExceptionName], args)) as PyBaseException;
  }
}

const valueVisitor: MarshalVisitor<PyObject> = {
  identity: (value) =>
    value === None || value === Ellipsis || typeof value === "boolean" ? undefined : value,
  visit(value, writer) {
    if (value === None) writer.none();
    else if (typeof value === "boolean") writer.bool(value);
    else if (typeof value === "number" || typeof value === "bigint") writer.int(value);
    else if (typeof value === "string") writer.str(value, isInternedConstant(value));
    else writeObject(value, writer);
  },
};

type Writer = Parameters<MarshalVisitor<PyObject>["visit"]>[1];

function writeObject(value: Exclude<PyObject, number | bigint | string | boolean>, writer: Writer): void {
  if (value === Ellipsis) writer.ellipsis();
  else if (value === exceptionTypes.StopIteration) writer.stopIteration();
  else if (value instanceof PyCode) writer.code(codeValues(value));
  else if (value instanceof PyStr) writer.str(constantOf(value) as never, false);
  else if (value instanceof PySlice) writer.slice(value.start, value.stop, value.step);
  else if (!isExactBuiltin(value.cls)) writeBuffer(value, writer);
  else if (value instanceof PyFloat) writer.float(value.value);
  else if (value instanceof PyComplex) writer.complex(value.real, value.imag);
  else if (value instanceof PyBytes) writer.bytes(value.bytes);
  else if (value instanceof PyTuple) writer.tuple(value.items);
  else if (value instanceof PyList) writer.list(value.items);
  else if (value instanceof PyDict) writer.dict(value.entriesArray());
  else if (value instanceof PyFrozenSet) writer.frozenSet([...value.keysArray()]);
  else if (value instanceof PySet) writer.set([...value.keysArray()]);
  else writeBuffer(value, writer);
}

const EXACT = new Set(["float", "complex", "bytes", "tuple", "list", "dict", "set", "frozenset"]);

function isExactBuiltin(type: PyType): boolean {
  return type.module === "builtins" && EXACT.has(type.name);
}

function writeBuffer(value: PyObject, writer: Writer): void {
  if (typeOf(value).slots.__buffer__ === undefined)
    throw new MarshalError("ValueError", "unmarshallable object");
  writer.bytes(toBytesLike(value));
}

function codeValues(code: PyCode) {
  const { source, constants, names } = code.unpacked();
  return {
    co_argcount: source.co_argcount,
    co_posonlyargcount: source.co_posonlyargcount,
    co_kwonlyargcount: source.co_kwonlyargcount,
    co_stacksize: source.co_stacksize,
    co_flags: source.co_flags,
    co_code: makeBytes(source.co_code),
    co_consts: makeTuple([...constants]),
    co_names: makeTuple(names.map((name) => name.value)),
    co_localsplusnames: makeTuple(code.localNames.map((name) => attributeName(name).value)),
    co_localspluskinds: makeBytes(source.co_localspluskinds),
    co_filename: code.filename,
    co_name: code.name,
    co_qualname: code.qualname,
    co_firstlineno: source.co_firstlineno,
    co_linetable: makeBytes(source.co_linetable),
    co_exceptiontable: makeBytes(source.co_exceptiontable),
  };
}

/** The value as marshal data. */
export function dumpsValue(value: PyObject, version: number, allowCode: boolean): Uint8Array {
  return converting(() => {
    // What importlib writes, with the references that CPython would find.
    if (value instanceof PyCode && isAsCompiled(value)) {
      return dumps(value.source, { version, allowCode, isKept: true });
    }
    return dumps(value, { version, allowCode, visitor: valueVisitor });
  });
}

/** Whether the code object is still what its source says: the same file name, constants as a compiler writes them. */
function isAsCompiled(code: PyCode): boolean {
  if (constantOf(code.filename) !== code.source.co_filename) return false;
  return code.constants.every((constant, index) => {
    if (constant instanceof PyCode) return isAsCompiled(constant);
    return !(code.source.co_consts[index] instanceof ForeignConstant);
  });
}
