/**
 * The state of code generation: the compilation, and one unit for each code object being generated.
 *
 * Units nest as scopes do: `enterScope` opens one, `exitScope` goes back to the one around it. Everything
 * a finished unit needs is in its metadata and its instruction sequence; the rest serves codegen alone.
 * CPython's Python/compile.c.
 */

import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_HAS_DOCSTRING,
  CO_METHOD,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  Op,
  RESUME_AT_FUNC_START,
  type CodeObject,
} from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { optimizeAndAssemble } from "../assemble/code.ts";
import { raiseSyntaxError, type WarningSink } from "../errors.ts";
import { PyCF_MASK } from "../flags.ts";
import { type CodeCache, ConstantTable } from "../instructions/constant-table.ts";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { InstructionSequence } from "../instructions/sequence.ts";
import { addName, type NameTable, type UnitMetadata } from "../instructions/unit-metadata.ts";
import { mangle, maybeMangle } from "../symtable/mangle.ts";
import {
  CELL,
  DEF_COMP_CELL,
  DEF_FREE_CLASS,
  FREE,
  GLOBAL_EXPLICIT,
  getScope,
  isFunctionLike,
  symbolToScope,
  type Symtable,
  type SymtableEntry,
} from "../symtable/scope.ts";
import { compareCodePoints } from "./code-point-order.ts";
import { addOp, addOpLoadConst } from "./emit.ts";
import type { FrameBlock } from "./frame-blocks.ts";

/** What kind of source construct a unit comes from; decides qualified names and a few rules. */
export type ScopeType =
  "module" | "class" | "function" | "async function" | "lambda" | "comprehension" | "annotations";

/** An annotated variable of a module or class, whose annotation is compiled after the body (PEP 649). */
export interface DeferredAnnotation {
  readonly node: ast.AnnAssign;
  /** Which entry of `__conditional_annotations__` says that it was reached; -1 if it always is. */
  readonly conditionalIndex: number;
}

/** One code object under construction. */
export interface CompilerUnit {
  readonly ste: SymtableEntry;
  readonly scopeType: ScopeType;
  readonly metadata: UnitMetadata;
  /** The class whose private names are mangled here. */
  readonly privateName: string | null;
  sequence: InstructionSequence;
  /** The module's own sequence while its annotations are generated. */
  stashedSequence: InstructionSequence | null;
  /** What encloses the statement being generated, outermost first. */
  readonly frameBlocks: FrameBlock[];
  /** For classes: the attributes its methods assign to `self`. */
  readonly staticAttributes: Set<string> | null;
  readonly deferredAnnotations: DeferredAnnotation[];
  nextConditionalIndex: number;
  /** Greater than 0 in inlined comprehensions. */
  inInlinedComprehension: number;
  /** Greater than 0 in statements that may not run. */
  inConditionalBlock: number;
}

/** One compilation. */
export interface Compiler {
  readonly filename: string;
  readonly symtable: Symtable;
  /** `CO_FUTURE_…` and `PyCF_…` bits, those of the source included. */
  readonly flags: number;
  readonly optimize: 0 | 1 | 2;
  /** Whether expression statements at the top are printed. */
  readonly interactive: boolean;
  readonly warn: WarningSink;
  /** The code objects made so far. */
  readonly codes: CodeCache;
  /** Shown each finished unit before it is assembled, innermost first. */
  readonly onUnit: ((unit: CompilerUnit) => void) | null;
  /** The unit being generated, and those around it, outermost first. */
  unit: CompilerUnit;
  readonly stack: CompilerUnit[];
}

/** The parameter counts of a new unit. */
export interface ParameterCounts {
  readonly argcount?: number;
  readonly posonlyargcount?: number;
  readonly kwonlyargcount?: number;
}

/**
 * Open a unit and start it with RESUME.
 *
 * @param entry its block in the symbol table
 * @param privateName the class it is; by default mangling goes on as outside
 */
export function enterScope(
  c: Compiler,
  name: string,
  scopeType: ScopeType,
  entry: SymtableEntry,
  firstlineno: number,
  counts: ParameterCounts = {},
  privateName: string | null = null,
): void {
  const around = c.unit as CompilerUnit | undefined;
  if (around !== undefined) c.stack.push(around);
  const cellvars = cellVariables(entry);
  c.unit = {
    ste: entry,
    scopeType,
    metadata: {
      name,
      qualname: name,
      consts: new ConstantTable(c.codes),
      names: new Map(),
      varnames: new Map(entry.ste_varnames.map((varname, index) => [varname, index])),
      cellvars,
      freevars: namesOfScope(entry, FREE, DEF_FREE_CLASS, cellvars.size),
      fasthidden: new Map(),
      argcount: counts.argcount ?? 0,
      posonlyargcount: counts.posonlyargcount ?? 0,
      kwonlyargcount: counts.kwonlyargcount ?? 0,
      firstlineno,
    },
    privateName: privateName ?? around?.privateName ?? null,
    sequence: new InstructionSequence(),
    stashedSequence: null,
    frameBlocks: [],
    staticAttributes: scopeType === "class" ? new Set() : null,
    deferredAnnotations: [],
    nextConditionalIndex: 0,
    inInlinedComprehension: 0,
    inConditionalBlock: 0,
  };
  const isModule = scopeType === "module";
  if (!isModule) c.unit.metadata.qualname = qualifiedName(c);

  const start = isModule ? 0 : firstlineno;
  const location = { lineno: start, end_lineno: firstlineno, col_offset: 0, end_col_offset: 0 };
  addOp(c, location, Op.RESUME, RESUME_AT_FUNC_START);
  if (isModule) addOp(c, location, Op.ANNOTATIONS_PLACEHOLDER);
}

