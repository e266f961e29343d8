/**
 * `_string`: the parser of format strings, for `string.Formatter`.
 */
import { type ModuleDefinition, defineModule, defineType, fn } from "../kernel/define.ts";
import { EXHAUSTED, type HeapObject, type PyObject } from "../kernel/object.ts";
import { typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { type PyType, createTypeShell, typeName } from "../kernel/type.ts";
import { parseMarkup, splitFieldName } from "../objects/str/format-string.ts";
import { type Str, strOf } from "../objects/str/text.ts";
import { makeTuple } from "../objects/tuple.ts";

/** An iterator over tuples that a parser yields. */
class PyParts implements HeapObject {
  declare readonly cls: PyType;
  readonly parts: Iterator<PyObject>;
  constructor(parts: Iterator<PyObject>) {
    this.parts = parts;
  }
}
class PyFormatterIterator extends PyParts {}
class PyFieldNameIterator extends PyParts {}

function partsType(name: string, instance: typeof PyParts): void {
  const shell = createTypeShell(name, { instance: instance as never });
  defineType(name, {
    shell,
    final: true,
    slots: {
      __iter__: (self) => self,
      __next__: (self: PyParts) => {
        const { done, value } = self.parts.next();
        return done === true ? EXHAUSTED : (value as PyObject);
      },
    },
  });
}
// Two types of one behaviour: neither JavaScript class may be on the other's prototype chain.
Object.setPrototypeOf(PyFormatterIterator.prototype, Object.prototype);
Object.setPrototypeOf(PyFieldNameIterator.prototype, Object.prototype);
partsType("formatteriterator", PyFormatterIterator);
partsType("fieldnameiterator", PyFieldNameIterator);

function* formatterParts(text: Str): Generator<PyObject> {
  for (const { literal, field } of parseMarkup(text)) {
    yield field === null
      ? makeTuple([literal, None, None, None])
      : makeTuple([literal, field.name, field.spec, field.conversion === "" ? None : field.conversion]);
  }
}

function* fieldParts(steps: Iterable<{ isAttribute: boolean; key: number | Str }>): Generator<PyObject> {
  for (const { isAttribute, key } of steps) yield makeTuple([isAttribute, key]);
}

function strArgument(value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) throw typeError(`expected str, got ${typeName(value)}`);
  return text;
}

export const stringModule: ModuleDefinition = defineModule("_string", {
  doc: "What string.Formatter parses format strings with.",
  functions: {
    formatter_parser: fn(
      "($module, object, /)",
      "The pieces of a format string: tuples (literal text, field name, format specification, conversion).",
      (object: PyObject) => new PyFormatterIterator(formatterParts(strArgument(object))),
    ),
    formatter_field_name_split: fn(
      "($module, object, /)",
      "The first part of a field name, and an iterator over the others: tuples (is attribute, key).",
      (object: PyObject) => {
        const { first, rest } = splitFieldName(strArgument(object));
        return makeTuple([first, new PyFieldNameIterator(fieldParts(rest))]);
      },
    ),
  },
});
