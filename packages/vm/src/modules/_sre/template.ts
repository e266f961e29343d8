/**
 * Replacement templates: literal text with groups between (`_sre.template`, written by `re._parser.parse_template`).
 */
import { defineType } from "../../kernel/define.ts";
import type { HeapObject, PyObject } from "../../kernel/object.ts";
import { indexError, must, typeError } from "../../kernel/raise.ts";
import type { PyType } from "../../kernel/type.ts";
import { PyList } from "../../objects/list.ts";
import { toIndex } from "../../protocols/number.ts";
import type { PyMatch } from "./match.ts";

type Chunk = { readonly group: number; readonly literal: PyObject };

export class PyTemplate implements HeapObject {
  declare readonly cls: PyType;
  /** What comes first. */
  readonly literal: PyObject;
  /** Then groups, each with the text behind it. */
  readonly chunks: readonly Chunk[];
  constructor(literal: PyObject, chunks: readonly Chunk[]) {
    this.literal = literal;
    this.chunks = chunks;
  }
}

defineType("Template", { instance: PyTemplate, module: "_sre", final: true });

/** A template from its flat list: literal, group, literal, group, …, literal. */
export function makeTemplate(parts: PyObject, groups: number): PyTemplate {
  if (!(parts instanceof PyList) || parts.items.length % 2 === 0) throw typeError("invalid template");
  const { items } = parts;
  const chunks: Chunk[] = [];
  for (let index = 1; index < items.length; index += 2) {
    const group = must(toIndex(items[index]!));
    if (group < 0 || group > groups) throw indexError("invalid group reference");
    chunks.push({ group, literal: items[index + 1]! });
  }
  return new PyTemplate(items[0]!, chunks);
}

/** The text that a template makes of a match; groups that took no part are empty. */
export function expandTemplate(template: PyTemplate, match: PyMatch): PyObject {
  const pieces: PyObject[] = [template.literal];
  for (const { group, literal } of template.chunks) {
    const text = match.text(group);
    if (text !== undefined) pieces.push(text);
    pieces.push(literal);
  }
  return match.subject.join(pieces);
}
