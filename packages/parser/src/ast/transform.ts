/** Changing a tree: `ast.NodeTransformer` as a function. */
import type * as ast from "./generated/nodes.ts";
import type { AST, NodeType } from "./generated/nodes.ts";
import { nodeFields } from "./generated/nodes.ts";
import { orRecursionError } from "../errors/stack-overflow.ts";

/** What may stand in the place of a node: any node of the same sum. */
export type Sibling<Node extends AST> = Node extends ast.stmt
  ? ast.stmt
  : Node extends ast.expr
    ? ast.expr
    : Node extends ast.pattern
      ? ast.pattern
      : Node extends ast.type_param
        ? ast.type_param
        : Node extends ast.mod
          ? ast.mod
          : Node;

/** A node, several in a list, none (`null`), or the node itself (`undefined`). */
export type Replacement<Node extends AST> =
  Sibling<Node> | readonly Sibling<Node>[] | null | undefined | void;

/** One function per node type; nodes of other types stay and what is below them is transformed. */
export type Transformer = {
  readonly [Type in NodeType]?: (
    node: Extract<AST, { nodeType: Type }>,
    transformChildren: () => void,
  ) => Replacement<Extract<AST, { nodeType: Type }>>;
};

/**
 * Changes a tree in place, as `ast.NodeTransformer`, and gives what stands in the place of its root.
 *
 * The function for a node's type says what becomes of it: another node or several, `null` to remove it, nothing to
 * keep it. What is below a node is transformed when its function calls `transformChildren`, or when it has none.
 *
 * @throws {PySyntaxError} RecursionError if the tree is too deep.
 * @throws {TypeError} if a node is removed, or replaced by several, where exactly one has to be.
 * @example
 * const tree = parse("print(x)");
 * transform(tree, { Name: (node) => ast.Name(node.id.toUpperCase(), node.ctx) });
 * unparse(tree); // "PRINT(X)"
 */
export function transform<Node extends AST>(node: Node, transformer: Transformer): Sibling<Node> {
  const found = orRecursionError(() => transformed(node, transformer));
  if (found === null || Array.isArray(found)) throw notOne(node, "the root of a tree");
  return found as Sibling<Node>;
}

function transformed(node: AST, transformer: Transformer): AST | readonly AST[] | null {
  const transformChildren = (): void => transformFields(node, transformer);
  const rule = transformer[node.nodeType] as
    ((node: AST, transformChildren: () => void) => AST | readonly AST[] | null | undefined) | undefined;
  if (rule !== undefined) {
    const found = rule(node, transformChildren);
    return found === undefined ? node : found;
  }
  transformChildren();
  return node;
}

function transformFields(node: AST, transformer: Transformer): void {
  const values = node as unknown as Record<string, AST | (AST | null)[] | null>;
  for (const { name, kind, isNode } of nodeFields[node.nodeType]) {
    if (!isNode) continue;
    const value = values[name];
    if (Array.isArray(value)) {
      const items = value.flatMap((item): readonly (AST | null)[] => {
        if (item === null) return [null];
        const found = transformed(item, transformer);
        if (found === null) return [];
        return Array.isArray(found) ? (found as readonly AST[]) : [found as AST];
      });
      value.splice(0, value.length, ...items);
    } else if (value !== null && value !== undefined) {
      const found = transformed(value, transformer);
      if (Array.isArray(found) || (found === null && kind === "one")) {
        throw notOne(value, `${node.nodeType}.${name}`);
      }
      values[name] = found as AST | null;
    }
  }
}

function notOne(node: AST, place: string): TypeError {
  return new TypeError(`${node.nodeType} can only be replaced by one node, as ${place}`);
}
