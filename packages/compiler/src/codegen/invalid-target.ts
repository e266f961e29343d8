/**
 * Targets that only a hand-made tree gives to an annotated or augmented assignment: `(a, b): int`, `*a += 1`.
 */

import type { ast } from "@pyvm/parser";
import { InvalidTreeError } from "../errors.ts";

/** Of the expressions that can be assigned to, those that such assignments cannot have; their numbers are CPython's. */
const KINDS: Readonly<Record<string, number>> = { Starred: 25, List: 27, Tuple: 28 };

export function raiseInvalidTarget(target: ast.expr, assignment: "annotated" | "augmented"): never {
  const kind = KINDS[target.nodeType] ?? 0;
  throw new InvalidTreeError(`invalid node type (${kind}) for ${assignment} assignment`, "SystemError");
}
