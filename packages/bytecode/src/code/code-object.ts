/**
 * The code object: what one module, class body, function or comprehension compiles to.
 *
 * Fields and their names are CPython's (`types.CodeType`, Objects/codeobject.c); those that CPython derives
 * from others (`co_varnames`, `co_nlocals`, …) are functions below. Code objects are immutable: nothing
 * writes to a field or into its arrays after the constructor. What a VM keeps about a code object
 * (predecoded instructions, counters) it keeps elsewhere, under the code object as a key.
 */

import type { Constant, StrConstant } from "./constants.ts";
import { FAST_CELL, FAST_FREE, FAST_LOCAL } from "./flags.ts";

export interface CodeFields {
  /** Positional parameters, the positional-only ones included; neither `*args` nor keyword-only ones. */
  readonly co_argcount: number;
  readonly co_posonlyargcount: number;
  readonly co_kwonlyargcount: number;
  /** The deepest the evaluation stack gets, in items. */
  readonly co_stacksize: number;
  /** A sum of the `CO_…` bits of flags.ts. */
  readonly co_flags: number;
  /** Code units of two bytes (opcode, oparg), inline cache entries included as zeros. */
  readonly co_code: Uint8Array;
  readonly co_consts: readonly Constant[];
  readonly co_names: readonly StrConstant[];
  /** The names of the fast locals: parameters and locals, then cells, then free variables. */
  readonly co_localsplusnames: readonly StrConstant[];
  /** One byte of `FAST_…` bits (flags.ts) for each of `co_localsplusnames`. */
  readonly co_localspluskinds: Uint8Array;
  readonly co_filename: StrConstant;
  readonly co_name: StrConstant;
  readonly co_qualname: StrConstant;
  /** The line of the `def`, of the first decorator, or 1 for a module. */
  readonly co_firstlineno: number;
  /** See tables/location-table.ts. */
  readonly co_linetable: Uint8Array;
  /** See tables/exception-table.ts. */
  readonly co_exceptiontable: Uint8Array;
}

export class CodeObject implements CodeFields {
  readonly co_argcount: number;
  readonly co_posonlyargcount: number;
  readonly co_kwonlyargcount: number;
  readonly co_stacksize: number;
  readonly co_flags: number;
  readonly co_code: Uint8Array;
  readonly co_consts: readonly Constant[];
  readonly co_names: readonly StrConstant[];
  readonly co_localsplusnames: readonly StrConstant[];
  readonly co_localspluskinds: Uint8Array;
  readonly co_filename: StrConstant;
  readonly co_name: StrConstant;
  readonly co_qualname: StrConstant;
  readonly co_firstlineno: number;
  readonly co_linetable: Uint8Array;
  readonly co_exceptiontable: Uint8Array;

  constructor(fields: CodeFields) {
    this.co_argcount = fields.co_argcount;
    this.co_posonlyargcount = fields.co_posonlyargcount;
    this.co_kwonlyargcount = fields.co_kwonlyargcount;
    // CPython keeps room for one item even where nothing is pushed (`raise` alone).
    this.co_stacksize = Math.max(1, fields.co_stacksize);
    this.co_flags = fields.co_flags;
    this.co_code = fields.co_code;
    this.co_consts = fields.co_consts;
    this.co_names = fields.co_names;
    this.co_localsplusnames = fields.co_localsplusnames;
    this.co_localspluskinds = fields.co_localspluskinds;
    this.co_filename = fields.co_filename;
    this.co_name = fields.co_name;
    this.co_qualname = fields.co_qualname;
    this.co_firstlineno = fields.co_firstlineno;
    this.co_linetable = fields.co_linetable;
    this.co_exceptiontable = fields.co_exceptiontable;
  }
}

/** `co_varnames`: the names of parameters and local variables, in slot order. */
export function varNames(code: CodeFields): StrConstant[] {
  return namesOfKind(code, FAST_LOCAL);
}

/** `co_cellvars`: the names captured by inner scopes, in slot order (captured parameters included). */
export function cellVars(code: CodeFields): StrConstant[] {
  return namesOfKind(code, FAST_CELL);
}

/** `co_freevars`: the names captured from outer scopes, in slot order. */
export function freeVars(code: CodeFields): StrConstant[] {
  return namesOfKind(code, FAST_FREE);
}

/** `co_nlocals`: how many of the fast locals are parameters or local variables. */
export function localCount(code: CodeFields): number {
  return countOfKind(code, FAST_LOCAL);
}

function namesOfKind(code: CodeFields, kind: number): StrConstant[] {
  return code.co_localsplusnames.filter((_, index) => (code.co_localspluskinds[index] & kind) !== 0);
}

function countOfKind(code: CodeFields, kind: number): number {
  let count = 0;
  for (const bits of code.co_localspluskinds) if ((bits & kind) !== 0) count++;
  return count;
}
