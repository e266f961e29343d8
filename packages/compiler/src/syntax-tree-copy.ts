/**
 * A deep copy of a syntax tree: the compiler changes the tree it works on, and a caller's is not its own.
 */

import type { ast } from "@pyvm/parser";
import { enterRecursiveCall, leaveRecursiveCall } from "./recursion.ts";

export function copyTree<T extends ast.mod>(mod: T): T {
  return copy(mod, { depth: 0 }) as T;
}

function copy(value: unknown, state: { depth: number }): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, state));
  if (value === null || typeof value !== "object" || !("nodeType" in value)) return value; // a constant
  enterRecursiveCall(state);
  const node: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) node[field] = copy(item, state);
  leaveRecursiveCall(state);
  return node;
}
