/**
 * Second pass of the symbol table: where does each name live?
 *
 * The blocks are walked from the module inwards. A block is told the names bound around it, and tells
 * back the names it needs from around (its free names). A local that a child needs becomes a cell. List,
 * set and dict comprehensions are merged into the block around them here (PEP 709).
 *
 * The order in which names enter a block's table is observable (co_names of inlined comprehensions,
 * `symtable`), so maps and sets are filled in CPython's order.
 */

import { raiseSyntaxError } from "../errors.ts";
import {
  CELL,
  DEF_BOUND,
  DEF_COMP_CELL,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_NONLOCAL,
  DEF_PARAM,
  DEF_TYPE_PARAM,
  FREE,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  SCOPE_OFFSET,
  getScope,
  getSymbol,
  isFunctionLike,
  symbolToScope,
  type Symtable,
  type SymtableEntry,
} from "./scope.ts";

/** The names a class provides to the scopes in it without binding them. */
const PROVIDED_BY_CLASS: readonly string[] = ["__class__", "__classdict__", "__conditional_annotations__"];

type Names = Set<string>;
type Scopes = Map<string, number>;

/** What a block can see of the blocks around it. Each block gets a copy of its own. */
interface Surroundings {
  /** Names bound in enclosing functions; null at module level. */
  readonly bound: Names | null;
  /** Names declared global around here. */
  readonly global: Names;
  /** Which of `bound` are type parameters. */
  readonly typeParams: Names;
  /** The class whose names an annotation scope sees. */
  readonly classEntry: SymtableEntry | null;
}

/** Decide the scope of every name in the table. Raises PySyntaxError for `global` and `nonlocal` that cannot be. */
export function analyze(table: Symtable): void {
  const nothing = { bound: null, global: new Set<string>(), typeParams: new Set<string>(), classEntry: null };
  analyzeBlock(table, table.st_top, nothing, new Set());
}

/**
 * Decide the names of one block and of the blocks in it.
 *
 * @param free receives the names that this block needs from outside
 */
function analyzeBlock(table: Symtable, entry: SymtableEntry, around: Surroundings, free: Names): void {
  const isClass = entry.ste_type === "ClassBlock";
  const scopes: Scopes = new Map();
  const inlinedCells: Names = new Set();

  // What a class binds is invisible in its methods: they see what was visible before the class's own names.
  let inside = isClass ? visibleInside(around, PROVIDED_BY_CLASS) : around;
  const local = analyzeNames(table, entry, scopes, around, free);
  if (!isClass) inside = visibleInside(around, isFunctionLike(entry) ? local : []);

  const newFree: Names = new Set();
  for (const child of entry.ste_children) {
    const childFree: Names = new Set(newFree);
    analyzeBlock(table, child, surroundingsOf(child, entry, inside), childFree);
    // Comprehensions in annotation scopes nested in classes stay functions: they need the class's names.
    if (child.ste_comprehension !== null && !child.ste_generator && !entry.ste_can_see_class_scope) {
      inlineComprehension(entry, child, scopes, childFree, inlinedCells);
      child.ste_comp_inlined = true;
    }
    addAll(newFree, childFree);
  }
  spliceInlinedChildren(entry);

  if (isFunctionLike(entry)) analyzeCells(scopes, newFree, inlinedCells);
  else if (isClass) dropClassFree(entry, newFree);
  updateSymbols(entry, scopes, around.bound, newFree, inlinedCells);
  addAll(free, newFree);
}

/** What the children of a block see: what it sees, and the names it binds. */
function visibleInside(around: Surroundings, bound: Iterable<string>): Surroundings {
  const newBound: Names = new Set(bound);
  if (around.bound !== null) addAll(newBound, around.bound);
  return { ...around, bound: newBound, global: new Set(around.global) };
}

/** The copy that one child gets: it changes what it is given. */
function surroundingsOf(child: SymtableEntry, parent: SymtableEntry, inside: Surroundings): Surroundings {
  const seenClass = parent.ste_type === "ClassBlock" ? parent : inside.classEntry;
  return {
    bound: new Set(inside.bound),
    global: new Set(inside.global),
    typeParams: new Set(inside.typeParams),
    classEntry: child.ste_can_see_class_scope ? seenClass : null,
  };
}

/** Decide a block's own names. Answers those that are local to it. */
function analyzeNames(
  table: Symtable,
  entry: SymtableEntry,
  scopes: Scopes,
  around: Surroundings,
  free: Names,
): Names {
  const local: Names = new Set();
  for (const [name, flags] of entry.ste_symbols) {
    const scope = scopeOfName(table, entry, name, flags, around);
    scopes.set(name, scope);
    if (scope === LOCAL) local.add(name);
    else if (scope === FREE) free.add(name);
  }
  return local;
}

