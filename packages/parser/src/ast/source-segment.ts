/** `ast.get_source_segment`: the source of a node. */
import type { AST } from "./generated/nodes.ts";

export interface SourceSegmentOptions {
  /** Whether the first line of a node of several lines keeps its indentation, as blanks. */
  readonly padded?: boolean;
}

/**
 * The text a node was parsed from, or `null` for a node without a position.
 *
 * @param source The text the tree was parsed from; what stands in other places is not looked at.
 * @example
 * const source = "x = [1,  2]";
 * getSourceSegment(source, parse(source).body[0].value); // "[1,  2]"
 */
export function getSourceSegment(
  source: string,
  node: AST,
  options: SourceSegmentOptions = {},
): string | null {
  if (!("end_lineno" in node)) return null;
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  const lines = source.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [];
  const first = lines[lineno - 1];
  const last = lines[end_lineno - 1];
  if (first === undefined || last === undefined) return null;
  const start = offsetOfByte(first, col_offset);
  const end = offsetOfByte(last, end_col_offset);
  if (lineno === end_lineno) return first.slice(start, end);
  const padding = options.padded === true ? first.slice(0, start).replace(/[^\f\t]/gu, " ") : "";
  return padding + first.slice(start) + lines.slice(lineno, end_lineno - 1).join("") + last.slice(0, end);
}

/** A UTF-8 byte column as a UTF-16 offset. */
function offsetOfByte(line: string, column: number): number {
  let bytes = 0;
  for (let offset = 0; offset < line.length; offset++) {
    if (bytes >= column) return offset;
    const code = line.charCodeAt(offset);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return line.length;
}
