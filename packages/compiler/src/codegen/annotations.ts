/**
 * Annotations (PEP 649, PEP 749): functions named `__annotate__` that are run when someone asks.
 *
 * A function has one for its parameters and result, a module or class one for its variables. Under
 * `from __future__ import annotations` (PEP 563) annotations are strings instead.
 */

import { COMMON_CONSTANTS, CodeObject, FUNCTION_ANNOTATE, Op, compareOparg } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { CO_FUTURE_ANNOTATIONS } from "../flags.ts";
import type { SourceLocation } from "../instructions/location.ts";
import { InstructionSequence } from "../instructions/sequence.ts";
import { mangle } from "../symtable/mangle.ts";
import { lookupBlock, type SymtableEntry } from "../symtable/scope.ts";
import { annotationText } from "./annotation-text.ts";
import {
  addOp,
  addOpInTable,
  addOpJump,
  addOpLoadConst,
  addOpName,
  locationOf,
  newLabel,
  useLabel,
} from "./emit.ts";
import { visitExpr } from "./expressions/expression.ts";
import { makeClosure } from "./functions.ts";
import { raiseInvalidTarget } from "./invalid-target.ts";
import { nameOp } from "./names.ts";
import { assembleUnit, enterScope, exitScope, mangleName, type Compiler } from "./unit.ts";

/** `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`: the highest format compiled code answers. */
const VALUE_WITH_FAKE_GLOBALS = 2;
const GREATER_THAN = 4;

/**
 * Open the unit of an annotation function. It starts by refusing formats it does not know:
 * `if .format > 2: raise NotImplementedError`.
 */
export function setupAnnotationsScope(
  c: Compiler,
  location: SourceLocation,
  entry: SymtableEntry,
  name: string,
): void {
  enterScope(c, name, "annotations", entry, location.lineno, { posonlyargcount: 1 });
  addOp(c, location, Op.LOAD_FAST, 0);
  addOpLoadConst(c, location, VALUE_WITH_FAKE_GLOBALS);
  addOp(c, location, Op.COMPARE_OP, compareOparg(GREATER_THAN));
  const body = newLabel(c);
  addOpJump(c, location, Op.POP_JUMP_IF_FALSE, body);
  addOp(c, location, Op.LOAD_COMMON_CONSTANT, COMMON_CONSTANTS.indexOf("NotImplementedError"));
  addOp(c, location, Op.RAISE_VARARGS, 1);
  useLabel(c, body);
}

/** Finish an `__annotate__` function and push it. */
function leaveAnnotationsScope(c: Compiler, location: SourceLocation): void {
  addOp(c, location, Op.RETURN_VALUE);
  const code = assembleUnit(c, "return None");
  exitScope(c);
  // The parameter is `format` to the outside; inside it must not hide an annotation of that name.
  const co_localsplusnames = ["format", ...code.co_localsplusnames.slice(1)];
  makeClosure(c, location, new CodeObject({ ...code, co_localsplusnames }), 0);
}

/** The annotations of a function: push its `__annotate__`, if there are any. Answers the flag for it. */
export function functionAnnotations(
  c: Compiler,
  location: SourceLocation,
  args: ast.arguments_,
  returns: ast.expr | null,
): number {
  const entry = lookupBlock(c.symtable, args);
  if (!entry.ste_annotations_used) return 0;
  setupAnnotationsScope(c, location, entry, entry.ste_name);
  let count = 0;
  const add = (name: string, annotation: ast.expr | null): void => {
    if (annotation === null) return;
    argAnnotation(c, location, name, annotation);
    count++;
  };
  for (const arg of args.args) add(arg.arg, arg.annotation);
  for (const arg of args.posonlyargs) add(arg.arg, arg.annotation);
  if (args.vararg !== null) add(args.vararg.arg, args.vararg.annotation);
  for (const arg of args.kwonlyargs) add(arg.arg, arg.annotation);
  if (args.kwarg !== null) add(args.kwarg.arg, args.kwarg.annotation);
  add("return", returns);
  addOp(c, location, Op.BUILD_MAP, count);
  leaveAnnotationsScope(c, location);
  return FUNCTION_ANNOTATE;
}

function argAnnotation(c: Compiler, location: SourceLocation, name: string, annotation: ast.expr): void {
  addOpLoadConst(c, location, mangleName(c, name));
  if ((c.flags & CO_FUTURE_ANNOTATIONS) !== 0) {
    codegenAnnotationText(c, annotation);
  } else if (annotation.nodeType === "Starred") {
    // `*args: *Ts` evaluates to the only item of `(*Ts,)`.
    visitExpr(c, annotation.value);
    addOp(c, location, Op.UNPACK_SEQUENCE, 1);
  } else {
    visitExpr(c, annotation);
  }
}

function codegenAnnotationText(c: Compiler, annotation: ast.expr): void {
  addOpLoadConst(c, locationOf(annotation), annotationText(annotation));
}

