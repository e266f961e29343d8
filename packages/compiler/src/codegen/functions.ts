/**
 * Functions and lambdas: defaults, annotations, the body as a unit of its own, and the closure.
 */

import {
  FUNCTION_ANNOTATE,
  FUNCTION_ANNOTATIONS,
  FUNCTION_CLOSURE,
  FUNCTION_DEFAULTS,
  FUNCTION_KWDEFAULTS,
  Intrinsic,
  Op,
  freeVars,
  type CodeObject,
} from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { NO_LABEL } from "../instructions/labels.ts";
import { cleanDoc, getDocString } from "../preprocess/docstring.ts";
import { lookupBlock } from "../symtable/scope.ts";
import { functionAnnotations } from "./annotations.ts";
import { addOp, addOpLoadConst, locationOf, newLabel, useLabel } from "./emit.ts";
import { visitExpr, visitExprs } from "./expressions/expression.ts";
import { popFrameBlock, pushFrameBlock } from "./frame-blocks.ts";
import { wrapInStopIterationHandler } from "./generators.ts";
import { closureIndex, nameOp } from "./names.ts";
import { visitStmt } from "./statements/statement.ts";
import { codegenTypeParams } from "./type-params.ts";
import {
  assembleUnit,
  enterScope,
  exitScope,
  mangleName,
  type Compiler,
  type ParameterCounts,
} from "./unit.ts";

/** `def` and `async def`. */
export function codegenFunction(c: Compiler, node: ast.FunctionDef | ast.AsyncFunctionDef): void {
  const { args, returns, decorator_list: decorators, name, type_params: typeParams } = node;
  codegenDecorators(c, decorators);
  const firstlineno = decorators.length > 0 ? decorators[0].lineno : node.lineno;
  const location = locationOf(node);
  const isGeneric = typeParams.length > 0;
  let flags = defaultArguments(c, location, args);

  // A generic function is made in the scope of its type parameters, a function that is called at once
  // with the defaults as its arguments.
  let outerArguments = 0;
  if (isGeneric) {
    if ((flags & FUNCTION_DEFAULTS) !== 0) outerArguments++;
    if ((flags & FUNCTION_KWDEFAULTS) !== 0) outerArguments++;
    if (outerArguments === 2) addOp(c, location, Op.SWAP, 2);
    const entry = lookupBlock(c.symtable, typeParams);
    const counts = { argcount: outerArguments };
    enterScope(c, `<generic parameters of ${name}>`, "annotations", entry, firstlineno, counts);
    codegenTypeParams(c, typeParams);
    for (let index = 0; index < outerArguments; index++) addOp(c, location, Op.LOAD_FAST, index);
  }

  flags |= functionAnnotations(c, location, args, returns);
  functionBody(c, node, flags, firstlineno);

  if (isGeneric) {
    addOp(c, location, Op.SWAP, 2);
    addOp(c, location, Op.CALL_INTRINSIC_2, Intrinsic.INTRINSIC_SET_FUNCTION_TYPE_PARAMS);
    const code = assembleUnit(c, "return value");
    exitScope(c);
    makeClosure(c, location, code, 0);
    if (outerArguments > 0) {
      addOp(c, location, Op.SWAP, outerArguments + 1);
      addOp(c, location, Op.CALL, outerArguments - 1);
    } else {
      addOp(c, location, Op.PUSH_NULL);
      addOp(c, location, Op.CALL, 0);
    }
  }
  applyDecorators(c, decorators);
  nameOp(c, location, name, "Store");
}

