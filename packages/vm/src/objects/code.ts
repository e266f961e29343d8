/**
 * code: a code object as the VM runs it.
 *
 * The compiler's product (`source`, @pyvm/bytecode) plus what running it needs: constants as Python values, names
 * as attribute names, and, from the first execution on, the predecoded instructions (interpreter/predecode.ts).
 *
 * Python sees CPython's attributes; `co_positions` and `co_lines` decode the location table when asked.
 */
import {
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  CodeObject,
  type Constant,
  type StrConstant,
  FAST_CELL,
  FAST_FREE,
  FAST_LOCAL,
  CodePoints,
  ComplexConstant,
  ELLIPSIS,
  FloatConstant,
  ForeignConstant,
  FrozenSetConstant,
  SliceConstant,
  TupleConstant,
  lineRanges,
  positions,
  sameCode,
} from "@pyvm/bytecode";
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, method, rawMethod } from "../kernel/define.ts";
import { addressOf } from "../kernel/identity.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import {
  indexError,
  must,
  overflowError,
  raise,
  systemError,
  typeError,
  valueError,
} from "../kernel/raise.ts";
import { Ellipsis, None, NotImplemented, PyEllipsis } from "../kernel/singletons.ts";
import { PyStr, strFromCodePoints, strFromUtf16, utf16Of } from "../kernel/text.ts";
import { PyFloat, PyStrInstance, type PyType, typeName } from "../kernel/type.ts";
import { hash } from "../protocols/hash.ts";
import { toIndex } from "../protocols/number.ts";
import { iter } from "../protocols/iterate.ts";
import { PyBytes, makeBytes } from "./bytes.ts";
import type { Cell } from "./cell.ts";
import { PyComplex } from "./complex.ts";
import type { PyDict } from "./dict/dict.ts";
import { makeFloat } from "./float.ts";
import type { InlineCache } from "./inline-cache.ts";
import { makeList } from "./list.ts";
import { PyFrozenSet, makeFrozenSet } from "./set.ts";
import { PySlice } from "./slice.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

/** The cells of one globals dict, as LOAD_GLOBAL finds them: two for each of `co_names`, globals and builtins. */
export type GlobalCells = (Cell | undefined)[];

/** An entry of the exception table; `start`, `end` and `target` are indices into `instructions`. */
export type Handler = {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  /** Operands that stay. */
  readonly depth: number;
  /** Push where it was raised, below the exception. */
  readonly lasti: boolean;
};

const NOT_UNPACKED: readonly never[] = [];

export class PyCode implements HeapObject {
  declare readonly cls: PyType;
  readonly source: CodeObject;
  /** `co_consts` and `co_names` as running code has them: there once it is unpacked, before the first execution. */
  constants: readonly PyObject[] = NOT_UNPACKED;
  names: readonly AttributeName[] = NOT_UNPACKED;
  readonly name: PyObject;
  readonly qualname: PyObject;
  /** Not always `co_filename` as it was compiled: see importer/rename-code.ts. */
  filename: PyObject;
  readonly flags: number;
  /** Fast locals: parameters, variables, cells and free variables. The operand stack starts behind them. */
  readonly localCount: number;
  /** Parameters, `*args` and `**kwargs` included. */
  readonly parameterCount: number;
  /**
   * A call with this many positional arguments and no keyword needs no binding; −1 when none is that simple, or when
   * the locals are a namespace.
   */
  readonly exactArguments: number;
  /** Free variables, the last of the fast locals. */
  readonly freeCount: number;
  /** Items of a new frame's stack: unbound locals and room for operands. */
  readonly stackSize: number;

  /** Pairs (operation, argument); null until first executed. */
  instructions: Int32Array | null = null;
  /** Caches, by instruction. */
  caches: InlineCache[] = [];
  /** For each instruction pair, the byte offset in `co_code`. */
  offsets: Int32Array | null = null;
  /** The exception table, as instruction indices. */
  handlers: readonly Handler[] = [];
  /** Cells for the globals this code ran with last. */
  cells: GlobalCells = [];
  cellsOwner: PyDict | null = null;
  /** The compiler made it, or it is the library's: it runs unverified (interpreter/predecode.ts). */
  isTrusted = false;
  #localNames: readonly string[] | null = null;
  #emptyStack: (PyObject | undefined)[] | null = null;