/** At the end of a module or class: compile the annotations of its variables. */
export function processDeferredAnnotations(c: Compiler, location: SourceLocation): void {
  const { deferredAnnotations, ste, scopeType } = c.unit;
  if (deferredAnnotations.length === 0) return;
  const isModule = scopeType === "module";
  if (isModule) startAnnotationSetup(c);
  const entry = ste.ste_annotation_block!;
  setupAnnotationsScope(c, location, entry, entry.ste_name);
  addOp(c, location, Op.BUILD_MAP, 0);
  for (const { node, conditionalIndex } of deferredAnnotations) {
    const at = locationOf(node);
    const notSet = newLabel(c);
    if (conditionalIndex !== -1) {
      addOpLoadConst(c, at, conditionalIndex);
      loadConditionalAnnotations(c, at, scopeType === "class");
      addOp(c, at, Op.CONTAINS_OP, 0);
      addOpJump(c, at, Op.POP_JUMP_IF_FALSE, notSet);
    }
    visitExpr(c, node.annotation);
    addOp(c, at, Op.COPY, 2);
    addOpLoadConst(c, at, mangle(c.unit.privateName, (node.target as ast.Name).id));
    addOp(c, location, Op.STORE_SUBSCR);
    useLabel(c, notSet);
  }
  leaveAnnotationsScope(c, location);
  nameOp(c, location, scopeType === "class" ? "__annotate_func__" : "__annotate__", "Store");
  if (isModule) endAnnotationSetup(c);
}

/** In `__annotate__`: push the set of the annotations that were reached. */
function loadConditionalAnnotations(c: Compiler, location: SourceLocation, isClass: boolean): void {
  const { metadata } = c.unit;
  if (isClass) addOpInTable(c, location, Op.LOAD_DEREF, metadata.freevars, "__conditional_annotations__");
  else addOpName(c, location, Op.LOAD_GLOBAL, "__conditional_annotations__");
}

/** A module's `__annotate__` is made before its body runs: it goes where the placeholder stands. */
function startAnnotationSetup(c: Compiler): void {
  c.unit.stashedSequence = c.unit.sequence;
  c.unit.sequence = new InstructionSequence();
}

function endAnnotationSetup(c: Compiler): void {
  const { sequence } = c.unit;
  c.unit.sequence = c.unit.stashedSequence!;
  c.unit.stashedSequence = null;
  c.unit.sequence.setAnnotationsCode(sequence);
}

/** `target: annotation = value`. */
export function codegenAnnAssign(c: Compiler, node: ast.AnnAssign): void {
  const { target, value } = node;
  const location = locationOf(node);
  const annotationsAreText = (c.flags & CO_FUTURE_ANNOTATIONS) !== 0;
  if (value !== null) {
    visitExpr(c, value);
    visitExpr(c, target);
  }
  switch (target.nodeType) {
    case "Name":
      if (!node.simple || !keepsAnnotations(c)) break;
      if (annotationsAreText) storeAnnotationText(c, location, target.id, node.annotation);
      else deferAnnotation(c, location, node);
      break;
    case "Attribute":
      if (value === null) evaluateAndDrop(c, target.value);
      break;
    case "Subscript":
      if (value === null) {
        evaluateAndDrop(c, target.value);
        evaluateSubscript(c, target.slice);
      }
      break;
    default:
      raiseInvalidTarget(target, "annotated");
  }
}

/** Only modules and classes keep the annotations of their variables. */
function keepsAnnotations(c: Compiler): boolean {
  return c.unit.scopeType === "module" || c.unit.scopeType === "class";
}

function storeAnnotationText(
  c: Compiler,
  location: SourceLocation,
  name: string,
  annotation: ast.expr,
): void {
  codegenAnnotationText(c, annotation);
  addOpName(c, location, Op.LOAD_NAME, "__annotations__");
  addOpLoadConst(c, location, mangleName(c, name));
  addOp(c, location, Op.STORE_SUBSCR);
}

/** Keep the annotation for later; if the statement may not run, note at run time that it did. */
function deferAnnotation(c: Compiler, location: SourceLocation, node: ast.AnnAssign): void {
  const { unit } = c;
  const isConditional = unit.scopeType === "module" || unit.inConditionalBlock > 0;
  const conditionalIndex = isConditional ? unit.nextConditionalIndex++ : -1;
  unit.deferredAnnotations.push({ node, conditionalIndex });
  if (!isConditional) return;
  if (unit.scopeType === "class") {
    addOpInTable(c, location, Op.LOAD_DEREF, unit.metadata.cellvars, "__conditional_annotations__");
  } else {
    addOpName(c, location, Op.LOAD_NAME, "__conditional_annotations__");
  }
  addOpLoadConst(c, location, conditionalIndex);
  addOp(c, location, Op.SET_ADD, 1);
  addOp(c, location, Op.POP_TOP);
}

/** Without a value, the parts of a target are still evaluated, for their errors. */
function evaluateAndDrop(c: Compiler, node: ast.expr): void {
  visitExpr(c, node);
  addOp(c, locationOf(node), Op.POP_TOP);
}

function evaluateSubscript(c: Compiler, node: ast.expr): void {
  switch (node.nodeType) {
    case "Slice":
      if (node.lower !== null) evaluateAndDrop(c, node.lower);
      if (node.upper !== null) evaluateAndDrop(c, node.upper);
      if (node.step !== null) evaluateAndDrop(c, node.step);
      return;
    case "Tuple":
      for (const element of node.elts) evaluateSubscript(c, element);
      return;
    default:
      evaluateAndDrop(c, node);
  }
}
