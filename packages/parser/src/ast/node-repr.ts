/** Python's `repr` of a node: its fields three levels deep, of a list the first and the last item. */
import type { AST, NodeType } from "./generated/nodes.ts";
import { enumerationNames, nodeFields } from "./generated/nodes.ts";
import { reprConstant } from "./repr.ts";

const DEPTH = 3;

export function reprNode(node: AST): string {
  return reprOf(node, DEPTH);
}

function reprOf(node: AST, depth: number): string {
  if (depth <= 0) return `${node.nodeType}(...)`;
  const values = node as unknown as Readonly<Record<string, unknown>>;
  const fields = nodeFields[node.nodeType].map(({ name, type }) => {
    const value = values[name];
    const text = Array.isArray(value) ? reprList(value, type, depth) : reprValue(value, type, depth - 1);
    return `${name}=${text}`;
  });
  return `${node.nodeType}(${fields.join(", ")})`;
}

function reprList(items: readonly unknown[], type: string, depth: number): string {
  const texts = items.length < 2 ? items : [items[0], items[items.length - 1]];
  const [first, last] = texts.map((item) => reprValue(item, type, depth - 1));
  if (first === undefined) return "[]";
  if (last === undefined) return `[${first}]`;
  return items.length > 2 ? `[${first}, ..., ${last}]` : `[${first}, ${last}]`;
}

function reprValue(value: unknown, type: string, depth: number): string {
  if (typeof value === "object" && value !== null && "nodeType" in value) return reprOf(value as AST, depth);
  // An operator or a context is a node without fields.
  if (enumerationNames.has(type)) return depth <= 0 ? `${value as NodeType}(...)` : `${value as NodeType}()`;
  return reprConstant(value as never);
}
