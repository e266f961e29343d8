/**
 * `string.templatelib.Template` and `Interpolation`: what a t-string evaluates to (PEP 750; CPython
 * Objects/templateobject.c, interpolationobject.c).
 */
import { argumentBinder } from "../kernel/argument-binder.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, member, method } from "../kernel/define.ts";
import { hooks } from "../kernel/hooks.ts";
import {
  EXHAUSTED,
  type HeapObject,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import { must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { type PyType, createTypeShell, typeName, typeOf } from "../kernel/type.ts";
import { getAttribute } from "../protocols/attribute.ts";
import { repr } from "../protocols/repr.ts";
import { badArgument } from "./bad-argument.ts";
import { classGetItem } from "./class-getitem.ts";
import { type Str, joinStrs, strConcat, strLength, strOf } from "./str/text.ts";
import { PyTuple, makeTuple } from "./tuple.ts";

const MODULE = "string.templatelib";

export class PyInterpolation implements HeapObject {
  declare readonly cls: PyType;
  readonly value: PyObject;
  readonly expression: PyObject;
  readonly conversion: PyObject;
  readonly formatSpec: PyObject;
  constructor(value: PyObject, expression: PyObject, conversion: PyObject, formatSpec: PyObject) {
    this.value = value;
    this.expression = expression;
    this.conversion = conversion;
    this.formatSpec = formatSpec;
  }
}

/** One string more than there are interpolations: around and between them. */
export class PyTemplate implements HeapObject {
  declare readonly cls: PyType;
  readonly strings: PyTuple;
  readonly interpolations: PyTuple;
  constructor(strings: PyTuple, interpolations: PyTuple) {
    this.strings = strings;
    this.interpolations = interpolations;
  }
}

class PyTemplateIterator implements HeapObject {
  declare readonly cls: PyType;
  readonly template: PyTemplate;
  index = 0;
  fromStrings = true;
  constructor(template: PyTemplate) {
    this.template = template;
  }
}

export const interpolationType: PyType = createTypeShell("Interpolation", { instance: PyInterpolation });
export const templateType: PyType = createTypeShell("Template", { instance: PyTemplate });
const templateIteratorType: PyType = createTypeShell("TemplateIter", { instance: PyTemplateIterator });

/** BUILD_INTERPOLATION. `conversion` is None or one of "s", "r", "a". */
export function makeInterpolation(
  value: PyObject,
  expression: PyObject,
  conversion: PyObject,
  formatSpec: PyObject,
): PyInterpolation {
  return new PyInterpolation(value, expression, conversion, formatSpec);
}

/** BUILD_TEMPLATE. */
export function makeTemplate(strings: PyObject[], interpolations: PyObject[]): PyTemplate {
  return new PyTemplate(makeTuple(strings), makeTuple(interpolations));
}

const bindInterpolation = argumentBinder(
  "Interpolation",
  "(value, expression='', conversion=None, format_spec='')",
);

function newInterpolation(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindInterpolation(args, kwnames) as PyObject[] | undefined;
  if (bound === undefined) return undefined;
  const [value, expression, conversion, formatSpec] = bound as [PyObject, PyObject, PyObject, PyObject];
  requireStr("expression", expression);
  if (conversion !== None) {
    const text = requireStr("conversion", conversion);
    if (text !== "s" && text !== "a" && text !== "r") {
      return raise(valueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"));
    }
  }
  requireStr("format_spec", formatSpec);
  return new PyInterpolation(value, expression, conversion, formatSpec);
}

function requireStr(parameter: string, value: PyObject): Str {
  const text = strOf(value);
  if (text === undefined) {
    throw badArgument("Interpolation", `argument '${parameter}'`, "str", value);
  }
  return text;
}

/** Template(*parts): neighbouring strings are joined, and empty ones put where two interpolations meet. */
function newTemplate(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0) {
    return raise(typeError("Template.__new__ only accepts *args arguments"));
  }
  const strings: Str[] = [""];
  const interpolations: PyObject[] = [];
  for (const part of args) {
    const text = strOf(part);
    if (text !== undefined) strings.push(strConcat(strings.pop()!, text));
    else if (part instanceof PyInterpolation) {
      interpolations.push(part);
      strings.push("");
    } else {
      return raise(
        typeError(
          `Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${typeName(part)}`,
        ),
      );
    }
  }
  return makeTemplate(strings, interpolations);
}

function concat(self: PyTemplate, other: PyObject): Result {
  if (!(other instanceof PyTemplate)) {
    const template = `${MODULE}.Template`;
    return raise(typeError(`can only concatenate ${template} (not "${typeName(other)}") to ${template}`));
  }
  const left = self.strings.items as Str[];
  const right = other.strings.items as Str[];
  const seam = strConcat(left.at(-1)!, right[0]!);
  return makeTemplate(
    [...left.slice(0, -1), seam, ...right.slice(1)],
    [...self.interpolations.items, ...other.interpolations.items],
  );
}

/** Strings and interpolations in order, without the empty strings. */
function next(self: PyTemplateIterator): PyObject | typeof EXHAUSTED {
  const { strings, interpolations } = self.template;
  if (self.fromStrings) {
    const text = strings.items[self.index] as Str | undefined;
    if (text === undefined) return EXHAUSTED;
    self.fromStrings = false;
    if (strLength(text) > 0) return text;
  }
  self.fromStrings = true;
  return interpolations.items[self.index++] ?? EXHAUSTED;
}

const partText = (value: PyObject): Str => strOf(must(repr(value)))!;

function reprInterpolation(self: PyInterpolation): Result {
  const parts = [self.value, self.expression, self.conversion, self.formatSpec].map(partText);
  return joinStrs("", ["Interpolation(", joinStrs(", ", parts), ")"]);
}

function reprTemplate(self: PyTemplate): Result {
  return joinStrs("", [
    "Template(strings=",
    partText(self.strings),
    ", interpolations=",
    partText(self.interpolations),
    ")",
  ]);
}

/** Templates are pickled by a function of their Python module. */
function reduceTemplate(self: PyTemplate): Result {
  const unpickle = must(getAttribute(must(hooks.importModule(MODULE)), attributeName("_template_unpickle")));
  return makeTuple([unpickle, makeTuple([self.strings, self.interpolations])]);
}

defineType("Interpolation", {
  shell: interpolationType,
  module: MODULE,
  final: true,
  doc: "One {…} of a template string: its value, the text of its expression, its conversion and format specification.",
  slots: { __new__: newInterpolation, __repr__: reprInterpolation },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", (self: PyInterpolation) =>
      makeTuple([typeOf(self), makeTuple([self.value, self.expression, self.conversion, self.formatSpec])]),
    ),
    __class_getitem__: classGetItem(),
    value: member("Value", "value"),
    expression: member("Expression", "expression"),
    conversion: member("Conversion", "conversion"),
    format_spec: member("Format specifier", "formatSpec"),
  },
  attributes: { __match_args__: new PyTuple(["value", "expression", "conversion", "format_spec"]) },
});

defineType("Template", {
  shell: templateType,
  module: MODULE,
  final: true,
  doc: "The value of a template string: its strings and its interpolations.",
  slots: {
    __new__: newTemplate,
    __repr__: reprTemplate,
    __iter__: (self: PyTemplate) => new PyTemplateIterator(self),
    concat,
  },
  methods: {
    __reduce__: method("($self, /)", "Return state information for pickling.", reduceTemplate),
    __class_getitem__: classGetItem(),
    strings: member("Strings", "strings"),
    interpolations: member("Interpolations", "interpolations"),
    values: getset("Values of interpolations", (self: PyTemplate) =>
      makeTuple(self.interpolations.items.map((item) => (item as PyInterpolation).value)),
    ),
  },
});

defineType("TemplateIter", {
  shell: templateIteratorType,
  module: MODULE,
  final: true,
  slots: { __iter__: (self) => self, __next__: next },
});
