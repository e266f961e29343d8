/** Going through a tree: `walk` for every node, `visit` with one function per node type. */
import type { AST, NodeType } from "./generated/nodes.ts";
import { nodeFields } from "./generated/nodes.ts";
import { orRecursionError } from "../errors/stack-overflow.ts";

/** The fields of a node with their values, in the order of `_fields`. */
export function* iterFields(node: AST): Generator<[name: string, value: unknown], void, undefined> {
  const values = node as unknown as Readonly<Record<string, unknown>>;
  for (const { name } of nodeFields[node.nodeType]) yield [name, values[name]];
}

/** The nodes directly below, in the order of the fields. */
export function* iterChildNodes(node: AST): Generator<AST, void, undefined> {
  const values = node as unknown as Readonly<Record<string, unknown>>;
  for (const field of nodeFields[node.nodeType]) {
    if (!field.isNode) continue;
    const value = values[field.name];
    if (value === null || value === undefined) continue;
    if (!Array.isArray(value)) {
      yield value as AST;
      continue;
    }
    for (const item of value as (AST | null)[]) if (item !== null) yield item;
  }
}

/**
 * The node and all nodes below it, nearest first, as `ast.walk`. Takes no stack, however deep the tree is.
 *
 * @example
 * [...walk(parse("f(x)"))].filter((node) => node.nodeType === "Name").length; // 2
 */
export function* walk(node: AST): Generator<AST, void, undefined> {
  const queue: AST[] = [node];
  for (let index = 0; index < queue.length; index++) {
    const current = queue[index]!;
    for (const child of iterChildNodes(current)) queue.push(child);
    yield current;
  }
}

/** One function per node type; `undefined` for the types that are only passed through. */
export type Visitor = {
  readonly [Type in NodeType]?: (node: Extract<AST, { nodeType: Type }>, visitChildren: () => void) => void;
};

/**
 * Calls the visitor's function for the node's type, as `ast.NodeVisitor`. A function that wants the nodes below
 * visited calls `visitChildren`; where there is no function they are visited of themselves, which takes no stack.
 *
 * @throws {PySyntaxError} RecursionError if functions that call `visitChildren` nest too deeply.
 * @example
 * visit(parse("import os"), { Import: (node) => console.log(node.names[0]!.name) });
 */
export function visit(node: AST, visitor: Visitor): void {
  orRecursionError(() => visitAll([node].values(), visitor));
}

/** Visits in the order of the source: first a node, then what is below it, then the next. */
function visitAll(nodes: Iterator<AST>, visitor: Visitor): void {
  const pending = [nodes];
  while (pending.length > 0) {
    const { value: node, done } = pending[pending.length - 1]!.next();
    if (done === true) {
      pending.pop();
      continue;
    }
    const visitNode = visitor[node.nodeType] as ((node: AST, visitChildren: () => void) => void) | undefined;
    if (visitNode === undefined) pending.push(iterChildNodes(node));
    else visitNode(node, () => visitAll(iterChildNodes(node), visitor));
  }
}
