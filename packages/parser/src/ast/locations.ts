/** Positions of nodes that were not parsed: `copy_location`, `fix_missing_locations`, `increment_lineno`. */
import type { AST } from "./generated/nodes.ts";
import { locatedNodes } from "./generated/nodes.ts";
import { iterChildNodes, walk } from "./visitor.ts";

/** A position, as far as there is one. */
interface Location {
  lineno?: number;
  col_offset?: number;
  end_lineno?: number;
  end_col_offset?: number;
}

/** Gives a node the position of another one, and gives it back. */
export function copyLocation<Node extends AST>(node: Node, from: AST): Node {
  if (!isLocated(node) || !isLocated(from)) return node;
  const { lineno, col_offset, end_lineno, end_col_offset } = from;
  Object.assign(node, { lineno, col_offset, end_lineno, end_col_offset });
  return node;
}

/**
 * Gives all nodes without a position, or with half of one, that of the node above, and gives the tree back. A node
 * that was made without a position is ready to be compiled then.
 *
 * @example
 * const tree = parse("x = 1");
 * tree.body.push(ast.Expr(ast.Name("x", "Load")));
 * fixMissingLocations(tree);
 */
export function fixMissingLocations<Node extends AST>(node: Node): Node {
  const pending: [AST, Required<Location>][] = [
    [node, { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 }],
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [current, above] = next;
    let location = above;
    if (isLocated(current)) {
      current.lineno ??= above.lineno;
      current.end_lineno ??= above.end_lineno;
      current.col_offset ??= above.col_offset;
      current.end_col_offset ??= above.end_col_offset;
      location = current as Required<Location>;
    }
    for (const child of iterChildNodes(current)) pending.push([child, location]);
  }
  return node;
}

/** Moves a tree down by a number of lines, and gives it back. */
export function incrementLineno<Node extends AST>(node: Node, count = 1): Node {
  for (const current of walk(node)) {
    if (current.nodeType === "TypeIgnore") current.lineno += count;
    else if (isLocated(current)) {
      current.lineno = (current.lineno ?? 0) + count;
      if (current.end_lineno !== undefined) current.end_lineno += count;
    }
  }
  return node;
}

function isLocated(node: AST): node is AST & Location {
  return locatedNodes.has(node.nodeType);
}
