/**
 * `_symtable`: the compiler's symbol tables, for `symtable`.
 */
import { symbolsOf } from "../interpreter/compile.ts";
import type { CompileMode, SymbolBlock } from "../kernel/compiler-hook.ts";
import { defineModule, defineType, fn, member } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { typeError, valueError } from "../kernel/raise.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, typeName } from "../kernel/type.ts";
import { bytesLikeOf } from "../objects/buffer.ts";
import { PyBytes } from "../objects/bytes.ts";
import { type PyDict, makeDict } from "../objects/dict/dict.ts";
import { textOf } from "../objects/item-array.ts";
import { type PyList, makeList } from "../objects/list.ts";
import { strOf } from "../objects/str/text.ts";
import { fspath, textFromPathBytes } from "./posix/paths.ts";

/** Uses and definitions of a name, and where in the flags its scope is (Include/internal/pycore_symtable.h). */
const FLAGS = {
  USE: 16,
  DEF_GLOBAL: 1,
  DEF_LOCAL: 2,
  DEF_PARAM: 4,
  DEF_NONLOCAL: 8,
  DEF_FREE_CLASS: 64,
  DEF_IMPORT: 128,
  DEF_BOUND: 134,
  DEF_ANNOT: 256,
  DEF_COMP_ITER: 512,
  DEF_TYPE_PARAM: 1024,
  DEF_COMP_CELL: 2048,
  SCOPE_OFF: 12,
  SCOPE_MASK: 15,
  FREE: 4,
  LOCAL: 1,
  GLOBAL_IMPLICIT: 3,
  GLOBAL_EXPLICIT: 2,
  CELL: 5,
};

const BLOCK_TYPES = {
  TYPE_FUNCTION: 0,
  TYPE_CLASS: 1,
  TYPE_MODULE: 2,
  TYPE_ANNOTATION: 3,
  TYPE_TYPE_ALIAS: 4,
  TYPE_TYPE_PARAMETERS: 5,
  TYPE_TYPE_VARIABLE: 6,
};

const TYPE_OF_BLOCK: Record<string, number> = {
  FunctionBlock: BLOCK_TYPES.TYPE_FUNCTION,
  ClassBlock: BLOCK_TYPES.TYPE_CLASS,
  ModuleBlock: BLOCK_TYPES.TYPE_MODULE,
  AnnotationBlock: BLOCK_TYPES.TYPE_ANNOTATION,
  TypeAliasBlock: BLOCK_TYPES.TYPE_TYPE_ALIAS,
  TypeParametersBlock: BLOCK_TYPES.TYPE_TYPE_PARAMETERS,
  TypeVariableBlock: BLOCK_TYPES.TYPE_TYPE_VARIABLE,
};

class PySymtableEntry implements HeapObject {
  declare readonly cls: PyType;
  readonly id: number;
  readonly name: PyObject;
  readonly type: number;
  readonly lineno: number;
  readonly nested: number;
  readonly symbols: PyDict;
  readonly varnames: PyList;
  readonly children: PyList;

  constructor(block: SymbolBlock) {
    this.id = block.ste_id;
    this.name = strFromUtf16(block.ste_name);
    this.type = TYPE_OF_BLOCK[block.ste_type]!;
    this.lineno = block.ste_type === "ModuleBlock" ? 0 : block.ste_loc.lineno;
    this.nested = block.ste_nested ? 1 : 0;
    this.symbols = makeDict();
    for (const [name, flags] of block.ste_symbols) this.symbols.setText(name, flags);
    this.varnames = makeList(block.ste_varnames.map(strFromUtf16));
    this.children = makeList(block.ste_children.map((child) => new PySymtableEntry(child)));
  }
}

defineType("symtable entry", {
  instance: PySymtableEntry,
  final: true,
  slots: {
    __repr__: (self: PySymtableEntry) =>
      strFromUtf16(`<symtable entry ${textOf(self.name)}(${self.id}), line ${self.lineno}>`),
  },
  methods: Object.fromEntries(
    ["id", "name", "symbols", "varnames", "children", "nested", "type", "lineno"].map((name) => [
      name,
      member(null, name),
    ]),
  ),
});

const MODES: readonly string[] = ["exec", "eval", "single"];

function symtable(source: PyObject, filenameArgument: PyObject, start: PyObject): Result {
  const path = fspath(filenameArgument);
  const filename = path instanceof PyBytes ? textFromPathBytes(path.bytes) : textOf(path);
  const startText = strOf(start);
  if (startText === undefined) throw typeError(`symtable() argument 3 must be str, not ${typeName(start)}`);
  const text = strOf(source);
  const input = text === undefined ? bytesLikeOf(source) : textOf(text);
  if (input === null) throw typeError("symtable() arg 1 must be a string or bytes object");
  const mode = textOf(startText);
  if (!MODES.includes(mode)) throw valueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  return new PySymtableEntry(
    symbolsOf({ source: input, filename, mode: mode as CompileMode, optimize: 0, flags: 0 }),
  );
}

export const symtableModule = defineModule("_symtable", {
  constants: { ...FLAGS, ...BLOCK_TYPES },
  functions: {
    symtable: fn(
      "($module, source, filename, startstr, /)",
      "Return symbol and scope dictionaries used internally by compiler.",
      symtable,
    ),
  },
});
