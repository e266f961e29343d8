/**
 * Loading, storing and deleting variables: which of the four families of instructions a name takes.
 */

import { Op, type CodeObject } from "@pyvm/bytecode";
import type { SourceLocation } from "../instructions/location.ts";
import { addName, type NameTable } from "../instructions/unit-metadata.ts";
import {
  CELL,
  FREE,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  getScope,
  isFunctionLike,
} from "../symtable/scope.ts";
import { addOp, addOpInTable } from "./emit.ts";
import { mangleName, type Compiler } from "./unit.ts";

type NameContext = "Load" | "Store" | "Del";
type NameFamily = "FAST" | "GLOBAL" | "DEREF" | "NAME";

/** Load, store or delete a variable by its name in the source. */
export function nameOp(c: Compiler, location: SourceLocation, name: string, context: NameContext): void {
  const mangled = mangleName(c, name);
  const { ste, metadata } = c.unit;
  const scope = getScope(ste, mangled);
  switch (nameFamily(c, mangled, scope)) {
    case "DEREF":
      return derefOp(c, location, scope === FREE ? metadata.freevars : metadata.cellvars, mangled, context);
    case "FAST": {
      const opcode = context === "Load" ? Op.LOAD_FAST : context === "Store" ? Op.STORE_FAST : Op.DELETE_FAST;
      return addOpInTable(c, location, opcode, metadata.varnames, mangled);
    }
    case "GLOBAL":
      return globalOp(c, location, mangled, scope, context);
    case "NAME": {
      const index = addName(metadata.names, mangled);
      if (context !== "Load")
        return addOp(c, location, context === "Store" ? Op.STORE_NAME : Op.DELETE_NAME, index);
      const skipsClass = ste.ste_type === "ClassBlock" && c.unit.inInlinedComprehension > 0;
      if (skipsClass) return addOp(c, location, Op.LOAD_GLOBAL, index << 1);
      return addOp(c, location, Op.LOAD_NAME, index);
    }
  }
}

function nameFamily(c: Compiler, mangled: string, scope: number): NameFamily {
  const { ste, metadata } = c.unit;
  switch (scope) {
    case FREE:
    case CELL:
      return "DEREF";
    case LOCAL:
      return isFunctionLike(ste) || metadata.fasthidden.get(mangled) === true ? "FAST" : "NAME";
    case GLOBAL_IMPLICIT:
      return isFunctionLike(ste) ? "GLOBAL" : "NAME";
    case GLOBAL_EXPLICIT:
      return "GLOBAL";
    default:
      return "NAME";
  }
}

function derefOp(
  c: Compiler,
  location: SourceLocation,
  table: NameTable,
  mangled: string,
  context: NameContext,
): void {
  const index = addName(table, mangled);
  if (context !== "Load")
    return addOp(c, location, context === "Store" ? Op.STORE_DEREF : Op.DELETE_DEREF, index);
  const { ste } = c.unit;
  if (ste.ste_type === "ClassBlock" && c.unit.inInlinedComprehension === 0) {
    addOp(c, location, Op.LOAD_LOCALS);
    addOp(c, location, Op.LOAD_FROM_DICT_OR_DEREF, index);
  } else if (ste.ste_can_see_class_scope) {
    loadClassdict(c, location);
    addOp(c, location, Op.LOAD_FROM_DICT_OR_DEREF, index);
  } else {
    addOp(c, location, Op.LOAD_DEREF, index);
  }
}

function globalOp(
  c: Compiler,
  location: SourceLocation,
  mangled: string,
  scope: number,
  context: NameContext,
): void {
  const index = addName(c.unit.metadata.names, mangled);
  if (context !== "Load")
    return addOp(c, location, context === "Store" ? Op.STORE_GLOBAL : Op.DELETE_GLOBAL, index);
  if (c.unit.ste.ste_can_see_class_scope && scope === GLOBAL_IMPLICIT) {
    loadClassdict(c, location);
    addOp(c, location, Op.LOAD_FROM_DICT_OR_GLOBALS, index);
  } else {
    addOp(c, location, Op.LOAD_GLOBAL, index << 1);
  }
}

function loadClassdict(c: Compiler, location: SourceLocation): void {
  addOpInTable(c, location, Op.LOAD_DEREF, c.unit.metadata.freevars, "__classdict__");
}

/** LOCAL, CELL, FREE or a global scope, as the unit sees a name; 0 if it does not know it. */
export function refType(c: Compiler, name: string): number {
  if (c.unit.scopeType === "class") {
    if (name === "__class__" || name === "__classdict__" || name === "__conditional_annotations__")
      return CELL;
  }
  return getScope(c.unit.ste, name);
}

/** The index of the cell or free variable that an inner function captures. */
export function closureIndex(c: Compiler, code: CodeObject, name: string): number {
  // A class can have a name both as its own and as a free variable of a method: the closure takes the latter.
  const { cellvars, freevars } = c.unit.metadata;
  const index = (refType(c, name) === CELL ? cellvars : freevars).get(name);
  if (index === undefined)
    throw new Error(`${String(code.co_name)} captures ${name}, which is no cell around it`);
  return index;
}
