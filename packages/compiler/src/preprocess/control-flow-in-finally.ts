/**
 * Warnings for `return`, `break` and `continue` that leave a `finally` block (PEP 765).
 *
 * A stack of what encloses the statement: only the innermost matters, because a function or a loop
 * inside the `finally` block catches what leaves it.
 */

import type { ast } from "@pyvm/parser";
import type { WarningSink } from "../errors.ts";

export type ControlFlowContext = "finally" | "function" | "loop";

/** Warn if a `return` leaves a `finally` block. */
export function checkReturn(contexts: ControlFlowContext[], node: ast.Return, warn: WarningSink): void {
  if (contexts[contexts.length - 1] === "finally") warn(node, "'return' in a 'finally' block");
}

/** Warn if a `break` or `continue` leaves a `finally` block. */
export function checkLoopExit(
  contexts: ControlFlowContext[],
  node: ast.Break | ast.Continue,
  warn: WarningSink,
): void {
  if (contexts[contexts.length - 1] !== "finally") return;
  const keyword = node.nodeType === "Break" ? "break" : "continue";
  warn(node, `'${keyword}' in a 'finally' block`);
}