function functionBody(
  c: Compiler,
  node: ast.FunctionDef | ast.AsyncFunctionDef,
  flags: number,
  firstlineno: number,
): void {
  const scopeType = node.nodeType === "AsyncFunctionDef" ? "async function" : "function";
  const { body } = node;
  enterScope(c, node.name, scopeType, lookupBlock(c.symtable, node), firstlineno, parameterCounts(node.args));

  const { ste } = c.unit;
  let first = 0;
  if (ste.ste_has_docstring) {
    first = 1;
    c.unit.metadata.consts.add(cleanDoc(getDocString(body)!));
  }
  const start = newLabel(c);
  useLabel(c, start);
  const isSuspendable = ste.ste_coroutine || ste.ste_generator;
  if (isSuspendable) pushFrameBlock(c, NO_LOCATION, "STOP_ITERATION", start, NO_LABEL);
  for (let index = first; index < body.length; index++) visitStmt(c, body[index]);
  if (isSuspendable) {
    wrapInStopIterationHandler(c);
    popFrameBlock(c);
  }
  const code = assembleUnit(c, "return None");
  exitScope(c);
  makeClosure(c, locationOf(node), code, flags);
}

export function codegenLambda(c: Compiler, node: ast.Lambda): void {
  const location = locationOf(node);
  const flags = defaultArguments(c, location, node.args);
  enterScope(c, "<lambda>", "lambda", lookupBlock(c.symtable, node), node.lineno, parameterCounts(node.args));
  visitExpr(c, node.body);
  let code: CodeObject;
  if (c.unit.ste.ste_generator) {
    code = assembleUnit(c, "return value");
  } else {
    addOp(c, locationOf(node.body), Op.RETURN_VALUE);
    code = assembleUnit(c, "return None");
  }
  exitScope(c);
  makeClosure(c, location, code, flags);
}

function parameterCounts(args: ast.arguments_): ParameterCounts {
  return {
    argcount: args.args.length,
    posonlyargcount: args.posonlyargs.length,
    kwonlyargcount: args.kwonlyargs.length,
  };
}

/** Push the defaults; answers which kinds there are. */
function defaultArguments(c: Compiler, location: SourceLocation, args: ast.arguments_): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    visitExprs(c, args.defaults);
    addOp(c, location, Op.BUILD_TUPLE, args.defaults.length);
    flags |= FUNCTION_DEFAULTS;
  }
  let count = 0;
  args.kwonlyargs.forEach((arg, index) => {
    const value = args.kw_defaults[index];
    if (value === null) return;
    count++;
    addOpLoadConst(c, location, mangleName(c, arg.arg));
    visitExpr(c, value);
  });
  if (count > 0) {
    addOp(c, location, Op.BUILD_MAP, count);
    flags |= FUNCTION_KWDEFAULTS;
  }
  return flags;
}

/** Make a function of a code object, with the cells it captures and what `flags` says is on the stack. */
export function makeClosure(c: Compiler, location: SourceLocation, code: CodeObject, flags: number): void {
  const captured = freeVars(code);
  if (captured.length > 0) {
    for (const name of captured) addOp(c, location, Op.LOAD_CLOSURE, closureIndex(c, code, name as string));
    flags |= FUNCTION_CLOSURE;
    addOp(c, location, Op.BUILD_TUPLE, captured.length);
  }
  addOpLoadConst(c, location, code);
  addOp(c, location, Op.MAKE_FUNCTION);
  for (const attribute of ATTRIBUTE_ORDER) {
    if ((flags & attribute) !== 0) addOp(c, location, Op.SET_FUNCTION_ATTRIBUTE, attribute);
  }
}

/** The order in which a function's attributes are taken from the stack. */
const ATTRIBUTE_ORDER = [
  FUNCTION_CLOSURE,
  FUNCTION_ANNOTATIONS,
  FUNCTION_ANNOTATE,
  FUNCTION_KWDEFAULTS,
  FUNCTION_DEFAULTS,
];

/** Evaluate decorators, outermost first. */
export function codegenDecorators(c: Compiler, decorators: ast.expr[]): void {
  visitExprs(c, decorators);
}

/** Call decorators, innermost first. */
export function applyDecorators(c: Compiler, decorators: ast.expr[]): void {
  for (let index = decorators.length - 1; index >= 0; index--) {
    addOp(c, locationOf(decorators[index]), Op.CALL, 0);
  }
}
