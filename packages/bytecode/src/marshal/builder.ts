/**
 * What the marshal reader makes: an interface, and the builder of neutral constants.
 *
 * A VM passes a builder of its own to `loads` and gets its own values without a detour. A builder may throw
 * a `MarshalError` (or an exception of its own) to refuse a value.
 */

import { CodeObject } from "../code/code-object.ts";
import {
  CodePoints,
  ComplexConstant,
  ELLIPSIS,
  FloatConstant,
  FrozenSetConstant,
  intConstant,
  SliceConstant,
  strConstant,
  TupleConstant,
} from "../code/constants.ts";
import type { Constant, StrConstant } from "../code/constants.ts";
import { CO_VARARGS, CO_VARKEYWORDS, FAST_LOCAL } from "../code/flags.ts";
import { MarshalError } from "./error.ts";

/** The parts of a code object as they were read; nothing about them has been checked. */
export interface CodeParts<V> {
  co_argcount: number;
  co_posonlyargcount: number;
  co_kwonlyargcount: number;
  co_stacksize: number;
  co_flags: number;
  co_code: V;
  co_consts: V;
  co_names: V;
  co_localsplusnames: V;
  co_localspluskinds: V;
  co_filename: V;
  co_name: V;
  co_qualname: V;
  co_firstlineno: number;
  co_linetable: V;
  co_exceptiontable: V;
}

/**
 * Makes values of type `V`.
 *
 * Containers can contain themselves, so `tuple`, `list`, `dict` and `set` are called before their items are
 * read. `tuple` and `list` get an empty array that the reader fills afterwards; they must keep that array.
 */
export interface MarshalBuilder<V> {
  readonly none: V;
  readonly true: V;
  readonly false: V;
  readonly ellipsis: V;
  readonly stopIteration: V;
  /** An int with |value| ≤ 2^53−1. */
  int(value: number): V;
  /** An int beyond that. */
  bigInt(value: bigint): V;
  float(value: number): V;
  complex(real: number, imag: number): V;
  /** The array is the builder's to keep. */
  bytes(value: Uint8Array): V;
  /** A str of ASCII characters. `interned`: CPython had it in its table of interned strings. */
  ascii(text: string, interned: boolean): V;
  /** A str by its code points, which may include surrogates. */
  str(points: Uint32Array, interned: boolean): V;
  /** `size`: how many items there will be. */
  tuple(items: V[], size: number): V;
  list(items: V[]): V;
  dict(): V;
  setItem(dict: V, key: V, value: V): void;
  set(): V;
  addItem(set: V, item: V): void;
  frozenSet(items: V[]): V;
  slice(start: V, stop: V, step: V): V;
  code(parts: CodeParts<V>): V;
}

/** Builds the constants of code/constants.ts. list, dict and set are refused: no code object has one. */
export const constantBuilder: MarshalBuilder<Constant> = {
  none: null,
  true: true,
  false: false,
  ellipsis: ELLIPSIS,
  get stopIteration(): Constant {
    throw notAConstant("StopIteration");
  },
  int: (value) => value,
  bigInt: intConstant,
  float: (value) => new FloatConstant(value),
  complex: (real, imag) => new ComplexConstant(real, imag),
  bytes: (value) => value,
  ascii: (text) => text,
  str: (points) => strConstant(points),
  tuple: (items) => new TupleConstant(items),
  list: () => {
    throw notAConstant("list");
  },
  dict: () => {
    throw notAConstant("dict");
  },
  setItem: () => {},
  set: () => {
    throw notAConstant("set");
  },
  addItem: () => {},
  frozenSet: (items) => new FrozenSetConstant(items),
  slice: (start, stop, step) => new SliceConstant(start, stop, step),
  code: (parts) => new CodeObject(checkedCodeParts(parts)),
};

function notAConstant(typeName: string): MarshalError {
  return new MarshalError("ValueError", `bad marshal data (${typeName} is not a constant)`);
}

function checkedCodeParts(parts: CodeParts<Constant>) {
  const { co_code, co_consts, co_names, co_localsplusnames, co_localspluskinds } = parts;
  const { co_filename, co_name, co_qualname, co_linetable, co_exceptiontable } = parts;
  if (
    parts.co_argcount < parts.co_posonlyargcount ||
    parts.co_posonlyargcount < 0 ||
    parts.co_kwonlyargcount < 0 ||
    parts.co_stacksize < 0 ||
    parts.co_flags < 0 ||
    !(co_code instanceof Uint8Array) ||
    !(co_consts instanceof TupleConstant) ||
    !(co_names instanceof TupleConstant) ||
    !(co_localsplusnames instanceof TupleConstant) ||
    !(co_localspluskinds instanceof Uint8Array) ||
    co_localsplusnames.items.length !== co_localspluskinds.length ||
    !isStr(co_name) ||
    !isStr(co_qualname) ||
    !isStr(co_filename) ||
    !(co_linetable instanceof Uint8Array) ||
    !(co_exceptiontable instanceof Uint8Array)
  ) {
    throw new MarshalError("SystemError", "bad argument to internal function");
  }
  if (!co_names.items.every(isStr) || !co_localsplusnames.items.every(isStr)) {
    throw new MarshalError("SystemError", "non-string found in code slot");
  }
  if (co_code.length % 2 !== 0) throw new MarshalError("ValueError", "code: co_code is malformed");
  const parameters =
    parts.co_argcount +
    parts.co_kwonlyargcount +
    ((parts.co_flags & CO_VARARGS) !== 0 ? 1 : 0) +
    ((parts.co_flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
  const locals = co_localspluskinds.filter((kind) => (kind & FAST_LOCAL) !== 0).length;
  if (locals < parameters) throw new MarshalError("ValueError", "code: co_varnames is too small");
  return {
    ...parts,
    co_code,
    co_consts: co_consts.items,
    co_names: co_names.items,
    co_localsplusnames: co_localsplusnames.items,
    co_localspluskinds,
    co_filename,
    co_name,
    co_qualname,
    co_linetable,
    co_exceptiontable,
  };
}

function isStr(value: Constant): value is StrConstant {
  return typeof value === "string" || value instanceof CodePoints;
}