  constructor(source: CodeObject) {
    const { co_flags: flags, co_argcount: positional, co_kwonlyargcount: keywordOnly } = source;
    const starred = (flags & CO_VARARGS) !== 0 ? 1 : 0;
    const doubleStarred = (flags & CO_VARKEYWORDS) !== 0 ? 1 : 0;
    const simple = starred + doubleStarred + keywordOnly === 0 && (flags & CO_OPTIMIZED) !== 0;
    this.source = source;
    this.name = strOf(source.co_name);
    this.qualname = strOf(source.co_qualname);
    this.filename = strOf(source.co_filename);
    this.flags = flags;
    this.localCount = source.co_localsplusnames.length;
    this.parameterCount = positional + keywordOnly + starred + doubleStarred;
    this.exactArguments = simple ? positional : -1;
    this.freeCount = countOfKind(source, FAST_FREE);
    this.stackSize = this.localCount + Math.min(source.co_stacksize, MAX_READY_STACK) + 1;
  }

  /** The code with its constants and names. Most of what is imported is never called, and needs none. */
  unpacked(): this {
    if (this.constants !== NOT_UNPACKED) return this;
    const { co_consts, co_names } = this.source;
    this.constants = co_consts.map((constant) =>
      constant instanceof CodeObject ? innerCode(this, constant) : valueOf(constant),
    );
    this.names = co_names.map((name) => attributeName(textOf(name)));
    return this;
  }

