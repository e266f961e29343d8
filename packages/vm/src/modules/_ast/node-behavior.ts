/**
 * What every node of a syntax tree does: the class `ast.AST` (CPython Parser/asdl_c.py, ast_type_init and others).
 *
 * Everything follows from what the class says: `_fields`, `_attributes`, `_field_types`. Subclasses may say
 * something else.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { initializeClass } from "../../kernel/class-attributes.ts";
import { defineType, method, rawMethod } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { UNWINDING, attributeErrorMessage, must, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { type PyType, TypeFlag, isInstance, objectType, typeName, typeOf } from "../../kernel/type.ts";
import { PyDict, makeDict } from "../../objects/dict/dict.ts";
import { PyGenericAlias } from "../../objects/generic-alias.ts";
import { dictAttribute, dictOf } from "../../objects/instance-dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList, makeList } from "../../objects/list.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { EMPTY_TUPLE, PyTuple, makeTuple } from "../../objects/tuple.ts";
import { strOf } from "../../objects/str/text.ts";
import { PyUnion } from "../../objects/union.ts";
import { getAttribute, getAttributeOrAbsent, setAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { listOf } from "../../protocols/iterate.ts";
import { exactStr, guardRecursion, repr } from "../../protocols/repr.ts";

/** The class of nodes as messages call it. */
function className(type: PyType): string {
  return type === astType ? "ast.AST" : type.name;
}

/** What a class lists under `_fields` or `_attributes`. */
function listedIn(type: PyType, list: "_fields" | "_attributes"): PyObject[] {
  const listed = must(getAttributeOrAbsent(type, attributeName(list)));
  if (listed === null)
    throw attributeErrorMessage(`type object '${className(type)}' has no attribute '${list}'`);
  return must(listOf(listed));
}

/** The names among them, in UTF-16. */
function namesIn(type: PyType, list: "_fields" | "_attributes"): string[] {
  return listedIn(type, list).map(fieldName);
}

function fieldName(field: PyObject): string {
  if (strOf(field) === undefined) throw typeError(`attribute name must be string, not '${typeName(field)}'`);
  return textOf(field);
}

function fieldTypes(type: PyType): PyDict | null {
  const types = must(getAttributeOrAbsent(type, attributeName("_field_types")));
  return types instanceof PyDict ? types : null;
}

function deprecated(message: string): void {
  if (hooks.warn("DeprecationWarning", message, 1) === undefined) throw UNWINDING;
}

/** `__init__`: fields by position or by name; those left out get their defaults. */
function init(self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const type = typeOf(self);
  const fields = listedIn(type, "_fields");
  const keywords = kwnames ?? [];
  const positional = args.length - keywords.length;
  if (positional > fields.length) {
    const plural = fields.length === 1 ? "" : "s";
    throw typeError(`${type.name} constructor takes at most ${fields.length} positional argument${plural}`);
  }
  const names = new Set(fields.filter((field) => strOf(field) !== undefined).map(textOf));
  const remaining = new Set(names);
  for (let index = 0; index < positional; index++) {
    const name = fieldName(fields[index]!);
    must(setAttribute(self, attributeName(name), args[index]!));
    remaining.delete(name);
  }
  keywords.forEach((keyword, index) => {
    if (names.has(keyword)) {
      if (!remaining.delete(keyword)) {
        throw typeError(`${className(type)} got multiple values for argument '${keyword}'`);
      }
    } else if (!namesIn(type, "_attributes").includes(keyword)) {
      deprecated(
        `${className(type)}.__init__ got an unexpected keyword argument '${keyword}'. ` +
          "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.",
      );
    }
    must(setAttribute(self, attributeName(keyword), args[positional + index]!));
  });
  const unnamed = fields.filter((field) => strOf(field) === undefined);
  if (remaining.size + unnamed.length > 0) setDefaults(self, type, remaining, unnamed);
  return None;
}

/** Lists start empty, contexts are Load(); optional fields have None from their class. */
function setDefaults(
  self: PyObject,
  type: PyType,
  names: Iterable<string>,
  unnamed: readonly PyObject[],
): void {
  const types = fieldTypes(type);
  if (types === null) return;
  for (const field of unnamed) warnOfUntyped(type, textOf(exactStr(must(repr(field)))));
  for (const name of names) {
    const held = types.getText(name);
    if (held === undefined) {
      warnOfUntyped(type, `'${name}'`);
    } else if (held instanceof PyGenericAlias) {
      must(setAttribute(self, attributeName(name), makeList([])));
    } else if (held === expressionContext.type) {
      must(setAttribute(self, attributeName(name), expressionContext.load!));
    } else if (!(held instanceof PyUnion)) {
      deprecated(
        `${className(type)}.__init__ missing 1 required positional argument: '${name}'. ` +
          "This will become an error in Python 3.15.",
      );
    }
  }
}

function warnOfUntyped(type: PyType, field: string): void {
  deprecated(
    `Field ${field} is missing from ${className(type)}._field_types. This will become an error in Python 3.15.`,
  );
}