/** Decide one name from what the block does with it, and note what that hides of the surroundings. */
function scopeOfName(
  table: Symtable,
  entry: SymtableEntry,
  name: string,
  flags: number,
  { bound, global, typeParams, classEntry }: Surroundings,
): number {
  if ((flags & DEF_GLOBAL) !== 0) {
    if ((flags & DEF_NONLOCAL) !== 0)
      errorAtDirective(table, entry, name, `name '${name}' is nonlocal and global`);
    global.add(name);
    bound?.delete(name);
    return GLOBAL_EXPLICIT;
  }
  if ((flags & DEF_NONLOCAL) !== 0) {
    if (bound === null)
      errorAtDirective(table, entry, name, "nonlocal declaration not allowed at module level");
    if (!bound.has(name)) errorAtDirective(table, entry, name, `no binding for nonlocal '${name}' found`);
    if (typeParams.has(name)) {
      errorAtDirective(table, entry, name, `nonlocal binding not allowed for type parameter '${name}'`);
    }
    return FREE;
  }
  if ((flags & DEF_BOUND) !== 0) {
    global.delete(name);
    if ((flags & DEF_TYPE_PARAM) !== 0) typeParams.add(name);
    else typeParams.delete(name);
    return LOCAL;
  }
  // An annotation scope in a class looks a name that the class binds up in the class, then in the
  // globals, and passes over the functions around the class. It does so through __classdict__, which is
  // never looked up itself.
  if (classEntry !== null && name !== "__classdict__") {
    const classFlags = getSymbol(classEntry, name);
    if ((classFlags & DEF_GLOBAL) !== 0) return GLOBAL_EXPLICIT;
    if ((classFlags & DEF_BOUND) !== 0 && (classFlags & DEF_NONLOCAL) === 0) return GLOBAL_IMPLICIT;
  }
  return bound !== null && bound.has(name) ? FREE : GLOBAL_IMPLICIT;
}

/** Merge the names of a comprehension into the block that it is compiled into. */
function inlineComprehension(
  entry: SymtableEntry,
  comprehension: SymtableEntry,
  scopes: Scopes,
  comprehensionFree: Names,
  inlinedCells: Names,
): void {
  const provided: string[] = [];
  for (const [name, flags] of comprehension.ste_symbols) {
    if ((flags & DEF_PARAM) !== 0) continue; // the implicit parameter .0
    let scope = symbolToScope(flags);
    const onlyFlags = flags & ((1 << SCOPE_OFFSET) - 1);
    if (scope === CELL || (onlyFlags & DEF_COMP_CELL) !== 0) inlinedCells.add(name);
    const existing = entry.ste_symbols.get(name);
    // What a class provides is free in functions inside the comprehension only: see dropClassFree.
    if (scope === FREE && entry.ste_type === "ClassBlock" && PROVIDED_BY_CLASS.includes(name)) {
      scope = GLOBAL_IMPLICIT;
      if (!isFreeInAnyChild(comprehension, name)) comprehensionFree.delete(name);
      provided.push(name);
    }
    if (existing === undefined) {
      entry.ste_symbols.set(name, onlyFlags);
      scopes.set(name, scope);
    } else if ((existing & DEF_BOUND) !== 0 && entry.ste_type !== "ClassBlock") {
      // Free in the comprehension and local here: now simply local, unless a child still needs it.
      if (!isFreeInAnyChild(comprehension, name)) comprehensionFree.delete(name);
    }
  }
  for (const name of provided) comprehension.ste_symbols.delete(name);
}

function isFreeInAnyChild(entry: SymtableEntry, name: string): boolean {
  return entry.ste_children.some((child) => getScope(child, name) === FREE);
}

/** An inlined comprehension hands its children to the block around it. */
function spliceInlinedChildren(entry: SymtableEntry): void {
  if (!entry.ste_children.some((child) => child.ste_comp_inlined)) return;
  entry.ste_children = entry.ste_children.flatMap((child) =>
    child.ste_comp_inlined ? child.ste_children : [child],
  );
}

/** A local that a child needs, or an inlined comprehension keeps in a cell, becomes a cell. */
function analyzeCells(scopes: Scopes, free: Names, inlinedCells: Names): void {
  for (const [name, scope] of scopes) {
    if (scope !== LOCAL) continue;
    if (!free.has(name) && !inlinedCells.has(name)) continue;
    scopes.set(name, CELL);
    free.delete(name);
  }
}

/** What the scopes in a class take from it ends at the class: it makes a cell for each. */
function dropClassFree(entry: SymtableEntry, free: Names): void {
  if (free.delete("__class__")) entry.ste_needs_class_closure = true;
  if (free.delete("__classdict__")) entry.ste_needs_classdict = true;
  if (free.delete("__conditional_annotations__")) entry.ste_has_conditional_annotations = true;
}

/** Write the decisions into the symbols, and add the names that only pass through this block. */
function updateSymbols(
  entry: SymtableEntry,
  scopes: Scopes,
  bound: Names | null,
  free: Names,
  inlinedCells: Names,
): void {
  const symbols = entry.ste_symbols;
  for (const [name, flags] of symbols) {
    const cell = inlinedCells.has(name) ? DEF_COMP_CELL : 0;
    symbols.set(name, flags | cell | ((scopes.get(name) ?? 0) << SCOPE_OFFSET));
  }
  const seesClass = entry.ste_type === "ClassBlock" || entry.ste_can_see_class_scope;
  for (const name of free) {
    const existing = symbols.get(name);
    if (existing !== undefined) {
      // Bound or global in the class and free in a method: both at once.
      if (seesClass) symbols.set(name, existing | DEF_FREE_CLASS);
      continue;
    }
    if (bound !== null && !bound.has(name)) continue; // a global
    symbols.set(name, FREE << SCOPE_OFFSET);
  }
}

function errorAtDirective(table: Symtable, entry: SymtableEntry, name: string, message: string): never {
  const directive = entry.ste_directives.find((candidate) => candidate.name === name);
  if (directive === undefined) throw new Error(`no directive recorded for ${name}`);
  return raiseSyntaxError(table.filename, directive.location, message);
}

function addAll(target: Names, names: Iterable<string>): void {
  for (const name of names) target.add(name);
}
