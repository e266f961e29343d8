/**
 * `csv.writer`: records as lines (CPython Modules/_csv.c, join_append_data and csv_writerow).
 */
import { defineType, getset, method } from "../../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { UNWINDING, must, pendingException, takePending } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, typeName, typeOf } from "../../kernel/type.ts";
import { PyComplex } from "../../objects/complex.ts";
import { type Str, charOf, fromPoints, joinStrs, pointsOf, strOf } from "../../objects/str/text.ts";
import { call } from "../../protocols/call.ts";
import { iter, iterateOrThrow } from "../../protocols/iterate.ts";
import { isIndex } from "../../protocols/number.ts";
import { exactStr, str } from "../../protocols/repr.ts";
import { NO_CHARACTER, type PyDialect, Quoting, csvError } from "./dialect.ts";

export class PyWriter implements HeapObject {
  declare readonly cls: PyType;
  readonly write: PyObject;
  readonly dialect: PyDialect;
  constructor(write: PyObject, dialect: PyDialect) {
    this.write = write;
    this.dialect = dialect;
  }
}

function writeRow(self: PyWriter, row: PyObject): Result {
  const { dialect } = self;
  const { quoting } = dialect;
  const fields: Str[] = [];
  let last: PyObject | undefined;
  for (const field of fieldsOf(row)) {
    last = field;
    fields.push(fieldText(dialect, field, isQuoted(quoting, field)));
  }
  if (fields.length === 1 && fields[0] === "") {
    const isBare = last === None && (quoting === Quoting.STRINGS || quoting === Quoting.NOTNULL);
    if (quoting === Quoting.NONE || isBare) throw csvError("single empty field record must be quoted");
    fields[0] = quotedText(dialect, "");
  }
  const line = joinStrs(charOf(dialect.delimiter), fields);
  return call(self.write, [joinStrs("", [line, dialect.lineterminator])]);
}

function fieldsOf(row: PyObject): Iterable<PyObject> {
  const iterator = iter(row);
  if (iterator !== undefined) return iterateOrThrow(iterator);
  if (!isInstanceOfException(pendingException(), exceptionTypes.TypeError)) throw UNWINDING;
  takePending();
  throw csvError(`iterable expected, not ${typeName(row)}`);
}

/** Whether the dialect quotes such a field whatever is in it. */
function isQuoted(quoting: number, field: PyObject): boolean {
  switch (quoting) {
    case Quoting.ALL:
      return true;
    case Quoting.NONNUMERIC:
      return !isNumber(field);
    case Quoting.STRINGS:
      return strOf(field) !== undefined;
    case Quoting.NOTNULL:
      return field !== None;
    default:
      return false;
  }
}

function isNumber(value: PyObject): boolean {
  const { slots } = typeOf(value);
  return (
    isIndex(value) ||
    slots.__int__ !== undefined ||
    slots.__float__ !== undefined ||
    value instanceof PyComplex
  );
}

function fieldText(dialect: PyDialect, field: PyObject, quoted: boolean): Str {
  const text = field === None ? "" : (strOf(field) ?? (exactStr(must(str(field))) as Str));
  if (text === "") {
    if (dialect.delimiter !== SPACE || !dialect.skipinitialspace)
      return quoted ? quotedText(dialect, "") : "";
    const { quoting } = dialect;
    const bare = field === None && (quoting === Quoting.STRINGS || quoting === Quoting.NOTNULL);
    if (quoting === Quoting.NONE || bare) {
      throw csvError("empty field must be quoted if delimiter is a space and skipinitialspace is true");
    }
    return quotedText(dialect, "");
  }
  const escaped = escapedText(dialect, text);
  return quoted || escaped.needsQuotes ? quotedText(dialect, escaped.text) : escaped.text;
}

const SPACE = 0x20;

function quotedText(dialect: PyDialect, text: Str): Str {
  const quote = charOf(dialect.quotechar);
  return joinStrs("", [quote, text, quote]);
}

/** Characters with a meaning: doubled, escaped, or a reason to quote the field. */
function escapedText(dialect: PyDialect, text: Str): { text: Str; needsQuotes: boolean } {
  const { delimiter, escapechar, quotechar, quoting } = dialect;
  const ends = new Set(pointsOf(dialect.lineterminator));
  const points: number[] = [];
  let needsQuotes = false;
  for (const point of pointsOf(text)) {
    const isSpecial =
      point === delimiter ||
      point === escapechar ||
      point === quotechar ||
      isLineEnd(point) ||
      ends.has(point);
    if (isSpecial) {
      let escapes = quoting === Quoting.NONE || point === escapechar;
      if (quoting !== Quoting.NONE) {
        if (point === quotechar) {
          if (dialect.doublequote) points.push(quotechar);
          else escapes = true;
        }
        if (!escapes) needsQuotes = true;
      }
      if (escapes) {
        if (escapechar === NO_CHARACTER) throw csvError("need to escape, but no escapechar set");
        points.push(escapechar);
      }
    }
    points.push(point);
  }
  return { text: fromPoints(points), needsQuotes };
}

function isLineEnd(point: number): boolean {
  return point === 0x0a || point === 0x0d;
}

export const writerType = defineType("writer", {
  instance: PyWriter,
  module: "_csv",
  final: true,
  doc: "Writes records.",
  methods: {
    dialect: getset(null, (self: PyWriter) => self.dialect),
    writerow: method("($self, row, /)", "Write a record; answers what the file's write() does.", writeRow),
    writerows: method("($self, rows, /)", "Write records.", (self: PyWriter, rows: PyObject) => {
      for (const row of iterateOrThrow(rows)) must(writeRow(self, row));
      return None;
    }),
  },
});