/** The class `expr_context` and its Load(), which fields of that type default to; set with the classes. */
export const expressionContext: { type: PyType | null; load: PyObject | null } = { type: null, load: null };

/** Copied and pickled as a call with None for each field that is set, and the attributes as state. */
function reduce(self: PyObject): Result {
  const type = typeOf(self);
  const dict = dictOf(self);
  if (dict === null) return makeTuple([type, EMPTY_TUPLE]);
  const fields = namesIn(type, "_fields");
  const missing = fields.findIndex((name) => dict.getText(name) === undefined);
  const count = missing < 0 ? fields.length : missing;
  return makeTuple([type, makeTuple(fields.slice(0, count).map(() => None)), dict]);
}

/** `copy.replace(node, field=value)` */
function replace(self: PyObject, args: PyObject[], kwnames: KeywordNames): Result {
  const keywords = kwnames ?? [];
  const positional = args.length - keywords.length;
  if (positional > 0) throw typeError("__replace__() takes no positional arguments");
  const type = typeOf(self);
  const fields = namesIn(type, "_fields");
  const attributes = namesIn(type, "_attributes");
  const dict = dictOf(self) ?? makeDict();
  checkReplacement(type, dict, fields, attributes, keywords);
  const values = new Map<string, PyObject>();
  for (const name of [...fields, ...attributes]) {
    const value = dict.getText(name);
    if (value !== undefined) values.set(name, value);
  }
  keywords.forEach((keyword, index) => values.set(keyword, args[index]!));
  return call(type, [...values.values()], [...values.keys()]);
}

function checkReplacement(
  type: PyType,
  dict: PyDict,
  fields: readonly string[],
  attributes: readonly string[],
  keywords: readonly string[],
): void {
  const expected = new Set([...fields, ...attributes]);
  for (const keyword of keywords) {
    if (expected.delete(keyword)) continue;
    throw typeError(`${className(type)}.__replace__ got an unexpected keyword argument '${keyword}'.`);
  }
  for (const attribute of attributes) expected.delete(attribute);
  const types = fieldTypes(type);
  const missing = [...expected].filter(
    (name) => dict.getText(name) === undefined && !(types?.getText(name) instanceof PyUnion),
  );
  if (missing.length === 0) return;
  const names = missing.map((name) => `'${name}'`).sort();
  const plural = missing.length === 1 ? "" : "s";
  throw typeError(
    `${className(type)}.__replace__ missing ${missing.length} keyword argument${plural}: ${names.join(", ")}.`,
  );
}

const MAX_REPR_DEPTH = 3;

/** Three levels, and of each list the first and the last item. */
function reprNode(self: PyObject, depth: number): string {
  const type = typeOf(self);
  const folded = `${className(type)}(...)`;
  if (depth <= 0) return folded;
  const shown = guardRecursion(self, folded, () => {
    const parts = namesIn(type, "_fields").map((name) => {
      const value = must(getAttribute(self, attributeName(name)));
      return `${name}=${reprField(value, depth)}`;
    });
    return strFromUtf16(`${className(type)}(${parts.join(", ")})`);
  });
  return textOf(must(shown));
}

function reprField(value: PyObject, depth: number): string {
  if (value instanceof PyList) return reprList("[", value.items, "]", depth);
  if (value instanceof PyTuple)
    return value.items.length === 0 ? "()" : reprList("(", value.items, ")", depth);
  return reprItem(value, depth);
}

function reprList(open: string, items: readonly PyObject[], close: string, depth: number): string {
  const shown = items.length > 1 ? [items[0]!, items.at(-1)!] : items;
  const [first, last] = shown.map((item) => reprItem(item, depth));
  if (first === undefined) return open + close;
  if (last === undefined) return open + first + close;
  return `${open}${first}, ${items.length > 2 ? "..., " : ""}${last}${close}`;
}

function reprItem(value: PyObject, depth: number): string {
  if (isInstance(value, astType)) return reprNode(value, depth - 1);
  return textOf(exactStr(must(repr(value))));
}

export const astType: PyType = defineType("AST", {
  base: objectType,
  module: "ast",
  hasDict: true,
  slots: {
    __new__: (type) => new type.JS(),
    __init__: init,
    __repr__: (self: PyObject) => strFromUtf16(reprNode(self, MAX_REPR_DEPTH)),
  },
  methods: {
    __reduce__: method("($self, /)", null, reduce),
    __replace__: rawMethod(
      "($self, /, **fields)",
      "Return a copy of the AST node with new values for the specified fields.",
      replace,
    ),
    __dict__: dictAttribute,
  },
  attributes: {
    __module__: "ast",
    _fields: EMPTY_TUPLE,
    __match_args__: EMPTY_TUPLE,
    _attributes: EMPTY_TUPLE,
  },
});

// A class like any other, which programs may change.
astType.flags = TypeFlag.HEAP | TypeFlag.BASE;
initializeClass(astType);
