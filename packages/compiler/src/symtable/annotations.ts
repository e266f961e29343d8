/**
 * Blocks of annotations (PEP 649): of a function's parameters and result, of a block's variables.
 *
 * Each function has one annotation block; each module, class and function has one more for the
 * variables annotated in it. Annotations of a function's local variables are never evaluated: names
 * in them count for nothing.
 */

import type { ast } from "@pyvm/parser";
import { CO_FUTURE_ANNOTATIONS } from "../flags.ts";
import type { SourceLocation } from "../instructions/location.ts";
import { addDef, enterBlock, enterExistingBlock, exitBlock, type SymtableBuilder } from "./definitions.ts";
import { visitExpr } from "./expressions.ts";
import { USE } from "./scope.ts";

/** The annotation of a variable. */
export function visitAnnotation(st: SymtableBuilder, annotation: ast.expr): void {
  const block = st.st_cur;
  const isUnevaluated = block.ste_type === "FunctionBlock";
  // A module's annotations are always conditional: it may be run partially.
  const isConditional =
    (block.ste_type === "ClassBlock" && block.ste_in_conditional_block) || block.ste_type === "ModuleBlock";
  if (isConditional && !block.ste_has_conditional_annotations) {
    block.ste_has_conditional_annotations = true;
    addDef(st, "__conditional_annotations__", USE, annotation);
  }
  if (block.ste_annotation_block === null) {
    const unique = {}; // codegen finds this block through ste_annotation_block
    enterBlock(st, "__annotate__", "AnnotationBlock", unique, annotation);
    block.ste_annotation_block = st.st_cur;
    const areText = (st.st_future.ff_features & CO_FUTURE_ANNOTATIONS) !== 0;
    if (block.ste_type === "ClassBlock" && !areText) {
      st.st_cur.ste_can_see_class_scope = true;
      addDef(st, "__classdict__", USE, annotation);
    }
  } else {
    enterExistingBlock(st, block.ste_annotation_block, false);
  }
  if (isUnevaluated) st.st_cur.ste_in_unevaluated_annotation = true;
  visitExpr(st, annotation);
  if (isUnevaluated) st.st_cur.ste_in_unevaluated_annotation = false;
  exitBlock(st);
}

/** The annotations of a function's parameters and result. */
export function visitAnnotations(
  st: SymtableBuilder,
  location: SourceLocation,
  args: ast.arguments_,
  returns: ast.expr | null,
): void {
  const isInClass = st.st_cur.ste_can_see_class_scope || st.st_cur.ste_type === "ClassBlock";
  enterBlock(st, "__annotate__", "AnnotationBlock", args, location);
  if (isInClass) {
    st.st_cur.ste_can_see_class_scope = true;
    addDef(st, "__classdict__", USE, location);
  }
  for (const arg of args.posonlyargs) visitUsedAnnotation(st, arg.annotation);
  for (const arg of args.args) visitUsedAnnotation(st, arg.annotation);
  if (args.vararg !== null) visitUsedAnnotation(st, args.vararg.annotation);
  if (args.kwarg !== null) visitUsedAnnotation(st, args.kwarg.annotation);
  for (const arg of args.kwonlyargs) visitUsedAnnotation(st, arg.annotation);
  visitUsedAnnotation(st, returns);
  exitBlock(st);
}

function visitUsedAnnotation(st: SymtableBuilder, annotation: ast.expr | null): void {
  if (annotation === null) return;
  st.st_cur.ste_annotations_used = true;
  visitExpr(st, annotation);
}
