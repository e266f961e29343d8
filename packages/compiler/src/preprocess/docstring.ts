/**
 * Docstrings: which statement is one, and its text as `__doc__` shows it.
 */

import { CodePoints, PySyntaxError, type ast } from "@pyvm/parser";

/** A str constant: a string, or code points if it holds lone surrogates. */
export type Str = string | CodePoints;

/** The docstring of a body, or null. Only a plain str constant is one; an f-string is not. */
export function getDocString(body: ast.stmt[]): Str | null {
  if (body.length === 0) return null;
  const first = body[0];
  if (first.nodeType !== "Expr" || first.value.nodeType !== "Constant") return null;
  const { value } = first.value;
  return typeof value === "string" || value instanceof CodePoints ? value : null;
}

const TAB_SIZE = 8;

/**
 * Strip the indentation of a docstring: tabs become spaces, then the common margin of all lines after
 * the first goes, and the leading spaces of the first. Unlike `inspect.cleandoc` this keeps blank lines
 * at both ends.
 *
 * CPython does this in UTF-8, so a docstring with a lone surrogate is a UnicodeEncodeError.
 */
export function cleanDoc(doc: Str): string {
  if (doc instanceof CodePoints) throw unencodable(doc);
  const expanded = expandTabs(doc);
  const lines = expanded.split("\n");
  let margin = Infinity;
  for (const line of lines.slice(1)) {
    const indent = leadingSpaces(line);
    if (indent < line.length) margin = Math.min(margin, indent);
  }
  if (margin === Infinity) margin = 0;
  const first = lines[0].slice(leadingSpaces(lines[0]));
  const rest = lines.slice(1).map((line) => line.slice(Math.min(margin, leadingSpaces(line))));
  return [first, ...rest].join("\n");
}

function leadingSpaces(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === 0x20) count++;
  return count;
}

/** `str.expandtabs()`: columns count code points, and start again after a newline or carriage return. */
function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let result = "";
  let column = 0;
  for (const char of text) {
    if (char === "\t") {
      const width = TAB_SIZE - (column % TAB_SIZE);
      result += " ".repeat(width);
      column += width;
    } else {
      result += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return result;
}

/** The error for the first run of surrogates, at its place once tabs are expanded. */
function unencodable(doc: CodePoints): PySyntaxError {
  const points = Array.from(doc.points);
  const first = points.findIndex(isSurrogate);
  let end = first;
  while (end < points.length && isSurrogate(points[end])) end++;
  const before = expandTabs(String.fromCodePoint(...points.slice(0, first)));
  const position = Array.from(before).length;
  const where =
    end - first === 1
      ? `character '\\u${points[first].toString(16)}' in position ${position}`
      : `characters in position ${position}-${position + (end - first) - 1}`;
  return new PySyntaxError(`'utf-8' codec can't encode ${where}: surrogates not allowed`, {
    type: "UnicodeEncodeError",
  });
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
