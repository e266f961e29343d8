/** `ast.get_docstring`, and `inspect.cleandoc` for it. */
import { CodePoints } from "./constants.ts";
import type * as ast from "./generated/nodes.ts";

export interface DocstringOptions {
  /** Whether tabs are expanded and the common indentation is taken away; true unless given. */
  readonly clean?: boolean;
}

/**
 * The docstring of a module, a class or a function, or `null` if it has none.
 *
 * @example
 * getDocstring(parse('"""One.\n\n    Two.\n"""')); // "One.\n\nTwo."
 */
export function getDocstring(
  node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
  options: DocstringOptions = {},
): string | CodePoints | null {
  const first = node.body[0];
  if (first?.nodeType !== "Expr" || first.value.nodeType !== "Constant") return null;
  const { value } = first.value;
  const { clean = true } = options;
  if (typeof value === "string") {
    if (!clean) return value;
    const points = Array.from(value, (character) => character.codePointAt(0)!);
    return cleanDoc(points)
      .map((point) => String.fromCodePoint(point))
      .join("");
  }
  if (!(value instanceof CodePoints)) return null;
  return clean ? new CodePoints(Uint32Array.from(cleanDoc([...value.points]))) : value;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const TAB_SIZE = 8;

function cleanDoc(text: readonly number[]): number[] {
  const lines = linesWithoutTabs(text);
  const depths = lines.map((line) => line.findIndex((point) => point !== SPACE));
  const margin = Math.min(...depths.slice(1).filter((depth) => depth >= 0));
  const cleaned = lines.map((line, index) => {
    if (index === 0) return depths[0]! < 0 ? [] : line.slice(depths[0]);
    return Number.isFinite(margin) ? line.slice(margin) : line;
  });
  while (cleaned.length > 0 && cleaned[cleaned.length - 1]!.length === 0) cleaned.pop();
  while (cleaned.length > 0 && cleaned[0]!.length === 0) cleaned.shift();
  return cleaned.flatMap((line, index) => (index === 0 ? line : [LINE_FEED, ...line]));
}

/** Each tab reaches to the next column that is a multiple of eight. */
function linesWithoutTabs(text: readonly number[]): number[][] {
  const lines: number[][] = [[]];
  let column = 0;
  for (const point of text) {
    const line = lines[lines.length - 1]!;
    if (point === LINE_FEED) {
      lines.push([]);
      column = 0;
    } else if (point === TAB) {
      const width = TAB_SIZE - (column % TAB_SIZE);
      for (let index = 0; index < width; index++) line.push(SPACE);
      column += width;
    } else {
      line.push(point);
      column = point === RETURN ? 0 : column + 1;
    }
  }
  return lines;
}
