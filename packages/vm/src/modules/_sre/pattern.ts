/**
 * `re.Pattern`: a compiled regular expression, and `SRE_Scanner`.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { classMethod, defineType, getset, member, method } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import { call } from "../../kernel/invoke.ts";
import { EXHAUSTED, type HeapObject, type PyObject, type Result } from "../../kernel/object.ts";
import { UNWINDING, must, typeError } from "../../kernel/raise.ts";
import { None, NotImplemented } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { PyStr, utf16Of } from "../../kernel/text.ts";
import { type PyType, isInstance, strType, typeOf } from "../../kernel/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { makeGenericAlias } from "../../objects/generic-alias.ts";
import { makeList } from "../../objects/list.ts";
import { makeMappingProxy } from "../../objects/mappingproxy.ts";
import { type PyTuple, makeTuple } from "../../objects/tuple.ts";
import { equals } from "../../protocols/compare.ts";
import { hash } from "../../protocols/hash.ts";
import { toClampedIndex, toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { PyMatch } from "./match.ts";
import { Matcher } from "./matcher.ts";
import type { Program } from "./program.ts";
import { type SubjectText, subjectOf } from "./subject.ts";
import { PyTemplate, expandTemplate } from "./template.ts";

const FLAG_UNICODE = 32;
const FLAG_LOCALE = 4;

export class PyPattern implements HeapObject {
  declare readonly cls: PyType;
  readonly pattern: PyObject;
  readonly flags: number;
  readonly groups: number;
  readonly groupIndex: PyDict;
  /** Names by group number, None where a group has none. */
  readonly indexGroup: PyTuple;
  readonly program: Program;
  /** The words of the program, for comparison. */
  readonly words: Uint32Array;

  constructor(
    pattern: PyObject,
    flags: number,
    groups: number,
    groupIndex: PyDict,
    indexGroup: PyTuple,
    program: Program,
    words: Uint32Array,
  ) {
    this.pattern = pattern;
    this.flags = flags;
    this.groups = groups;
    this.groupIndex = groupIndex;
    this.indexGroup = indexGroup;
    this.program = program;
    this.words = words;
  }
}

/** Long matches give the interpreter its turn: interrupts and time limits end them. */
function tick(): void {
  if (!rt.tick()) throw UNWINDING;
}

/** The subject for a pattern: text for text, bytes for bytes. */
function subjectFor(self: PyPattern, object: PyObject): SubjectText {
  const subject = subjectOf(object);
  if (self.pattern !== None) {
    if (isInstance(self.pattern, strType) && subject.isBytes) {
      throw typeError("cannot use a string pattern on a bytes-like object");
    }
    if (!isInstance(self.pattern, strType) && !subject.isBytes) {
      throw typeError("cannot use a bytes pattern on a string-like object");
    }
  }
  return subject;
}

type Range = { readonly subject: SubjectText; readonly pos: number; readonly endpos: number };

function rangeOf(self: PyPattern, object: PyObject, pos: PyObject, endpos: PyObject | undefined): Range {
  const subject = subjectFor(self, object);
  const clamp = (value: number) => Math.min(Math.max(value, 0), subject.length);
  const start = clamp(must(toClampedIndex(pos)));
  const end = endpos === undefined ? subject.length : clamp(must(toClampedIndex(endpos)));
  return { subject, pos: start, endpos: end };
}

function matcherFor(self: PyPattern, { subject, endpos }: Range): Matcher {
  return new Matcher(self.program, subject, endpos, tick);
}

function matchObject(self: PyPattern, range: Range, matcher: Matcher, start: number): PyMatch {
  return new PyMatch(
    self,
    range.subject,
    range.pos,
    range.endpos,
    start,
    matcher.position,
    matcher.marks,
    matcher.lastIndex,
  );
}

