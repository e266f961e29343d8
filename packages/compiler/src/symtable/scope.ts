/**
 * What the symbol table knows: one entry per block of code, and a bit set per name in it.
 *
 * A block is anything that gets its own names: module, class, function (lambdas and comprehensions
 * too), annotations (PEP 649), type alias, list of type parameters, bound or default of one type
 * parameter (PEP 695, 696). Names and numbers are those of CPython's pycore_symtable.h, so that the
 * `symtable` module can show them unchanged.
 *
 * The low twelve bits of a symbol say how the block uses the name (`build.ts` sets them); the bits
 * from SCOPE_OFFSET up say where the name lives (`analyze.ts` decides).
 */

import type { SourceLocation } from "../instructions/location.ts";

/** Named in a `global` statement. */
export const DEF_GLOBAL = 1;
/** Bound here by assignment. */
export const DEF_LOCAL = 2;
/** A parameter. */
export const DEF_PARAM = 4;
/** Named in a `nonlocal` statement. */
export const DEF_NONLOCAL = 8;
/** Read here. */
export const USE = 16;
/** Bound in a class, and free in one of its methods. */
export const DEF_FREE_CLASS = 64;
/** Bound here by import. */
export const DEF_IMPORT = 128;
/** Annotated here. */
export const DEF_ANNOT = 256;
/** Iteration variable of a comprehension. */
export const DEF_COMP_ITER = 512;
/** A type parameter. */
export const DEF_TYPE_PARAM = 1024;
/** A cell of a comprehension that was inlined here. */
export const DEF_COMP_CELL = 2048;

export const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

export const SCOPE_OFFSET = 12;
const SCOPE_MASK = DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL;

/** Where a name lives: the values in the scope bits. 0 is a name the block never mentions. */
export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;

export type BlockType =
  | "FunctionBlock"
  | "ClassBlock"
  | "ModuleBlock"
  | "AnnotationBlock"
  | "TypeAliasBlock"
  | "TypeParametersBlock"
  | "TypeVariableBlock";

export type ComprehensionKind =
  "ListComprehension" | "DictComprehension" | "SetComprehension" | "GeneratorExpression";

/** A `global` or `nonlocal` statement, kept for errors found in the second pass. */
export interface Directive {
  readonly name: string;
  readonly location: SourceLocation;
}

/** One block of code. Mutable while the two passes run and, for inlined comprehensions, during codegen. */
export class SymtableEntry {
  /** In order of creation from 0; CPython has the address of the syntax node here. */
  readonly ste_id: number;
  readonly ste_name: string;
  readonly ste_type: BlockType;
  readonly ste_loc: SourceLocation;
  /** Mangled name to symbol bits, in the order the names were met. */
  readonly ste_symbols = new Map<string, number>();
  /** Parameters, mangled. */
  readonly ste_varnames: string[] = [];
  ste_children: SymtableEntry[] = [];
  ste_directives: Directive[] = [];
  /** The only names to mangle here, or null to mangle all. Set around the type parameters of a class. */
  ste_mangled_names: Set<string> | null = null;
  /** What a type variable block is ("a TypeVar bound"), for error messages. */
  ste_scope_info: string | null = null;
  ste_nested = false;
  ste_generator = false;
  ste_coroutine = false;
  ste_annotations_used = false;
  ste_comprehension: ComprehensionKind | null = null;
  ste_varargs = false;
  ste_varkeywords = false;
  ste_returns_value = false;
  /** A class one of whose methods reads `__class__`. */
  ste_needs_class_closure = false;
  /** A class whose namespace is read by an annotation scope inside it. */
  ste_needs_classdict = false;
  /** A comprehension that is compiled into the block around it (PEP 709). */
  ste_comp_inlined = false;
  /** True while the target of a comprehension is visited. */
  ste_comp_iter_target = false;
  /** An annotation scope directly in a class: it sees the class's names. */
  ste_can_see_class_scope = false;
  ste_has_docstring = false;
  /** A function directly in a class. */
  ste_method = false;
  ste_has_conditional_annotations = false;
  /** True while the body of a statement that may not run is visited. */
  ste_in_conditional_block = false;
  /** True while an annotation that is never evaluated is visited. */
  ste_in_unevaluated_annotation = false;
  /** How many comprehension iterables enclose the node being visited. */
  ste_comp_iter_expr = 0;
  /** The block of this block's variable annotations. */
  ste_annotation_block: SymtableEntry | null = null;

  constructor(id: number, name: string, type: BlockType, location: SourceLocation) {
    this.ste_id = id;
    this.ste_name = name;
    this.ste_type = type;
    this.ste_loc = location;
  }
}

/** The symbol table of one module, and what the first pass carries along while it is built. */
export class Symtable {
  readonly filename: string;
  /** The module's block. */
  st_top!: SymtableEntry;
  /** The block of the syntax node that opens it. */
  readonly st_blocks = new Map<object, SymtableEntry>();
  /** The block of a type parameter's default: the node itself stands for the block of its bound. */
  readonly st_default_blocks = new Map<object, SymtableEntry>();

  constructor(filename: string) {
    this.filename = filename;
  }
}

/** All bits of a name in a block; 0 if the block does not mention it. */
export function getSymbol(entry: SymtableEntry, name: string): number {
  return entry.ste_symbols.get(name) ?? 0;
}

export function symbolToScope(symbol: number): number {
  return (symbol >> SCOPE_OFFSET) & SCOPE_MASK;
}

/** LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE or CELL; 0 if the block does not mention the name. */
export function getScope(entry: SymtableEntry, name: string): number {
  return symbolToScope(entry.ste_symbols.get(name) ?? 0);
}

/** Whether a block has fast locals: functions and the annotation scopes that work like them. */
export function isFunctionLike(entry: SymtableEntry): boolean {
  const type = entry.ste_type;
  return type !== "ClassBlock" && type !== "ModuleBlock";
}

/** The block a syntax node opens. */
export function lookupBlock(table: Symtable, node: object): SymtableEntry {
  const entry = table.st_blocks.get(node);
  if (entry === undefined) throw new Error("unknown symbol table entry");
  return entry;
}
