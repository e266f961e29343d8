/**
 * `csv.reader`: a state machine over the characters of lines (CPython Modules/_csv.c, parse_process_char).
 */
import { defineType, getset, member } from "../../kernel/define.ts";
import { EXHAUSTED, type Exhausted, type HeapObject, type PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, floatType, typeName } from "../../kernel/type.ts";
import { makeList } from "../../objects/list.ts";
import { fromPoints, pointsOf, strOf } from "../../objects/str/text.ts";
import { call } from "../../protocols/call.ts";
import { next } from "../../protocols/iterate.ts";
import { type PyDialect, Quoting, csvError, registry } from "./dialect.ts";

type State =
  | "start-record"
  | "start-field"
  | "escaped"
  | "after-escaped-newline"
  | "in-field"
  | "in-quotes"
  | "escaped-in-quotes"
  | "quote-in-quotes"
  | "eat-newline";

/** The end of what the iterator gave; no character. */
const END = -2;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

export class PyReader implements HeapObject {
  declare readonly cls: PyType;
  readonly input: PyObject;
  readonly dialect: PyDialect;
  line_num = 0;
  state: State = "start-record";
  fields: PyObject[] = [];
  field: number[] = [];
  /** The field at hand has not been in quotes. */
  unquoted = false;
  constructor(input: PyObject, dialect: PyDialect) {
    this.input = input;
    this.dialect = dialect;
  }
}

function nextRecord(self: PyReader): PyObject | Exhausted {
  self.fields = [];
  self.field = [];
  self.state = "start-record";
  self.unquoted = false;
  do {
    const line = must(next(self.input));
    if (line === EXHAUSTED) {
      if (self.field.length === 0 && (self.state as State) !== "in-quotes") return EXHAUSTED;
      if (self.dialect.strict) throw csvError("unexpected end of data");
      saveField(self);
      break;
    }
    const text = strOf(line as PyObject);
    if (text === undefined) {
      const given = typeName(line as PyObject);
      throw csvError(`iterator should return strings, not ${given} (the file should be opened in text mode)`);
    }
    self.line_num++;
    if (typeof text === "string")
      for (let index = 0; index < text.length; index++) take(self, text.charCodeAt(index));
    else for (const point of pointsOf(text)) take(self, point);
    take(self, END);
  } while (self.state !== "start-record");
  return makeList(self.fields);
}

/** What an unquoted field stands for depends on the dialect: None, a number, or itself. */
function saveField(self: PyReader): void {
  const { quoting } = self.dialect;
  const text = fromPoints(self.field);
  const isEmpty = self.field.length === 0;
  const readsNone = quoting === Quoting.NOTNULL || quoting === Quoting.STRINGS;
  const readsNumbers = quoting === Quoting.NONNUMERIC || quoting === Quoting.STRINGS;
  self.field = [];
  if (self.unquoted && isEmpty && readsNone) self.fields.push(None);
  else if (self.unquoted && !isEmpty && readsNumbers) self.fields.push(must(call(floatType, [text])));
  else self.fields.push(text);
}

function add(self: PyReader, character: number): void {
  const { fieldLimit } = registry();
  if (self.field.length >= fieldLimit) throw csvError(`field larger than field limit (${fieldLimit})`);
  self.field.push(character);
}

function endLine(self: PyReader, character: number): void {
  saveField(self);
  self.state = character === END ? "start-record" : "eat-newline";
}

function endsLine(character: number): boolean {
  return character === NEWLINE || character === RETURN || character === END;
}

function take(self: PyReader, character: number): void {
  const { dialect } = self;
  const quotes = dialect.quoting !== Quoting.NONE && character === dialect.quotechar;
  switch (self.state) {
    case "start-record":
      if (character === END) return;
      if (endsLine(character)) {
        self.state = "eat-newline";
        return;
      }
      self.state = "start-field";
      return takeFirst(self, character, quotes);
    case "start-field":
      return takeFirst(self, character, quotes);
    case "escaped":
      add(self, character === END ? NEWLINE : character);
      self.state = character === NEWLINE || character === RETURN ? "after-escaped-newline" : "in-field";
      return;
    case "after-escaped-newline":
      if (character === END) return;
      return takeUnquoted(self, character);
    case "in-field":
      return takeUnquoted(self, character);
    case "in-quotes":
      if (character === END) return;
      if (character === dialect.escapechar) self.state = "escaped-in-quotes";
      else if (quotes) self.state = dialect.doublequote ? "quote-in-quotes" : "in-field";
      else add(self, character);
      return;
    case "escaped-in-quotes":
      add(self, character === END ? NEWLINE : character);
      self.state = "in-quotes";
      return;
    case "quote-in-quotes":
      return takeAfterQuote(self, character, quotes);
    case "eat-newline":
      if (character === END) self.state = "start-record";
      else if (!endsLine(character)) {
        throw csvError(
          "new-line character seen in unquoted field - do you need to open the file with newline=''?",
        );
      }
  }
}

function takeFirst(self: PyReader, character: number, quotes: boolean): void {
  const { dialect } = self;
  self.unquoted = true;
  if (endsLine(character)) endLine(self, character);
  else if (quotes) {
    self.unquoted = false;
    self.state = "in-quotes";
  } else if (character === dialect.escapechar) self.state = "escaped";
  else if (character === SPACE && dialect.skipinitialspace) return;
  else if (character === dialect.delimiter) saveField(self);
  else {
    add(self, character);
    self.state = "in-field";
  }
}

function takeUnquoted(self: PyReader, character: number): void {
  const { dialect } = self;
  if (endsLine(character)) endLine(self, character);
  else if (character === dialect.escapechar) self.state = "escaped";
  else if (character === dialect.delimiter) {
    saveField(self);
    self.state = "start-field";
  } else add(self, character);
}

function takeAfterQuote(self: PyReader, character: number, quotes: boolean): void {
  const { dialect } = self;
  if (quotes) {
    add(self, character);
    self.state = "in-quotes";
  } else if (character === dialect.delimiter) {
    saveField(self);
    self.state = "start-field";
  } else if (endsLine(character)) endLine(self, character);
  else if (dialect.strict) {
    const show = String.fromCodePoint;
    throw csvError(`'${show(dialect.delimiter)}' expected after '${show(dialect.quotechar)}'`);
  } else {
    add(self, character);
    self.state = "in-field";
  }
}

export const readerType = defineType("reader", {
  instance: PyReader,
  module: "_csv",
  final: true,
  doc: "Reads records.",
  slots: { __iter__: (self) => self, __next__: nextRecord },
  methods: {
    dialect: getset(null, (self: PyReader) => self.dialect),
    line_num: member(null, "line_num"),
  },
});
