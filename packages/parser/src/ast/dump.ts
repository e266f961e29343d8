/**
 * `ast.dump`: a tree as text, letter for letter as CPython's `Lib/ast.py` prints it.
 *
 * Constants are printed by Python's `repr`, which is here too as far as constants go.
 */
import type { AST, FieldInfo } from "./generated/nodes.ts";
import { enumerationNames, locatedNodes, nodeFields } from "./generated/nodes.ts";
import { orRecursionError } from "../errors/stack-overflow.ts";
import { reprConstant } from "./repr.ts";

export interface DumpOptions {
  /** Whether field names are shown; true unless given. */
  readonly annotateFields?: boolean;
  /** Whether positions are shown; false unless given. */
  readonly includeAttributes?: boolean;
  /** Blanks per level, or the text of one level; one line unless given. */
  readonly indent?: number | string | null;
  /** Whether empty lists and absent fields are shown; false unless given. */
  readonly showEmpty?: boolean;
}

/**
 * The text of a node.
 *
 * @throws {PySyntaxError} RecursionError if the tree is too deep.
 * @example
 * dump(parse("x", { mode: "eval" })); // "Expression(body=Name(id='x', ctx=Load()))"
 */
export function dump(node: AST, options: DumpOptions = {}): string {
  const { indent = null } = options;
  const style: Style = {
    annotateFields: options.annotateFields ?? true,
    includeAttributes: options.includeAttributes ?? false,
    indent: typeof indent === "number" ? " ".repeat(indent) : indent,
    showEmpty: options.showEmpty ?? false,
  };
  return orRecursionError(() => format(node, 0, style).text);
}

interface Style {
  readonly annotateFields: boolean;
  readonly includeAttributes: boolean;
  readonly indent: string | null;
  readonly showEmpty: boolean;
}

interface Formatted {
  readonly text: string;
  /** Whether it is short enough to stand on one line with its neighbours. */
  readonly isSimple: boolean;
}

const ATTRIBUTES = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;

function format(value: unknown, depth: number, style: Style): Formatted {
  if (Array.isArray(value)) return formatList(value, depth, style);
  if (isNode(value)) return formatNode(value, depth, style);
  return { text: reprConstant(value as never), isSimple: true };
}

function isNode(value: unknown): value is AST {
  return typeof value === "object" && value !== null && "nodeType" in value;
}

function formatNode(node: AST, depth: number, style: Style): Formatted {
  const { separator, prefix } = layout(depth + 1, style);
  const values = node as unknown as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  /** Empty lists that wait: without names they are shown only in front of something that is not empty. */
  let waiting: string[] = [];
  let allSimple = true;
  let withNames = style.annotateFields;
  for (const field of nodeFields[node.nodeType]) {
    const value = values[field.name];
    if (field.kind === "optional" && value === null) {
      // Whatever follows a field that is left out needs its name.
      withNames = true;
      continue;
    }
    if (!style.showEmpty) {
      if (field.kind === "sequence" && (value as unknown[]).length === 0) {
        if (!withNames) waiting.push("[]");
        continue;
      }
      if (!withNames) {
        parts.push(...waiting);
        waiting = [];
      }
    }
    const formatted = formatField(field, value, depth + 1, style);
    allSimple &&= formatted.isSimple;
    parts.push(withNames ? `${field.name}=${formatted.text}` : formatted.text);
  }
  if (style.includeAttributes && locatedNodes.has(node.nodeType)) {
    for (const name of ATTRIBUTES) {
      const value = values[name];
      if (value === null || value === undefined) continue;
      parts.push(`${name}=${String(value)}`);
    }
  }
  const name = node.nodeType;
  if (allSimple && parts.length <= 3) {
    return { text: `${name}(${parts.join(", ")})`, isSimple: parts.length === 0 };
  }
  return { text: `${name}(${prefix}${parts.join(separator)})`, isSimple: false };
}

/** Operators and contexts are nodes without fields to CPython. */
function formatField(field: FieldInfo, value: unknown, depth: number, style: Style): Formatted {
  if (!enumerationNames.has(field.type)) return format(value, depth, style);
  if (!Array.isArray(value)) return { text: `${String(value)}()`, isSimple: true };
  return listOf(
    value.map((item) => `${String(item)}()`),
    depth,
    style,
  );
}

function formatList(items: readonly unknown[], depth: number, style: Style): Formatted {
  return listOf(
    items.map((item) => format(item, depth + 1, style).text),
    depth,
    style,
  );
}

function listOf(texts: readonly string[], depth: number, style: Style): Formatted {
  if (texts.length === 0) return { text: "[]", isSimple: true };
  const { separator, prefix } = layout(depth + 1, style);
  return { text: `[${prefix}${texts.join(separator)}]`, isSimple: false };
}

function layout(depth: number, style: Style): { separator: string; prefix: string } {
  if (style.indent === null) return { separator: ", ", prefix: "" };
  const line = `\n${style.indent.repeat(depth)}`;
  return { separator: `,${line}`, prefix: line };
}
