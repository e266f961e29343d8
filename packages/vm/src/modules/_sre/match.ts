/**
 * `re.Match`: where a pattern matched.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { classMethod, defineType, getset, member, method } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import { call } from "../../kernel/invoke.ts";
import type { HeapObject, PyObject, Result } from "../../kernel/object.ts";
import { indexError, must, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import type { PyType } from "../../kernel/type.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeGenericAlias } from "../../objects/generic-alias.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import type { PyPattern } from "./pattern.ts";
import type { SubjectText } from "./subject.ts";
import { PyTemplate, expandTemplate } from "./template.ts";

export class PyMatch implements HeapObject {
  declare readonly cls: PyType;
  readonly re: PyPattern;
  readonly subject: SubjectText;
  readonly pos: number;
  readonly endpos: number;
  readonly start: number;
  readonly end: number;
  readonly marks: readonly number[];
  /** The group closed last, from 0; −1: none. */
  readonly lastIndex: number;

  constructor(
    re: PyPattern,
    subject: SubjectText,
    pos: number,
    endpos: number,
    start: number,
    end: number,
    marks: readonly number[],
    lastIndex: number,
  ) {
    this.re = re;
    this.subject = subject;
    this.pos = pos;
    this.endpos = endpos;
    this.start = start;
    this.end = end;
    this.marks = marks;
    this.lastIndex = lastIndex;
  }

  /** Where a group matched; [−1, −1] when it did not take part. */
  span(group: number): [number, number] {
    if (group === 0) return [this.start, this.end];
    const [from, to] = [this.marks[group * 2 - 2]!, this.marks[group * 2 - 1]!];
    return from < 0 || to < 0 ? [-1, -1] : [from, to];
  }

  /** A group's text; undefined when it did not take part. */
  text(group: number): PyObject | undefined {
    const [from, to] = this.span(group);
    return from < 0 ? undefined : this.subject.slice(from, to);
  }
}

/** A group number from a number or name. Throws IndexError. */
function groupNumber(self: PyMatch, group: PyObject): number {
  const number = isIndex(group) ? must(toIndex(group)) : must(self.re.groupIndex.lookup(group));
  if (typeof number !== "number" || number < 0 || number > self.re.groups) throw indexError("no such group");
  return number;
}

function group(self: PyMatch, groups: PyObject[]): Result {
  const text = (which: PyObject) => self.text(groupNumber(self, which)) ?? None;
  if (groups.length === 0) return self.text(0);
  return groups.length === 1 ? text(groups[0]!) : makeTuple(groups.map(text));
}

function groupdict(self: PyMatch, fallback: PyObject): Result {
  const result = makeDict();
  for (const [name, number] of self.re.groupIndex.entriesArray()) {
    must(result.set(name, self.text(number as number) ?? fallback));
  }
  return result;
}

function expand(self: PyMatch, template: PyObject): Result {
  const re = must(hooks.importModule("re"));
  const compile = must(getAttribute(re, attributeName("_compile_template")));
  const compiled = must(call(compile, [self.re, template]));
  if (!(compiled instanceof PyTemplate)) throw typeError("expected a template");
  return expandTemplate(compiled, self);
}

function reprMatch(self: PyMatch): Result {
  const shown = utf16Of(exactStr(must(repr(self.text(0)!))) as string | PyStr);
  return attributeName(
    `<re.Match object; span=(${self.start}, ${self.end}), match=${Array.from(shown).slice(0, 50).join("")}>`,
  ).value;
}

export const matchType = defineType("Match", {
  instance: PyMatch,
  module: "re",
  final: true,
  doc: "Where a pattern matched.",
  slots: {
    __repr__: reprMatch,
    __getitem__: (self: PyMatch, which) => self.text(groupNumber(self, which)) ?? None,
  },
  methods: {
    group: method("($self, /, *groups)", "The text of groups; of the whole match without any.", group),
    groups: method("($self, /, default=None)", "The texts of all groups.", (self: PyMatch, fallback) =>
      makeTuple(Array.from({ length: self.re.groups }, (_, index) => self.text(index + 1) ?? fallback)),
    ),
    groupdict: method("($self, /, default=None)", "The texts of the named groups.", groupdict),
    start: method(
      "($self, group=0, /)",
      "Where a group starts.",
      (self: PyMatch, which) => self.span(groupNumber(self, which))[0],
    ),
    end: method(
      "($self, group=0, /)",
      "Where a group ends.",
      (self: PyMatch, which) => self.span(groupNumber(self, which))[1],
    ),
    span: method("($self, group=0, /)", "Where a group starts and ends.", (self: PyMatch, which) =>
      makeTuple(self.span(groupNumber(self, which))),
    ),
    expand: method("($self, /, template)", "A replacement template filled with the groups.", expand),
    string: getset("The text that was searched.", (self: PyMatch) => self.subject.object),
    re: member("The pattern.", "re"),
    pos: member("Where the search began.", "pos"),
    endpos: member("Where the search would have ended.", "endpos"),
    lastindex: getset("The group that was closed last.", (self: PyMatch) =>
      self.lastIndex < 0 ? None : self.lastIndex + 1,
    ),
    lastgroup: getset("Its name.", (self: PyMatch) =>
      self.lastIndex < 0 ? None : (self.re.indexGroup.items[self.lastIndex + 1] ?? None),
    ),
    regs: getset("All spans.", (self: PyMatch) =>
      makeTuple(Array.from({ length: self.re.groups + 1 }, (_, index) => makeTuple(self.span(index)))),
    ),
    __copy__: method("($self, /)", null, (self) => self),
    __deepcopy__: method("($self, memo, /)", null, (self) => self),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});
