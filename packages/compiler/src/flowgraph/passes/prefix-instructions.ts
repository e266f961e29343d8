/**
 * Puts the instructions that set up the frame in front, and numbers cells and free variables among the
 * fast locals (`prepare_localsplus`).
 *
 * Until here, cell and free variables have numbers of their own, cells first. In the frame they follow the
 * locals; a captured parameter keeps its place among the parameters and has no second one.
 */

import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, Op } from "@pyvm/bytecode";

import { NO_LOCATION } from "../../instructions/location.ts";
import type { UnitMetadata } from "../../instructions/unit-metadata.ts";
import { CfgInstruction } from "../block.ts";
import type { BasicBlock, ControlFlowGraph } from "../block.ts";

/** @param flags The `CO_…` bits of the unit. */
export function prepareLocalsPlus(graph: ControlFlowGraph, unit: UnitMetadata, flags: number): void {
  const slots = cellSlots(unit);
  insertPrefix(graph.entry, unit, slots, flags);
  closeGaps(slots, unit.varnames.size);
  renumberCells(graph, slots);
}

/** The slot of each cell and free variable, before the slots of captured parameters are dropped. */
function cellSlots(unit: UnitMetadata): Int32Array {
  const localCount = unit.varnames.size;
  const slots = new Int32Array(unit.cellvars.size + unit.freevars.size);
  for (let index = 0; index < slots.length; index++) slots[index] = localCount + index;
  for (const [name, cell] of unit.cellvars) {
    const local = unit.varnames.get(name);
    if (local !== undefined) slots[cell] = local;
  }
  return slots;
}

function insertPrefix(entry: BasicBlock, unit: UnitMetadata, slots: Int32Array, flags: number): void {
  const prefix: CfgInstruction[] = [];
  if (unit.freevars.size > 0) {
    prefix.push(new CfgInstruction(Op.COPY_FREE_VARS, unit.freevars.size, NO_LOCATION));
  }
  // MAKE_CELL in the order of the slots: captured parameters first. The oparg is still the cell's number.
  const cells = Array.from({ length: unit.cellvars.size }, (_, cell) => cell);
  cells.sort((a, b) => slots[a] - slots[b]);
  for (const cell of cells) prefix.push(new CfgInstruction(Op.MAKE_CELL, cell, NO_LOCATION));
  if ((flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0) {
    const { firstlineno } = unit;
    const location = { lineno: firstlineno, end_lineno: firstlineno, col_offset: -1, end_col_offset: -1 };
    prefix.push(new CfgInstruction(Op.RETURN_GENERATOR, 0, location));
    prefix.push(new CfgInstruction(Op.POP_TOP, 0, location));
  }
  for (const [index, instruction] of prefix.entries()) entry.insert(index, instruction);
}

function closeGaps(slots: Int32Array, localCount: number): void {
  let dropped = 0;
  for (let index = 0; index < slots.length; index++) {
    if (slots[index] === index + localCount) slots[index] -= dropped;
    else dropped++;
  }
}

function renumberCells(graph: ControlFlowGraph, slots: Int32Array): void {
  if (slots.length === 0) return;
  for (let block: BasicBlock | null = graph.entry; block !== null; block = block.next) {
    for (let index = 0; index < block.used; index++) {
      const instruction = block.instructions[index];
      switch (instruction.opcode) {
        case Op.MAKE_CELL:
        case Op.LOAD_CLOSURE:
        case Op.LOAD_DEREF:
        case Op.STORE_DEREF:
        case Op.DELETE_DEREF:
        case Op.LOAD_FROM_DICT_OR_DEREF:
          instruction.oparg = slots[instruction.oparg];
      }
    }
  }
}
