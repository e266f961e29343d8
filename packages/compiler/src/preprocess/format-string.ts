/**
 * `"…%s…" % (a, b)` becomes an f-string, which needs neither the tuple nor the format at run time.
 *
 * Only `%s`, `%r` and `%a` with plain widths and precisions qualify, and only if there are exactly as
 * many as items. Anything else is left to the `%` operator, errors included.
 */

import { CodePoints, ast } from "@pyvm/parser";
import type { Str } from "./docstring.ts";

/** The digits a width or precision may have; more is left to the `%` operator. */
const MAX_DIGITS = 3;

const PERCENT = 0x25;
const ZERO = 0x30;
const NINE = 0x39;

/** The f-string for `format % items`, or null if there is none. */
export function optimizeFormat(node: ast.BinOp, format: Str, items: ast.expr[]): ast.JoinedStr | null {
  const points = codePoints(format);
  const values: ast.expr[] = [];
  let position = 0;
  let used = 0;
  for (;;) {
    const end = literalEnd(points, position);
    if (end > position) values.push(literal(points, position, end));
    if (end >= points.length) break;
    if (used >= items.length) return null;
    const field = parseField(points, end + 1);
    if (field === null) return null;
    values.push(formattedValue(field, items[used++]));
    position = field.end;
  }
  if (used < items.length) return null;
  return ast.JoinedStr(values, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

interface Field {
  conversion: number;
  leftAligned: boolean;
  /** -1 if not given, as for the precision. */
  width: number;
  precision: number;
  /** The position after the field. */
  end: number;
}

/** Where the literal text from `start` ends: at a `%` that is not doubled. */
function literalEnd(points: ArrayLike<number>, start: number): number {
  let position = start;
  while (position < points.length) {
    if (points[position] !== PERCENT) position++;
    else if (points[position + 1] === PERCENT) position += 2;
    else break;
  }
  return position;
}

function literal(points: ArrayLike<number>, start: number, end: number): ast.Constant {
  const kept: number[] = [];
  for (let position = start; position < end; position++) {
    kept.push(points[position]);
    if (points[position] === PERCENT) position++;
  }
  return ast.Constant(strOf(kept), null, -1, -1, -1, -1);
}

/** Parse what follows a `%`; null for anything but a simple field. */
function parseField(points: ArrayLike<number>, start: number): Field | null {
  let position = start;
  let leftAligned = false;
  while (position < points.length && "-+ #0".includes(String.fromCodePoint(points[position]))) {
    if (points[position] === 0x2d) leftAligned = true;
    position++;
  }
  let width = -1;
  if (isDigit(points[position])) {
    const number = parseDigits(points, position);
    if (number === null) return null;
    width = number.value;
    position = number.end;
  }
  let precision = -1;
  if (points[position] === 0x2e) {
    position++;
    precision = 0;
    if (isDigit(points[position])) {
      const number = parseDigits(points, position);
      if (number === null) return null;
      precision = number.value;
      position = number.end;
    }
  }
  const conversion = points[position];
  if (conversion !== 0x73 && conversion !== 0x72 && conversion !== 0x61) return null; // s, r, a
  return { conversion, leftAligned, width, precision, end: position + 1 };
}

function isDigit(point: number | undefined): boolean {
  return point !== undefined && point >= ZERO && point <= NINE;
}

function parseDigits(points: ArrayLike<number>, start: number): { value: number; end: number } | null {
  let value = 0;
  let position = start;
  while (isDigit(points[position])) {
    value = value * 10 + (points[position] - ZERO);
    position++;
    if (position >= points.length || position - start >= MAX_DIGITS) return null;
  }
  return { value, end: position };
}

function formattedValue(field: Field, value: ast.expr): ast.FormattedValue {
  let spec = "";
  if (!field.leftAligned && field.width > 0) spec += ">";
  if (field.width >= 0) spec += field.width;
  if (field.precision >= 0) spec += `.${field.precision}`;
  const formatSpec = spec === "" ? null : ast.Constant(spec, null, -1, -1, -1, -1);
  const { lineno, col_offset, end_lineno, end_col_offset } = value;
  return ast.FormattedValue(
    value,
    field.conversion,
    formatSpec,
    lineno,
    col_offset,
    end_lineno,
    end_col_offset,
  );
}

function codePoints(text: Str): ArrayLike<number> {
  return text instanceof CodePoints ? text.points : Array.from(text, (char) => char.codePointAt(0)!);
}

function strOf(points: number[]): Str {
  if (points.some((point) => point >= 0xd800 && point <= 0xdfff))
    return new CodePoints(Uint32Array.from(points));
  return points.map((point) => String.fromCodePoint(point)).join("");
}