/** Leave the unit, and go back to the one around it. */
export function exitScope(c: Compiler): void {
  const { sequence } = c.unit;
  const around = c.stack.pop();
  if (around === undefined) return;
  c.unit = around;
  around.sequence.addNested(sequence);
}

/** Finish the unit and make its code object, falling off the end with a return of None or of the stack's top. */
export function assembleUnit(c: Compiler, atEnd: "return None" | "return value"): CodeObject {
  addReturnAtEnd(c, atEnd);
  c.onUnit?.(c.unit);
  const { sequence, metadata, ste } = c.unit;
  const parameterCount = ste.ste_varnames.length;
  return optimizeAndAssemble(sequence, metadata, {
    flags: codeFlags(c),
    parameterCount,
    filename: c.filename,
  });
}

/** Every sequence ends in a return, so that no jump leads past its end. */
export function addReturnAtEnd(c: Compiler, atEnd: "return None" | "return value"): void {
  if (atEnd === "return None") addOpLoadConst(c, NO_LOCATION, null);
  addOp(c, NO_LOCATION, Op.RETURN_VALUE);
}

function codeFlags(c: Compiler): number {
  const { ste } = c.unit;
  let flags = 0;
  if (isFunctionLike(ste)) {
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (ste.ste_nested) flags |= CO_NESTED;
    if (ste.ste_generator) flags |= ste.ste_coroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    if (ste.ste_varargs) flags |= CO_VARARGS;
    if (ste.ste_varkeywords) flags |= CO_VARKEYWORDS;
    if (ste.ste_has_docstring) flags |= CO_HAS_DOCSTRING;
    if (ste.ste_method) flags |= CO_METHOD;
  }
  if (ste.ste_coroutine && !ste.ste_generator) flags |= CO_COROUTINE;
  return flags | (c.flags & PyCF_MASK);
}

/** The cells of a block: by name, then those a class makes for itself. */
function cellVariables(entry: SymtableEntry): NameTable {
  const cells = namesOfScope(entry, CELL, DEF_COMP_CELL, 0);
  if (entry.ste_needs_class_closure) addName(cells, "__class__");
  if (entry.ste_needs_classdict) addName(cells, "__classdict__");
  if (entry.ste_has_conditional_annotations) addName(cells, "__conditional_annotations__");
  return cells;
}

/** The names of a block in a scope or with a flag, sorted and numbered from `offset`. */
function namesOfScope(entry: SymtableEntry, scope: number, flag: number, offset: number): NameTable {
  const names: string[] = [];
  for (const [name, symbol] of entry.ste_symbols) {
    if (symbolToScope(symbol) === scope || (symbol & flag) !== 0) names.push(name);
  }
  if (names.length > 1) names.sort(compareCodePoints);
  return new Map(names.map((name, index) => [name, offset + index]));
}

/** The qualified name of the unit (PEP 3155). Annotation scopes around it do not show. */
function qualifiedName(c: Compiler): string {
  const { unit, stack } = c;
  const { name } = unit.metadata;
  if (stack.length <= 1) return name;
  let parent = stack[stack.length - 1];
  if (parent.scopeType === "annotations") {
    if (stack.length === 2) return name;
    parent = stack[stack.length - 2];
  }
  if (unit.scopeType === "function" || unit.scopeType === "async function" || unit.scopeType === "class") {
    const mangled = mangle(parent.privateName, name);
    if (getScope(parent.ste, mangled) === GLOBAL_EXPLICIT) return name;
  }
  const isFunction =
    parent.scopeType === "function" || parent.scopeType === "async function" || parent.scopeType === "lambda";
  const base = parent.metadata.qualname;
  return isFunction ? `${base}.<locals>.${name}` : `${base}.${name}`;
}

/** Note `self.attribute = …` for the class around. */
export function maybeAddStaticAttribute(c: Compiler, node: ast.Attribute): void {
  if (node.ctx !== "Store" || node.value.nodeType !== "Name" || node.value.id !== "self") return;
  for (let index = c.stack.length - 1; index >= 0; index--) {
    const { staticAttributes } = c.stack[index];
    if (staticAttributes === null) continue;
    staticAttributes.add(node.attr);
    return;
  }
}

/** Mangle a name as the unit's names are. */
export function mangleName(c: Compiler, name: string): string {
  return maybeMangle(c.unit.privateName, c.unit.ste, name);
}

/** Whether the unit is the entry at the prompt, whose expression statements are printed. */
export function isInteractiveTopLevel(c: Compiler): boolean {
  return c.interactive && c.stack.length === 0;
}

/** Raise a SyntaxError at a place in the source. */
export function compilerError(c: Compiler, location: SourceLocation, message: string): never {
  return raiseSyntaxError(c.filename, location, message);
}

/** Report a SyntaxWarning at a place in the source. */
export function compilerWarn(c: Compiler, location: SourceLocation, message: string): void {
  // The copy of a `finally` body that handles exceptions comes second: the first has been warned about.
  const isCopy = [...c.stack, c.unit].some(({ frameBlocks }) =>
    frameBlocks.some(({ type }) => type === "FINALLY_END"),
  );
  if (!isCopy) c.warn(location, message);
}
