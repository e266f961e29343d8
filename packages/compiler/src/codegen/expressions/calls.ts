/**
 * Calls: of functions, of methods, with unpacked arguments, and of `all`, `any` and `tuple` on a
 * generator expression, which run as loops.
 */

import { COMMON_CONSTANTS, Intrinsic, Op, TupleConstant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import type { Label } from "../../instructions/labels.ts";
import { NO_LOCATION, type SourceLocation } from "../../instructions/location.ts";
import { DEF_IMPORT, getSymbol, lookupBlock } from "../../symtable/scope.ts";
import {
  addCompare,
  addLoadMethod,
  addLoadSuperAttr,
  addOp,
  addOpJump,
  addOpLoadConst,
  locationOf,
  newLabel,
  useLabel,
} from "../emit.ts";
import { nameOp } from "../names.ts";
import { compilerError, type Compiler } from "../unit.ts";
import {
  SUPER_METHOD,
  SUPER_WITH_ARGUMENTS,
  atAttributeName,
  loadSuperArguments,
  optimizableSuperCall,
} from "./attributes.ts";
import { STACK_USE_GUIDELINE, unpackIntoTuple } from "./collections.ts";
import { visitExpr, visitExprs } from "./expression.ts";
import { checkCaller } from "./literal-checks.ts";

export function codegenCall(c: Compiler, node: ast.Call): void {
  validateKeywords(c, node.keywords);
  const method = optimizableMethod(c, node);
  if (method !== null) {
    methodCall(c, node, method);
    return;
  }
  const end = newLabel(c);
  checkCaller(c, node.func);
  visitExpr(c, node.func);
  maybeOptimizeBuiltinCall(c, node, end);
  addOp(c, locationOf(node.func), Op.PUSH_NULL);
  callWithArguments(c, locationOf(node), 0, node.args, node.keywords, null);
  useLabel(c, end);
}

function validateKeywords(c: Compiler, keywords: ast.keyword[]): void {
  if (keywords.length < 2) return;
  // CPython reports the first keyword that is repeated, at its first repetition.
  for (let index = 0; index < keywords.length; index++) {
    const { arg } = keywords[index];
    if (arg === null) continue;
    for (let other = index + 1; other < keywords.length; other++) {
      if (keywords[other].arg === arg) compilerError(c, keywords[other], `keyword argument repeated: ${arg}`);
    }
  }
}

/** The attribute that is called, if the call can do without a bound method; or null. */
function optimizableMethod(c: Compiler, node: ast.Call): ast.Attribute | null {
  const { func, args, keywords } = node;
  if (func.nodeType !== "Attribute" || func.ctx !== "Load") return null;
  // Functions of modules are no methods.
  const base = func.value;
  if (base.nodeType === "Name" && (getSymbol(c.symtable.st_top, base.id) & DEF_IMPORT) !== 0) return null;
  const pushes = args.length + keywords.length + (keywords.length > 0 ? 1 : 0);
  if (pushes >= STACK_USE_GUIDELINE) return null;
  if (args.some((arg) => arg.nodeType === "Starred") || keywords.some((keyword) => keyword.arg === null))
    return null;
  return func;
}

function methodCall(c: Compiler, node: ast.Call, method: ast.Attribute): void {
  const { args, keywords } = node;
  const location = atAttributeName(locationOf(method), method);
  const superCall = optimizableSuperCall(c, method);
  if (superCall !== null) {
    loadSuperArguments(c, superCall);
    const bits = superCall.args.length > 0 ? SUPER_METHOD | SUPER_WITH_ARGUMENTS : SUPER_METHOD;
    addLoadSuperAttr(c, locationOf(method), method.attr, bits);
    addOp(c, location, Op.NOP);
  } else {
    visitExpr(c, method.value);
    addLoadMethod(c, location, method.attr);
  }
  visitExprs(c, args);
  const callLocation = atAttributeName(locationOf(node), method);
  if (keywords.length > 0) {
    visitKeywordValues(c, keywords);
    loadKeywordNames(c, location, keywords);
    addOp(c, callLocation, Op.CALL_KW, args.length + keywords.length);
  } else {
    addOp(c, callLocation, Op.CALL, args.length);
  }
}

/**
 * Push arguments and call.
 *
 * @param pushed arguments that are on the stack already
 * @param injected a variable that is passed after `args` (the generic base of a class), or null
 */
export function callWithArguments(
  c: Compiler,
  location: SourceLocation,
  pushed: number,
  args: ast.expr[],
  keywords: ast.keyword[],
  injected: string | null,
): void {
  validateKeywords(c, keywords);
  const isPlain =
    args.length + keywords.length * 2 <= STACK_USE_GUIDELINE &&
    !args.some((arg) => arg.nodeType === "Starred") &&
    !keywords.some((keyword) => keyword.arg === null);
  if (!isPlain) {
    callUnpacked(c, location, pushed, args, keywords, injected);
    return;
  }
  visitExprs(c, args);
  let count = pushed + args.length;
  if (injected !== null) {
    nameOp(c, location, injected, "Load");
    count++;
  }
  if (keywords.length > 0) {
    visitKeywordValues(c, keywords);
    loadKeywordNames(c, location, keywords);
    addOp(c, location, Op.CALL_KW, count + keywords.length);
  } else {
    addOp(c, location, Op.CALL, count);
  }
}

function visitKeywordValues(c: Compiler, keywords: ast.keyword[]): void {
  for (const keyword of keywords) visitExpr(c, keyword.value);
}

/** The tuple of names that CALL_KW takes. */
function loadKeywordNames(c: Compiler, location: SourceLocation, keywords: ast.keyword[]): void {
  addOpLoadConst(c, location, new TupleConstant(keywords.map((keyword) => keyword.arg)));
}

/** Call with one tuple and one dict. */
function callUnpacked(
  c: Compiler,
  location: SourceLocation,
  pushed: number,
  args: ast.expr[],
  keywords: ast.keyword[],
  injected: string | null,
): void {
  if (pushed === 0 && args.length === 1 && args[0].nodeType === "Starred") visitExpr(c, args[0].value);
  else unpackIntoTuple(c, location, args, injected, pushed);
  if (keywords.length > 0) unpackKeywords(c, location, keywords);
  else addOp(c, location, Op.PUSH_NULL);
  addOp(c, location, Op.CALL_FUNCTION_EX);
}

/** Build the dict of keyword arguments; runs of named ones between `**` are built at once. */
function unpackKeywords(c: Compiler, location: SourceLocation, keywords: ast.keyword[]): void {
  let haveDict = false;
  let runStart = 0;
  const flush = (end: number): void => {
    if (end === runStart) return;
    keywordDict(c, location, keywords.slice(runStart, end));
    if (haveDict) addOp(c, location, Op.DICT_MERGE, 1);
    haveDict = true;
  };
  keywords.forEach((keyword, index) => {
    if (keyword.arg !== null) return;
    flush(index);
    runStart = index + 1;
    if (!haveDict) {
      addOp(c, location, Op.BUILD_MAP, 0);
      haveDict = true;
    }
    visitExpr(c, keyword.value);
    addOp(c, location, Op.DICT_MERGE, 1);
  });
  flush(keywords.length);
}

function keywordDict(c: Compiler, location: SourceLocation, keywords: ast.keyword[]): void {
  const isBig = keywords.length * 2 > STACK_USE_GUIDELINE;
  if (isBig) addOp(c, NO_LOCATION, Op.BUILD_MAP, 0);
  for (const keyword of keywords) {
    addOpLoadConst(c, location, keyword.arg);
    visitExpr(c, keyword.value);
    if (isBig) addOp(c, NO_LOCATION, Op.MAP_ADD, 1);
  }
  if (!isBig) addOp(c, location, Op.BUILD_MAP, keywords.length);
}

type BuiltinConsumer = "all" | "any" | "tuple";

/**
 * `all(… for …)`, `any` and `tuple`: if the name is still the builtin at run time, loop here and jump to
 * `end` with the result; otherwise go on with the call, the function on the stack.
 */
function maybeOptimizeBuiltinCall(c: Compiler, node: ast.Call, end: Label): void {
  const { func, args, keywords } = node;
  if (func.nodeType !== "Name" || args.length !== 1 || keywords.length !== 0) return;
  if (args[0].nodeType !== "GeneratorExp" || lookupBlock(c.symtable, args[0]).ste_coroutine) return;
  if (func.id !== "all" && func.id !== "any" && func.id !== "tuple") return;
  const name: BuiltinConsumer = func.id;
  const location = locationOf(func);
  const skip = newLabel(c);
  addOp(c, location, Op.COPY, 1);
  addOp(c, location, Op.LOAD_COMMON_CONSTANT, COMMON_CONSTANTS.indexOf(name));
  addCompare(c, location, "Is");
  addOpJump(c, location, Op.POP_JUMP_IF_FALSE, skip);
  addOp(c, location, Op.POP_TOP);
  if (name === "tuple") addOp(c, location, Op.BUILD_LIST, 0);
  visitExpr(c, args[0]);

  const loop = newLabel(c);
  const cleanup = newLabel(c);
  useLabel(c, loop);
  addOpJump(c, location, Op.FOR_ITER, cleanup);
  if (name === "tuple") {
    addOp(c, location, Op.LIST_APPEND, 2);
    addOpJump(c, location, Op.JUMP, loop);
  } else {
    addOp(c, location, Op.TO_BOOL);
    addOpJump(c, location, name === "all" ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, loop);
  }
  addOp(c, NO_LOCATION, Op.POP_ITER);
  if (name !== "tuple") addOpLoadConst(c, location, name === "any");
  addOpJump(c, location, Op.JUMP, end);

  useLabel(c, cleanup);
  addOp(c, NO_LOCATION, Op.END_FOR);
  addOp(c, NO_LOCATION, Op.POP_ITER);
  if (name === "tuple") addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_LIST_TO_TUPLE);
  else addOpLoadConst(c, location, name === "all");
  addOpJump(c, location, Op.JUMP, end);
  useLabel(c, skip);
}
