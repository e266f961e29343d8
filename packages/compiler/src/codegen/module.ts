/**
 * Modules, and the bodies of modules and classes.
 */

import { Op } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { InvalidTreeError } from "../errors.ts";
import { CO_FUTURE_ANNOTATIONS } from "../flags.ts";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { cleanDoc, getDocString } from "../preprocess/docstring.ts";
import { lookupBlock } from "../symtable/scope.ts";
import { processDeferredAnnotations } from "./annotations.ts";
import { addOp, addOpInTable, addOpLoadConst, locationOf } from "./emit.ts";
import { visitExpr } from "./expressions/expression.ts";
import { nameOp } from "./names.ts";
import { visitStmt, visitStmts } from "./statements/statement.ts";
import { enterScope, type Compiler } from "./unit.ts";

/** Generate a whole module into a new unit, which stays open. */
export function codegenModule(c: Compiler, mod: ast.mod): void {
  enterScope(c, "<module>", "module", lookupBlock(c.symtable, mod), 1);
  switch (mod.nodeType) {
    case "Module":
    case "Interactive": {
      const start = startLocation(mod.body);
      if (c.unit.ste.ste_has_conditional_annotations) {
        addOp(c, start, Op.BUILD_SET, 0);
        addOpInTable(c, start, Op.STORE_NAME, c.unit.metadata.names, "__conditional_annotations__");
      }
      codegenBody(c, start, mod.body);
      return;
    }
    case "Expression":
      return visitExpr(c, mod.body);
    case "FunctionType":
      throw new InvalidTreeError("this compiler does not handle FunctionTypes", "SystemError");
  }
}

/** Where the code that a body starts with belongs. */
function startLocation(stmts: ast.stmt[]): SourceLocation {
  return stmts.length > 0
    ? locationOf(stmts[0])
    : { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
}

/** The body of a module or class: docstring, statements, annotations. */
export function codegenBody(c: Compiler, location: SourceLocation, stmts: ast.stmt[]): void {
  const { ste } = c.unit;
  const annotationsAreText = (c.flags & CO_FUTURE_ANNOTATIONS) !== 0;
  if (annotationsAreText && ste.ste_annotations_used) addOp(c, location, Op.SETUP_ANNOTATIONS);
  if (stmts.length === 0) return;
  if (ste.ste_has_docstring) {
    const [first, ...rest] = stmts;
    addOpLoadConst(c, locationOf((first as ast.Expr).value), cleanDoc(getDocString(stmts)!));
    nameOp(c, NO_LOCATION, "__doc__", "Store");
    for (const stmt of rest) visitStmt(c, stmt);
  } else {
    visitStmts(c, stmts);
  }
  if (!annotationsAreText) processDeferredAnnotations(c, location);
}