function matchHere(full: boolean) {
  return (self: PyPattern, object: PyObject, pos: PyObject, endpos: PyObject | undefined): Result => {
    const range = rangeOf(self, object, pos, endpos);
    if (range.pos > range.endpos) return None;
    const matcher = matcherFor(self, range);
    return matcher.run(range.pos, { full, mustAdvance: false })
      ? matchObject(self, range, matcher, range.pos)
      : None;
  };
}

function search(self: PyPattern, object: PyObject, pos: PyObject, endpos: PyObject | undefined): Result {
  const range = rangeOf(self, object, pos, endpos);
  const matcher = matcherFor(self, range);
  const start = range.pos > range.endpos ? -1 : matcher.search(range.pos, false);
  return start < 0 ? None : matchObject(self, range, matcher, start);
}

/** Every match from left to right; empty ones may follow a match, but not an empty one at the same place. */
function* matches(self: PyPattern, range: Range): Generator<{ matcher: Matcher; start: number }> {
  const matcher = matcherFor(self, range);
  let from = range.pos;
  let mustAdvance = false;
  while (from <= range.endpos) {
    const start = matcher.search(from, mustAdvance);
    if (start < 0) return;
    yield { matcher, start };
    from = matcher.position;
    mustAdvance = matcher.position === start;
  }
}

/** A group's text in a match that is under way; undefined when it did not take part. */
function groupText(range: Range, matcher: Matcher, group: number): PyObject | undefined {
  const [from, to] = [matcher.marks[group * 2 - 2]!, matcher.marks[group * 2 - 1]!];
  return from < 0 || to < 0 ? undefined : range.subject.slice(from, to);
}

function findall(self: PyPattern, object: PyObject, pos: PyObject, endpos: PyObject | undefined): Result {
  const range = rangeOf(self, object, pos, endpos);
  const { subject } = range;
  const found: PyObject[] = [];
  for (const { matcher, start } of matches(self, range)) {
    const group = (number: number) => groupText(range, matcher, number) ?? subject.empty;
    if (self.groups === 0) found.push(subject.slice(start, matcher.position));
    else if (self.groups === 1) found.push(group(1));
    else found.push(makeTuple(Array.from({ length: self.groups }, (_, index) => group(index + 1))));
  }
  return makeList(found);
}

function split(self: PyPattern, object: PyObject, maxsplit: PyObject): Result {
  const subject = subjectFor(self, object);
  const range: Range = { subject, pos: 0, endpos: subject.length };
  const limit = must(toIndex(maxsplit, "OverflowError"));
  const parts: PyObject[] = [];
  let last = 0;
  let count = 0;
  for (const { matcher, start } of matches(self, range)) {
    if (limit !== 0 && count >= limit) break;
    parts.push(subject.slice(last, start));
    for (let group = 1; group <= self.groups; group++) parts.push(groupText(range, matcher, group) ?? None);
    last = matcher.position;
    count++;
  }
  parts.push(subject.slice(last, subject.length));
  return makeList(parts);
}

// ---- substitution

type Replacement = (match: () => PyMatch) => PyObject | null;

/** What a replacement argument means: a function, a template, or a text without any escapes. */
function replacementOf(self: PyPattern, replacement: PyObject): Replacement {
  if (typeOf(replacement).slots.__call__ !== undefined) {
    return (match) => {
      const item = must(call(replacement, [match()]));
      return item === None ? null : item;
    };
  }
  if (isPlain(replacement)) return () => replacement;
  const re = must(hooks.importModule("re"));
  const compile = must(getAttribute(re, attributeName("_compile_template")));
  const template = must(call(compile, [self, replacement]));
  if (!(template instanceof PyTemplate)) {
    throw typeError(
      `the result of compiling a replacement string is '${typeOf(template).name}', not a template`,
    );
  }
  if (template.chunks.length === 0) return () => template.literal;
  return (match) => expandTemplate(template, match());
}

