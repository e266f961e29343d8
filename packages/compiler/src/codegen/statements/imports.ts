/**
 * `import` and `from … import`.
 */

import { Intrinsic, Op, TupleConstant } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { NO_LOCATION, type SourceLocation } from "../../instructions/location.ts";
import { addOp, addOpInTable, addOpLoadConst, addOpName, locationOf } from "../emit.ts";
import { nameOp } from "../names.ts";
import type { Compiler } from "../unit.ts";

export function codegenImport(c: Compiler, node: ast.Import): void {
  const location = locationOf(node);
  for (const { name, asname } of node.names) {
    addOpLoadConst(c, location, 0);
    addOpLoadConst(c, location, null);
    addOpName(c, location, Op.IMPORT_NAME, name);
    if (asname !== null) {
      importAs(c, location, name, asname);
    } else {
      const dot = name.indexOf(".");
      nameOp(c, location, dot === -1 ? name : name.slice(0, dot), "Store");
    }
  }
}

/** `import a.b.c as d` binds `c`: IMPORT_NAME has pushed `a`. */
function importAs(c: Compiler, location: SourceLocation, name: string, asname: string): void {
  const [, ...submodules] = name.split(".");
  submodules.forEach((submodule, index) => {
    addOpInTable(c, location, Op.IMPORT_FROM, c.unit.metadata.names, submodule);
    if (index === submodules.length - 1) return;
    addOp(c, location, Op.SWAP, 2);
    addOp(c, location, Op.POP_TOP);
  });
  nameOp(c, location, asname, "Store");
  if (submodules.length > 0) addOp(c, location, Op.POP_TOP);
}

export function codegenImportFrom(c: Compiler, node: ast.ImportFrom): void {
  const location = locationOf(node);
  addOpLoadConst(c, location, node.level ?? 0);
  addOpLoadConst(c, location, new TupleConstant(node.names.map((alias) => alias.name)));
  addOpName(c, location, Op.IMPORT_NAME, node.module ?? "");
  if (node.names[0].name === "*") {
    addOp(c, location, Op.CALL_INTRINSIC_1, Intrinsic.INTRINSIC_IMPORT_STAR);
    addOp(c, NO_LOCATION, Op.POP_TOP);
    return;
  }
  for (const { name, asname } of node.names) {
    addOpName(c, location, Op.IMPORT_FROM, name);
    nameOp(c, location, asname ?? name, "Store");
  }
  addOp(c, location, Op.POP_TOP);
}