  /** `co_localsplusnames` in UTF-16. */
  get localNames(): readonly string[] {
    return (this.#localNames ??= this.source.co_localsplusnames.map(textOf));
  }

  /** What a new frame's stack looks like. */
  get emptyStack(): (PyObject | undefined)[] {
    return (this.#emptyStack ??= emptyStack(this.stackSize));
  }
}

/** Code inside of code is trusted as that is, and follows it when an import has corrected the file. */
function innerCode(outer: PyCode, source: CodeObject): PyCode {
  const code = codeFromObject(source);
  code.isTrusted = outer.isTrusted;
  if (source.co_filename === outer.source.co_filename) code.filename = outer.filename;
  return code;
}

/** So many operands are made room for; a deeper stack grows. (`co_stacksize` may be any number in a damaged file.) */
const MAX_READY_STACK = 256;

/** Packed, so that copies are: V8 copies a packed array with one move. */
function emptyStack(size: number): undefined[] {
  const stack: undefined[] = [];
  for (let i = 0; i < size; i++) stack.push(undefined);
  return stack;
}

/** The code object the VM runs, for one from the compiler or a .pyc file. */
export function codeFromObject(source: CodeObject): PyCode {
  return new PyCode(source);
}

/** The code, and all code inside, comes from the compiler: it may run as it is. */
export function trust(code: PyCode): PyCode {
  code.isTrusted = true;
  for (const constant of code.constants) if (constant instanceof PyCode) trust(constant);
  return code;
}

// ---- Constants to Python values and back.

/** The Python value of a constant. */
export function valueOf(constant: Constant): PyObject {
  if (constant === null) return None;
  if (typeof constant === "string") return strFromUtf16(constant);
  if (typeof constant !== "object") return constant;
  if (constant instanceof TupleConstant) return makeTuple(constant.items.map(valueOf));
  if (constant instanceof FloatConstant) return makeFloat(constant.value);
  if (constant instanceof CodeObject) return codeFromObject(constant);
  if (constant instanceof Uint8Array) return makeBytes(constant);
  if (constant instanceof CodePoints) return strFromCodePoints(constant.points);
  if (constant instanceof ComplexConstant) return new PyComplex(constant.real, constant.imag);
  if (constant instanceof FrozenSetConstant) return makeFrozenSet(constant.items.map(valueOf));
  if (constant instanceof SliceConstant) {
    return new PySlice(valueOf(constant.start), valueOf(constant.stop), valueOf(constant.step));
  }
  if (constant instanceof ForeignConstant) return constant.value as PyObject;
  return Ellipsis;
}

/** The constant that a Python value is. */
export function constantOf(value: PyObject): Constant {
  if (value === None) return null;
  if (typeof value !== "object") return value;
  if (value instanceof PyStr) return new CodePoints(value.points);
  if (value instanceof PyEllipsis) return ELLIPSIS;
  if (value instanceof PyCode) return value.source;
  if (value instanceof PySlice) {
    return new SliceConstant(constantOf(value.start), constantOf(value.stop), constantOf(value.step));
  }
  if (!isExactBuiltin(value.cls)) return new ForeignConstant(value);
  if (value instanceof PyFloat) return new FloatConstant(value.value);
  if (value instanceof PyBytes) return value.bytes;
  if (value instanceof PyComplex) return new ComplexConstant(value.real, value.imag);
  if (value instanceof PyTuple) return new TupleConstant(value.items.map(constantOf));
  if (value instanceof PyFrozenSet) return new FrozenSetConstant(value.keysArray().map(constantOf));
  return new ForeignConstant(value);
}

const EXACT = new Set(["float", "complex", "bytes", "tuple", "frozenset"]);

function isExactBuiltin(type: PyType): boolean {
  return type.module === "builtins" && EXACT.has(type.name);
}

function textOf(text: StrConstant): string {
  return typeof text === "string" ? text : utf16Of(new PyStr(text.points));
}

function strOf(text: StrConstant): PyObject {
  return typeof text === "string" ? strFromUtf16(text) : strFromCodePoints(text.points);
}

function strConstantOf(value: PyObject): StrConstant | undefined {
  const text = value instanceof PyStrInstance ? value.value : value;
  if (typeof text === "string") return text;
  return text instanceof PyStr ? new CodePoints(text.points) : undefined;
}

function countOfKind(source: CodeObject, kind: number): number {
  let count = 0;
  for (const bits of source.co_localspluskinds) if ((bits & kind) !== 0) count++;
  return count;
}

// ---- The type.

const namesOfKind = (kind: number) => (self: PyCode) =>
  makeTuple(
    self.source.co_localsplusnames
      .filter((_, i) => (self.source.co_localspluskinds[i]! & kind) !== 0)
      .map(strOf),
  );

export const codeType: PyType = defineType("code", {
  instance: PyCode,
  signature:
    "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=(), /)",
  doc: "Create a code object.  Not for mere mortals.",
  final: true,
  hasWeakref: true,
  slots: {
    __new__: newCode,
    __repr__: (self: PyCode) =>
      strFromUtf16(
        `<code object ${textOf(self.source.co_name)} at ${addressOf(self)}, file "${textOf(self.source.co_filename)}", line ${self.source.co_firstlineno}>`,
      ),
    __eq__: (self: PyCode, other) =>
      other instanceof PyCode ? sameCode(self.source, other.source) : NotImplemented,
    __ne__: (self: PyCode, other) =>
      other instanceof PyCode ? !sameCode(self.source, other.source) : NotImplemented,
    __hash__: (self: PyCode) =>
      hash(
        makeTuple([
          self.name,
          self.source.co_argcount,
          self.source.co_firstlineno,
          makeBytes(self.source.co_code),
        ]),
      ),
  },
  methods: {
    co_argcount: getset(null, (self: PyCode) => self.source.co_argcount),
    co_posonlyargcount: getset(null, (self: PyCode) => self.source.co_posonlyargcount),
    co_kwonlyargcount: getset(null, (self: PyCode) => self.source.co_kwonlyargcount),
    co_stacksize: getset(null, (self: PyCode) => self.source.co_stacksize),
    co_flags: getset(null, (self: PyCode) => self.source.co_flags),
    co_nlocals: getset(null, (self: PyCode) => countOfKind(self.source, FAST_LOCAL)),
    co_firstlineno: getset(null, (self: PyCode) => self.source.co_firstlineno),
    co_code: getset(null, (self: PyCode) => makeBytes(self.source.co_code)),
    _co_code_adaptive: getset(null, (self: PyCode) => makeBytes(self.source.co_code)),
    co_linetable: getset(null, (self: PyCode) => makeBytes(self.source.co_linetable)),
    co_lnotab: getset(null, (self: PyCode) => makeBytes(lineNumberTable(self))),
    co_exceptiontable: getset(null, (self: PyCode) => makeBytes(self.source.co_exceptiontable)),
    co_consts: getset(null, (self: PyCode) => makeTuple([...self.unpacked().constants])),
    co_names: getset(null, (self: PyCode) => makeTuple(self.source.co_names.map(strOf))),
    co_varnames: getset(null, namesOfKind(FAST_LOCAL)),
    co_cellvars: getset(null, namesOfKind(FAST_CELL)),
    co_freevars: getset(null, namesOfKind(FAST_FREE)),
    co_filename: getset(null, (self: PyCode) => self.filename),
    co_name: getset(null, (self: PyCode) => self.name),
    co_qualname: getset(null, (self: PyCode) => self.qualname),
    co_lines: method(
      "($self, /)",
      "Yield (start, end, line) for each range of bytecode offsets that shares a line.",
      lines,
    ),
    co_positions: method("($self, /)", "Yield the source position of each code unit.", sourcePositions),
    co_branches: method("($self, /)", "Yield (from, not taken, taken) for each branch.", () =>
      iter(makeList([])),
    ),
    replace: rawMethod(
      "($self, /, **changes)",
      "Return a copy of the code object with new values for the specified fields.",
      replace,
    ),
    __replace__: rawMethod("($self, /, **changes)", "The same as replace().", replace),
    _varname_from_oparg: method(
      "($self, /, oparg)",
      "(internal-only) Return the local variable name for the given oparg.",
      (self: PyCode, index) => {
        const name = self.source.co_localsplusnames[toInt32(index)];
        return name === undefined ? raise(indexError("tuple index out of range")) : strOf(name);
      },
    ),
  },
});

function lines(self: PyCode): Result {
  return iter(
    makeList(
      lineRanges(self.source).map(({ start, end, lineno }) =>
        makeTuple([start, end, lineno === -1 ? None : lineno]),
      ),
    ),
  );
}

function sourcePositions(self: PyCode): Result {
  const orNone = (value: number): PyObject => (value < 0 ? None : value);
  return iter(
    makeList(
      positions(self.source).map((range) =>
        makeTuple([
          orNone(range.lineno),
          orNone(range.end_lineno),
          orNone(range.col_offset),
          orNone(range.end_col_offset),
        ]),
      ),
    ),
  );
}

/** The line table in the form of Python 3.9 and before: pairs of (offset delta, signed line delta). */
function lineNumberTable(self: PyCode): Uint8Array {
  const bytes: number[] = [];
  let line = self.source.co_firstlineno;
  let offset = 0;
  for (const { start, lineno } of lineRanges(self.source)) {
    if (lineno === -1 || lineno === line) continue;
    let lineDelta = lineno - line;
    let offsetDelta = start - offset;
    for (; offsetDelta > 254; offsetDelta -= 254) bytes.push(254, 0);
    for (; lineDelta > 127; lineDelta -= 127, offsetDelta = 0) bytes.push(offsetDelta, 127);
    for (; lineDelta < -128; lineDelta += 128, offsetDelta = 0) bytes.push(offsetDelta, 0x80);
    bytes.push(offsetDelta, lineDelta & 0xff);
    line = lineno;
    offset = start;
  }
  return Uint8Array.from(bytes);
}

// ---- replace() and the constructor.

const NUMBERS = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_nlocals",
  "co_stacksize",
  "co_flags",
  "co_firstlineno",
] as const;
const BYTES = ["co_code", "co_linetable", "co_exceptiontable"] as const;
const TEXTS = ["co_filename", "co_name", "co_qualname"] as const;
const NAMES = ["co_names", "co_varnames", "co_freevars", "co_cellvars"] as const;

/** The fields as Python gives them: `co_localsplusnames` in its three parts. */
type Fields = Record<(typeof NUMBERS)[number], number> &
  Record<(typeof BYTES)[number], Uint8Array> &
  Record<(typeof TEXTS)[number], StrConstant> &
  Record<(typeof NAMES)[number], readonly StrConstant[]> & { co_consts: readonly Constant[] };

function fieldsOf(code: PyCode): Fields {
  const { source } = code;
  const named = (kind: number) =>
    source.co_localsplusnames.filter((_, i) => (source.co_localspluskinds[i]! & kind) !== 0);
  return {
    ...source,
    co_filename: strConstantOf(code.filename)!,
    co_nlocals: countOfKind(source, FAST_LOCAL),
    co_varnames: named(FAST_LOCAL),
    co_cellvars: named(FAST_CELL),
    co_freevars: named(FAST_FREE),
  };
}

function replace(self: PyCode, args: PyObject[], kwnames: KeywordNames): Result {
  const names = kwnames ?? [];
  if (args.length > names.length) return raise(typeError("replace() takes no positional arguments"));
  const fields = fieldsOf(self);
  names.forEach((name, index) => {
    const value = args[index]!;
    if ((NAMES as readonly string[]).includes(name) && value instanceof PyTuple) {
      if (!value.items.every(isExactStr)) throw systemError("non-string found in code slot");
    }
    setField(fields, name, value, `replace() argument '${name}'`);
  });
  for (const name of NUMBERS) {
    if (fields[name] < 0) return raise(valueError(`${name} must be a positive integer`));
  }
  return new PyCode(build(fields));
}

/** @param argument What messages call the argument. */
function setField(fields: Fields, name: string, value: PyObject, argument: string): void {
  const target = fields as Record<string, unknown>;
  const unexpected = (type: string) =>
    typeError(`${argument} must be ${type}, not ${value === None ? "None" : typeName(value)}`);
  if ((NUMBERS as readonly string[]).includes(name)) {
    target[name] = toInt32(value);
  } else if ((BYTES as readonly string[]).includes(name)) {
    if (!(value instanceof PyBytes)) throw unexpected("bytes");
    target[name] = value.bytes;
  } else if ((TEXTS as readonly string[]).includes(name)) {
    const text = strConstantOf(value);
    if (text === undefined) throw unexpected("str");
    target[name] = text;
  } else if ((NAMES as readonly string[]).includes(name)) {
    if (!(value instanceof PyTuple)) throw unexpected("tuple");
    target[name] = value.items.map(nameIn);
  } else if (name === "co_consts") {
    if (!(value instanceof PyTuple)) throw unexpected("tuple");
    target[name] = value.items.map(constantOf);
  } else {
    throw typeError(`replace() got an unexpected keyword argument '${name}'`);
  }
}

function toInt32(value: PyObject): number {
  const number = must(toIndex(value, "OverflowError"));
  if (number !== (number | 0)) throw overflowError("Python int too large to convert to C int");
  return number;
}

function isExactStr(value: PyObject): boolean {
  return typeof value === "string" || value instanceof PyStr;
}

function nameIn(item: PyObject): StrConstant {
  const text = strConstantOf(item);
  if (text !== undefined) return text;
  throw typeError(`name tuples must contain only strings, not '${typeName(item)}'`);
}

/** Checks what CPython does (`_PyCode_Validate`), and no more: a code object need not be fit to run. */
function build(fields: Fields): CodeObject {
  if (fields.co_argcount < fields.co_posonlyargcount || fields.co_stacksize < 0 || fields.co_flags < 0) {
    throw systemError("bad argument to internal function");
  }
  if (fields.co_code.length % 2 !== 0) throw valueError("code: co_code is malformed");
  if (parameterCount(fields) > fields.co_varnames.length) throw valueError("code: co_varnames is too small");
  if (fields.co_nlocals !== fields.co_varnames.length)
    throw valueError("code: co_nlocals != len(co_varnames)");
  const names: StrConstant[] = [...fields.co_varnames];
  const kinds = names.map(() => FAST_LOCAL);
  for (const cell of fields.co_cellvars) {
    const at = names.indexOf(cell);
    if (at >= 0) kinds[at]! |= FAST_CELL;
    else {
      names.push(cell);
      kinds.push(FAST_CELL);
    }
  }
  for (const free of fields.co_freevars) {
    names.push(free);
    kinds.push(FAST_FREE);
  }
  return new CodeObject({ ...fields, co_localsplusnames: names, co_localspluskinds: Uint8Array.from(kinds) });
}

function parameterCount({ co_argcount, co_kwonlyargcount, co_flags }: Fields): number {
  const starred = (co_flags & CO_VARARGS) !== 0 ? 1 : 0;
  return co_argcount + co_kwonlyargcount + starred + ((co_flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
}

const CONSTRUCTOR_ORDER = [
  "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_code",
  "co_consts", "co_names", "co_varnames", "co_filename", "co_name", "co_qualname", "co_firstlineno", "co_linetable",
  "co_exceptiontable", "co_freevars", "co_cellvars",
] as const; // prettier-ignore

function newCode(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError("code() takes no keyword arguments"));
  if (args.length < 16) return raise(typeError(`code expected at least 16 arguments, got ${args.length}`));
  if (args.length > 18) return raise(typeError(`code expected at most 18 arguments, got ${args.length}`));
  const fields = { co_freevars: [], co_cellvars: [] } as unknown as Fields;
  args.forEach((value, index) =>
    setField(fields, CONSTRUCTOR_ORDER[index]!, value, `code() argument ${index + 1}`),
  );
  for (const name of ["co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals"] as const) {
    if (fields[name] < 0) return raise(valueError(`code: ${name.slice(3)} must not be negative`));
  }
  return new PyCode(build(fields));
}