function isPlain(replacement: PyObject): boolean {
  const text = exactStr(replacement);
  if (typeof text === "string") return !text.includes("\\");
  if (text instanceof PyStr) return !text.points.includes(92);
  const subject = subjectOf(replacement);
  return !subject.text!.includes("\\");
}

function substitute(
  self: PyPattern,
  replacement: PyObject,
  object: PyObject,
  count: PyObject,
): { result: PyObject; made: number } {
  const replace = replacementOf(self, replacement);
  const subject = subjectFor(self, object);
  const range: Range = { subject, pos: 0, endpos: subject.length };
  const limit = must(toIndex(count, "OverflowError"));
  const pieces: PyObject[] = [];
  let last = 0;
  let made = 0;
  for (const { matcher, start } of matches(self, range)) {
    if (limit > 0 && made >= limit) break;
    if (start > last) pieces.push(subject.slice(last, start));
    const stop = matcher.position;
    const item = replace(() => copyOfMatch(self, range, matcher, start));
    if (item !== null) {
      checkPiece(subject, item, made);
      pieces.push(exactStr(item));
    }
    last = stop;
    made++;
  }
  if (made === 0 && typeOf(object) === typeOf(subject.empty)) return { result: object, made };
  if (last < subject.length) pieces.push(subject.slice(last, subject.length));
  return { result: subject.join(pieces), made };
}

/** The matcher goes on with its marks; a match object keeps its own. */
function copyOfMatch(self: PyPattern, range: Range, matcher: Matcher, start: number): PyMatch {
  return new PyMatch(
    self,
    range.subject,
    range.pos,
    range.endpos,
    start,
    matcher.position,
    matcher.marks.slice(),
    matcher.lastIndex,
  );
}

function checkPiece(subject: SubjectText, item: PyObject, index: number): void {
  const isText = isInstance(item, strType);
  if (subject.isBytes && isText)
    throw typeError(`sequence item ${index}: expected a bytes-like object, str found`);
  if (!subject.isBytes && !isText)
    throw typeError(`sequence item ${index}: expected str instance, ${typeOf(item).name} found`);
}

// ---- repr

const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [2, "re.IGNORECASE"],
  [8, "re.MULTILINE"],
  [16, "re.DOTALL"],
  [64, "re.VERBOSE"],
  [128, "re.DEBUG"],
  [256, "re.ASCII"],
  [4, "re.LOCALE"],
];

function reprPattern(self: PyPattern): Result {
  let flags = self.flags;
  // UNICODE is what a text pattern has unless it says otherwise.
  if (isInstance(self.pattern, strType) && (flags & (FLAG_LOCALE | 256 | FLAG_UNICODE)) === FLAG_UNICODE)
    flags &= ~FLAG_UNICODE;
  const names = FLAG_NAMES.filter(([flag]) => (flags & flag) !== 0).map(([, name]) => name);
  const known = FLAG_NAMES.reduce((mask, [flag]) => mask | flag, 0);
  const rest = flags & ~known;
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  const shown = utf16Of(exactStr(must(repr(self.pattern))) as string | PyStr);
  const text = Array.from(shown).slice(0, 200).join("");
  return attributeName(`re.compile(${text}${names.length === 0 ? "" : `, ${names.join("|")}`})`).value;
}

function same(self: PyPattern, other: PyObject): Result {
  if (!(other instanceof PyPattern)) return NotImplemented;
  if (self === other) return true;
  if (self.flags !== other.flags || self.words.length !== other.words.length) return false;
  if (self.words.some((word, index) => word !== other.words[index])) return false;
  if (isInstance(self.pattern, strType) !== isInstance(other.pattern, strType)) return false;
  return equals(self.pattern, other.pattern);
}

const RANGE_SIGNATURE = "($self, /, string, pos=0, endpos=<unrepresentable>)";

