/**
 * Displays of lists, tuples, sets and dicts, with unpacking; and lists and tuples as targets.
 */

import { Intrinsic, Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { SourceLocation } from "../../instructions/location.ts";
import { addOp, locationOf } from "../emit.ts";
import { nameOp } from "../names.ts";
import { compilerError, type Compiler } from "../unit.ts";
import { visitExpr, visitExprs } from "./expression.ts";

/** Displays with more items than this are built item by item, to keep the stack small. */
export const STACK_USE_GUIDELINE = 30;

export function codegenList(c: Compiler, node: ast.List): void {
  if (node.ctx === "Load") buildSequence(c, locationOf(node), node.elts, LIST);
  else if (node.ctx === "Store") assignItems(c, locationOf(node), node.elts);
  else visitExprs(c, node.elts);
}

export function codegenTuple(c: Compiler, node: ast.Tuple): void {
  if (node.ctx === "Load") buildSequence(c, locationOf(node), node.elts, TUPLE);
  else if (node.ctx === "Store") assignItems(c, locationOf(node), node.elts);
  else visitExprs(c, node.elts);
}

export function codegenSet(c: Compiler, node: ast.Set): void {
  buildSequence(c, locationOf(node), node.elts, SET);
}

/** How a kind of collection is built, at once or item by item. */
interface Builder {
  /** All items from the stack. */
  readonly buildAll: number;
  /** The collection that items are added to. */
  readonly build: number;
  readonly add: number;
  readonly extend: number;
}

const LIST: Builder = {
  buildAll: Op.BUILD_LIST,
  build: Op.BUILD_LIST,
  add: Op.LIST_APPEND,
  extend: Op.LIST_EXTEND,
};
const SET: Builder = { buildAll: Op.BUILD_SET, build: Op.BUILD_SET, add: Op.SET_ADD, extend: Op.SET_UPDATE };
/** A tuple that cannot be built at once is a list first. */
const TUPLE: Builder = { ...LIST, buildAll: Op.BUILD_TUPLE };

/** Build the tuple of a call's arguments (see `callWithArguments`). */
export function unpackIntoTuple(
  c: Compiler,
  location: SourceLocation,
  elements: ast.expr[],
  injected: string | null,
  pushed: number,
): void {
  buildSequence(c, location, elements, TUPLE, injected, pushed);
}

function buildSequence(
  c: Compiler,
  location: SourceLocation,
  elements: ast.expr[],
  builder: Builder,
  injected: string | null = null,
  pushed = 0,
): void {
  const count = elements.length + pushed + (injected === null ? 0 : 1);
  const isBig = count > STACK_USE_GUIDELINE;
  if (!isBig && !elements.some((element) => element.nodeType === "Starred")) {
    visitExprs(c, elements);
    if (injected !== null) nameOp(c, location, injected, "Load");
    addOp(c, location, builder.buildAll, count);
    return;
  }
  let isBuilt = false;
  if (isBig) {
    addOp(c, location, builder.build, pushed);
    isBuilt = true;
  }
  elements.forEach((element, index) => {
    if (element.nodeType !== "Starred") {
      visitExpr(c, element);
      if (isBuilt) addOp(c, location, builder.add, 1);
      return;
    }
    if (!isBuilt) {
      addOp(c, location, builder.build, index + pushed);
      isBuilt = true;
    }
    visitExpr(c, element.value);
    addOp(c, location, builder.extend, 1);
  });
  if (injected !== null) {
    nameOp(c, location, injected, "Load");
    addOp(c, location, builder.add, 1);
  }
  if (builder === TUPLE) addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_LIST_TO_TUPLE);
}

/** `a, *b, c = …`: unpack, then store the items. */
function assignItems(c: Compiler, location: SourceLocation, elements: ast.expr[]): void {
  const star = elements.findIndex((element) => element.nodeType === "Starred");
  if (star === -1) {
    addOp(c, location, Op.UNPACK_SEQUENCE, elements.length);
  } else {
    const after = elements.length - star - 1;
    if (star >= 1 << 8 || after >= MAX_INT >> 8) {
      compilerError(c, location, "too many expressions in star-unpacking assignment");
    }
    addOp(c, location, Op.UNPACK_EX, star + (after << 8));
    if (elements.slice(star + 1).some((element) => element.nodeType === "Starred")) {
      compilerError(c, location, "multiple starred expressions in assignment");
    }
  }
  for (const element of elements) visitExpr(c, element.nodeType === "Starred" ? element.value : element);
}

/** The largest C int: the counts of UNPACK_EX are packed into one. */
export const MAX_INT = 0x7fffffff;

export function codegenDict(c: Compiler, node: ast.Dict): void {
  const location = locationOf(node);
  const { keys, values } = node;
  let haveDict = false;
  let pending = 0; // items before this one that are not in a dict yet
  const flush = (begin: number, end: number): void => {
    subdict(c, location, node, begin, end);
    if (haveDict) addOp(c, location, Op.DICT_UPDATE, 1);
    haveDict = true;
    pending = 0;
  };
  for (let index = 0; index < values.length; index++) {
    if (keys[index] === null) {
      if (pending > 0) flush(index - pending, index);
      if (!haveDict) {
        addOp(c, location, Op.BUILD_MAP, 0);
        haveDict = true;
      }
      visitExpr(c, values[index]);
      addOp(c, location, Op.DICT_UPDATE, 1);
    } else if (pending * 2 > STACK_USE_GUIDELINE) {
      flush(index - pending, index + 1);
    } else {
      pending++;
    }
  }
  if (pending > 0) flush(values.length - pending, values.length);
  if (!haveDict) addOp(c, location, Op.BUILD_MAP, 0);
}

function subdict(c: Compiler, location: SourceLocation, node: ast.Dict, begin: number, end: number): void {
  const count = end - begin;
  const isBig = count * 2 > STACK_USE_GUIDELINE;
  if (isBig) addOp(c, location, Op.BUILD_MAP, 0);
  for (let index = begin; index < end; index++) {
    visitExpr(c, node.keys[index]!);
    visitExpr(c, node.values[index]);
    if (isBig) addOp(c, location, Op.MAP_ADD, 1);
  }
  if (!isBig) addOp(c, location, Op.BUILD_MAP, count);
}
