/**
 * Adding instructions to the unit being generated: the verbs the rest of codegen is written in.
 */

import { COMPARE_OPERATORS, Op, compareOparg, type Constant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { Label } from "../instructions/labels.ts";
import type { SourceLocation } from "../instructions/location.ts";
import { addName, type NameTable } from "../instructions/unit-metadata.ts";
import { mangleName, type Compiler } from "./unit.ts";

/** Where a syntax node stands, apart from the node itself. */
export function locationOf(node: SourceLocation): SourceLocation {
  return {
    lineno: node.lineno,
    end_lineno: node.end_lineno,
    col_offset: node.col_offset,
    end_col_offset: node.end_col_offset,
  };
}

/** Add an instruction; `oparg` is 0 for opcodes that have none. */
export function addOp(c: Compiler, location: SourceLocation, opcode: number, oparg = 0): void {
  c.unit.sequence.add(opcode, oparg, location);
}

/** Add a jump or the start of a handler's range. */
export function addOpJump(c: Compiler, location: SourceLocation, opcode: number, target: Label): void {
  c.unit.sequence.add(opcode, target, location);
}

export function addOpLoadConst(c: Compiler, location: SourceLocation, constant: Constant): void {
  c.unit.sequence.add(Op.LOAD_CONST, c.unit.metadata.consts.add(constant), location);
}

/** Add an instruction on a name of `co_names`; private names are mangled. */
export function addOpName(c: Compiler, location: SourceLocation, opcode: number, name: string): void {
  c.unit.sequence.add(opcode, nameIndex(c, name), location);
}

/** Add an instruction on a name of any table, as it is. */
export function addOpInTable(
  c: Compiler,
  location: SourceLocation,
  opcode: number,
  table: NameTable,
  name: string,
): void {
  c.unit.sequence.add(opcode, addName(table, name), location);
}

export function addLoadAttr(c: Compiler, location: SourceLocation, name: string): void {
  c.unit.sequence.add(Op.LOAD_ATTR, nameIndex(c, name) << 1, location);
}

/** Load an attribute that is called next: it comes with `self`, or with NULL. */
export function addLoadMethod(c: Compiler, location: SourceLocation, name: string): void {
  c.unit.sequence.add(Op.LOAD_ATTR, (nameIndex(c, name) << 1) | 1, location);
}

/** LOAD_SUPER_ATTR: bit 0, a method to call; bit 1, `super` was given its two arguments. */
export function addLoadSuperAttr(c: Compiler, location: SourceLocation, name: string, bits: number): void {
  c.unit.sequence.add(Op.LOAD_SUPER_ATTR, (nameIndex(c, name) << 2) | bits, location);
}

function nameIndex(c: Compiler, name: string): number {
  return addName(c.unit.metadata.names, mangleName(c, name));
}

export function newLabel(c: Compiler): Label {
  return c.unit.sequence.newLabel();
}

/** Place a label before the next instruction. */
export function useLabel(c: Compiler, label: Label): void {
  c.unit.sequence.useLabel(label);
}

const COMPARE_INDEX: Readonly<Partial<Record<ast.cmpop, number>>> = {
  Lt: COMPARE_OPERATORS.indexOf("<"),
  LtE: COMPARE_OPERATORS.indexOf("<="),
  Eq: COMPARE_OPERATORS.indexOf("=="),
  NotEq: COMPARE_OPERATORS.indexOf("!="),
  Gt: COMPARE_OPERATORS.indexOf(">"),
  GtE: COMPARE_OPERATORS.indexOf(">="),
};

/** Add one comparison. */
export function addCompare(c: Compiler, location: SourceLocation, operator: ast.cmpop): void {
  switch (operator) {
    case "Is":
      return addOp(c, location, Op.IS_OP, 0);
    case "IsNot":
      return addOp(c, location, Op.IS_OP, 1);
    case "In":
      return addOp(c, location, Op.CONTAINS_OP, 0);
    case "NotIn":
      return addOp(c, location, Op.CONTAINS_OP, 1);
    default:
      return addOp(c, location, Op.COMPARE_OP, compareOparg(COMPARE_INDEX[operator]!));
  }
}