export const patternType = defineType("Pattern", {
  instance: PyPattern,
  module: "re",
  final: true,
  hasWeakref: true,
  doc: "A compiled regular expression.",
  slots: {
    __repr__: reprPattern,
    __eq__: same,
    __hash__: (self: PyPattern) => hash(makeTuple([self.pattern, self.flags, self.words.length])),
  },
  methods: {
    match: method(RANGE_SIGNATURE, "Match at the start of the text.", matchHere(false)),
    fullmatch: method(RANGE_SIGNATURE, "Match all of the text.", matchHere(true)),
    search: method(RANGE_SIGNATURE, "The first match anywhere in the text.", search),
    findall: method(RANGE_SIGNATURE, "All matches in a list.", findall),
    finditer: method(
      RANGE_SIGNATURE,
      "An iterator over all matches.",
      (self: PyPattern, object, pos, endpos) => {
        const scanner = new PyScanner(self, rangeOf(self, object, pos, endpos));
        return new PyMatchIterator(scanner);
      },
    ),
    scanner: method(
      RANGE_SIGNATURE,
      null,
      (self: PyPattern, object, pos, endpos) => new PyScanner(self, rangeOf(self, object, pos, endpos)),
    ),
    split: method("($self, /, string, maxsplit=0)", "Split the text at the matches.", split),
    sub: method(
      "($self, /, repl, string, count=0)",
      "Replace the matches.",
      (self, repl, object, count) => substitute(self, repl, object, count).result,
    ),
    subn: method(
      "($self, /, repl, string, count=0)",
      "Replace the matches; answers the text and how many.",
      (self, repl, object, count) => {
        const { result, made } = substitute(self, repl, object, count);
        return makeTuple([result, made]);
      },
    ),
    pattern: member("The pattern it was made from.", "pattern"),
    flags: member("The flags.", "flags"),
    groups: member("How many groups there are.", "groups"),
    groupindex: getset("Group numbers by name.", (self: PyPattern) => makeMappingProxy(self.groupIndex)),
    __copy__: method("($self, /)", null, (self) => self),
    __deepcopy__: method("($self, memo, /)", null, (self) => self),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});

// ---- scanners

class PyScanner implements HeapObject {
  declare readonly cls: PyType;
  readonly pattern: PyPattern;
  readonly range: Range;
  at: number;
  mustAdvance = false;
  ended = false;
  constructor(pattern: PyPattern, range: Range) {
    this.pattern = pattern;
    this.range = range;
    this.at = range.pos;
  }

  /** The next match by searching, or right here; None at the end. */
  step(how: "search" | "match"): PyObject {
    const { pattern, range } = this;
    if (this.ended || this.at > range.endpos) return None;
    const matcher = matcherFor(pattern, range);
    const start =
      how === "search"
        ? matcher.search(this.at, this.mustAdvance)
        : matcher.run(this.at, { full: false, mustAdvance: this.mustAdvance })
          ? this.at
          : -1;
    if (start < 0) {
      this.ended = true;
      return None;
    }
    this.at = matcher.position;
    this.mustAdvance = matcher.position === start;
    return matchObject(pattern, range, matcher, start);
  }
}

export const scannerType = defineType("SRE_Scanner", {
  instance: PyScanner,
  module: "_sre",
  final: true,
  methods: {
    match: method("($self, /)", null, (self: PyScanner) => self.step("match")),
    search: method("($self, /)", null, (self: PyScanner) => self.step("search")),
    pattern: member(null, "pattern"),
  },
});

/** What `finditer` answers: a `callable_iterator` over `scanner.search` in CPython. */
class PyMatchIterator implements HeapObject {
  declare readonly cls: PyType;
  readonly scanner: PyScanner;
  constructor(scanner: PyScanner) {
    this.scanner = scanner;
  }
}

defineType("callable_iterator", {
  instance: PyMatchIterator,
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyMatchIterator) => {
      const match = self.scanner.step("search");
      return match === None ? EXHAUSTED : match;
    },
  },
});
