/**
 * Computes at compile time what is made of constants only (`fold_…`, `optimize_lists_and_sets`).
 *
 * An operation that would raise stays, so that it raises at run time; so does one whose result would be
 * too large (constants/limits in constants/binary.ts).
 */

import { FrozenSetConstant, Op, TupleConstant } from "@pyvm/bytecode";
import type { Constant } from "@pyvm/bytecode";

import type { ConstantTable } from "../../instructions/constant-table.ts";
import type { BasicBlock, CfgInstruction } from "../block.ts";
import { binaryOperation } from "../constants/binary.ts";
import { distinctConstants } from "../constants/distinct.ts";
import { unaryOperation } from "../constants/unary.ts";
import {
  constantLoadsBefore,
  constantOf,
  eraseInstructions,
  loadsConstant,
  makeConstantLoad,
} from "./constant-loads.ts";

/** The longest display that is folded; longer ones were built in pieces by the code generator. */
const MAX_FOLDED_SIZE = 30;

/** The shortest list or set display for which loading a constant and extending by it pays. */
const MIN_CONST_SEQUENCE_SIZE = 3;

/** LOAD_CONST …, BUILD_TUPLE n becomes one LOAD_CONST of the tuple. */
export function foldTuple(block: BasicBlock, index: number, consts: ConstantTable): void {
  const build = block.instructions[index];
  if (build.oparg > MAX_FOLDED_SIZE) return;
  const loads = constantLoadsBefore(block, index - 1, build.oparg);
  if (loads === null) return;
  const tuple = new TupleConstant(valuesOf(loads, consts));
  eraseInstructions(loads);
  makeConstantLoad(build, tuple, consts);
}

/**
 * BUILD_LIST 0, (LOAD_CONST, LIST_APPEND 1) …, CALL_INTRINSIC_1 LIST_TO_TUPLE becomes one LOAD_CONST: how a
 * long tuple display arrives here.
 */
export function foldListToTuple(block: BasicBlock, index: number, consts: ConstantTable): void {
  const { instructions } = block;
  let expectAppend = true;
  const reversed: Constant[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const { opcode, oparg } = instructions[at];
    if (opcode === Op.NOP) continue;
    if (opcode === Op.BUILD_LIST && oparg === 0) {
      if (!expectAppend) return;
      for (let inside = index - 1; inside >= at; inside--) {
        if (instructions[inside].opcode !== Op.NOP) eraseInstructions([instructions[inside]]);
      }
      makeConstantLoad(instructions[index], new TupleConstant(reversed.reverse()), consts);
      return;
    }
    if (expectAppend) {
      if (opcode !== Op.LIST_APPEND || oparg !== 1) return;
    } else {
      if (!loadsConstant(opcode)) return;
      reversed.push(constantOf(opcode, oparg, consts));
    }
    expectAppend = !expectAppend;
  }
}

/**
 * A list or set display that is only iterated over or searched becomes a tuple or frozenset; one of three
 * constants or more is filled from a constant tuple or frozenset.
 */
export function optimizeListOrSet(
  block: BasicBlock,
  index: number,
  nextOpcode: number,
  consts: ConstantTable,
): void {
  const { instructions } = block;
  const build = instructions[index];
  const isOnlyRead = nextOpcode === Op.GET_ITER || nextOpcode === Op.CONTAINS_OP;
  const size = build.oparg;
  if (size > MAX_FOLDED_SIZE || (size < MIN_CONST_SEQUENCE_SIZE && !isOnlyRead)) return;
  const loads = constantLoadsBefore(block, index - 1, size);
  if (loads === null) {
    if (isOnlyRead && build.opcode === Op.BUILD_LIST) build.opcode = Op.BUILD_TUPLE;
    return;
  }
  const values = valuesOf(loads, consts);
  const isList = build.opcode === Op.BUILD_LIST;
  const constant = consts.add(
    isList ? new TupleConstant(values) : new FrozenSetConstant(distinctConstants(values)),
  );
  eraseInstructions(loads);
  if (isOnlyRead) {
    build.set(Op.LOAD_CONST, constant);
    return;
  }
  instructions[index - 2].location = build.location;
  instructions[index - 2].set(build.opcode, 0);
  instructions[index - 1].set(Op.LOAD_CONST, constant);
  build.set(isList ? Op.LIST_EXTEND : Op.SET_UPDATE, 1);
}

/** LOAD_CONST, LOAD_CONST, BINARY_OP becomes LOAD_CONST of the result. */
export function foldBinaryOperation(block: BasicBlock, index: number, consts: ConstantTable): void {
  const loads = constantLoadsBefore(block, index - 1, 2);
  if (loads === null) return;
  const [left, right] = valuesOf(loads, consts);
  const operation = block.instructions[index];
  const result = binaryOperation(operation.oparg, left, right);
  if (result === undefined) return;
  eraseInstructions(loads);
  makeConstantLoad(operation, result, consts);
}

/** LOAD_CONST and a unary operation become LOAD_CONST of the result. */
export function foldUnaryOperation(block: BasicBlock, index: number, consts: ConstantTable): void {
  const loads = constantLoadsBefore(block, index - 1, 1);
  if (loads === null) return;
  const operation = block.instructions[index];
  const result = unaryOperation(operation.opcode, constantOf(loads[0].opcode, loads[0].oparg, consts));
  if (result === undefined) return;
  eraseInstructions(loads);
  makeConstantLoad(operation, result, consts);
}

function valuesOf(loads: readonly CfgInstruction[], consts: ConstantTable): Constant[] {
  return loads.map(({ opcode, oparg }) => constantOf(opcode, oparg, consts));
}
