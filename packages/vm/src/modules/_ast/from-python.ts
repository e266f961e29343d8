/**
 * Syntax trees that Python made, as the compiler takes them: every field checked and converted (CPython
 * Parser/asdl_c.py, obj2ast). Whether the tree makes sense is the compiler's to check.
 */
import { ForeignConstant } from "@pyvm/bytecode";
import { attributeName } from "../../kernel/attribute-name.ts";
import { type CompileMode, type SyntaxNode, compiler } from "../../kernel/compiler-hook.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, overflowError, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyStr, utf16Of } from "../../kernel/text.ts";
import { isInstance, typeName, typeOf } from "../../kernel/type.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { PyCode, constantOf } from "../../objects/code.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList } from "../../objects/list.ts";
import { PyFrozenSet, frozensetType } from "../../objects/set.ts";
import { PySlice } from "../../objects/slice.ts";
import { PyTuple, tupleType } from "../../objects/tuple.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { intValueOf } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import {
  ENDS_REQUIRED,
  type NodeClass,
  type NodeField,
  POSITIONS,
  type SumClass,
  nodeClasses,
} from "./node-classes.ts";

const MODULE_OF_MODE: Record<CompileMode, string> = {
  exec: "Module",
  eval: "Expression",
  single: "Interactive",
  func_type: "FunctionType",
};

/** The compiler's tree for what Python gave to `compile()` in a mode. */
export function moduleFromPython(object: PyObject, mode: CompileMode): SyntaxNode {
  const { nodes, sums } = nodeClasses();
  const expected = nodes.get(MODULE_OF_MODE[mode])!;
  if (!isInstance(object, expected.type)) {
    throw typeError(`expected ${expected.name} node, got ${typeName(object)}`);
  }
  return fromSum(object, sums.get("mod")!)!;
}

function fromSum(object: PyObject, sum: SumClass): SyntaxNode | null {
  const isProduct = sum.nodes.length === 1 && sum.nodes[0]!.type === sum.type;
  if (object === None && !isProduct) return null;
  const positions = sum.located && !isProduct ? positionsOf(object, sum.name) : {};
  const node = isProduct ? sum.nodes[0]! : sum.nodes.find(({ type }) => isInstance(object, type));
  if (node === undefined)
    throw typeError(`expected some sort of ${sum.name}, but got ${textOf(exactStr(must(repr(object))))}`);
  const fields = fieldsOf(object, node);
  const result = {
    nodeType: node.name,
    ...fields,
    ...(isProduct && sum.located ? positionsOf(object, sum.name) : positions),
  };
  checkRequired(fields, node);
  return result;
}

/** None is found missing only when everything else of the node is known. */
function checkRequired(fields: Record<string, unknown>, node: NodeClass): void {
  for (const { name, kind, type } of node.fields) {
    if (kind !== "one" || type === "constant" || fields[name] !== null) continue;
    throw valueError(`field '${name}' is required for ${node.name}`);
  }
}

/** Where the node stands; an end that is not given is the start, where it may be left out. */
function positionsOf(object: PyObject, owner: string): Record<string, number> {
  const positions: Record<string, number> = {};
  for (const name of POSITIONS) {
    const value = attributeOf(object, name);
    const mayBeAbsent = name.startsWith("end_") && !ENDS_REQUIRED.has(owner);
    if (mayBeAbsent && (value === null || value === None))
      positions[name] = positions[name.slice("end_".length)]!;
    else if (value === null) throw typeError(`required field "${name}" missing from ${owner}`);
    else positions[name] = toInt(value);
  }
  return positions;
}

function attributeOf(object: PyObject, name: string): PyObject | null {
  return must(getAttributeOrAbsent(object, attributeName(name)));
}

function fieldsOf(object: PyObject, node: NodeClass): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of node.fields) fields[field.name] = fieldOf(object, node, field);
  return fields;
}

function fieldOf(object: PyObject, node: NodeClass, field: NodeField): unknown {
  const value = attributeOf(object, field.name);
  switch (field.kind) {
    case "list":
      return value === null ? [] : fromList(value, node, field);
    case "optional":
      if (value === null || value === None) return field.type === "int" ? 0 : null;
      return fromValue(value, field);
    case "one":
      if (value === null) throw typeError(`required field "${field.name}" missing from ${node.name}`);
      return fromValue(value, field);
  }
}

function fromList(value: PyObject, node: NodeClass, field: NodeField): unknown[] {
  if (!(value instanceof PyList)) {
    throw typeError(`${node.name} field "${field.name}" must be a list, not a ${typeName(value)}`);
  }
  const length = value.items.length;
  const items: unknown[] = [];
  for (let index = 0; index < length; index++) {
    items.push(fromValue(value.items[index]!, field));
    if (value.items.length !== length) {
      throw runtimeError(`${node.name} field "${field.name}" changed size during iteration`);
    }
  }
  return items;
}

function fromValue(value: PyObject, { type }: NodeField): unknown {
  switch (type) {
    case "identifier":
      if (value === None) return null;
      return text(value, "identifier");
    case "string":
      if (value === None) return null;
      return value instanceof PyBytes ? asciiText(value.bytes) : text(value, "string");
    case "int":
      return toInt(value);
    case "constant":
      return treeConstant(value);
  }
  const classes = nodeClasses();
  const sum = classes.sums.get(type);
  if (sum !== undefined) return fromSum(value, sum);
  for (const [name, member] of classes.members.get(type)!) if (isInstance(value, typeOf(member))) return name;
  throw typeError(`expected some sort of ${type}, but got ${textOf(exactStr(must(repr(value))))}`);
}

function text(value: PyObject, what: "identifier" | "string"): string {
  if (typeof value === "string") return value;
  if (value instanceof PyStr) return utf16Of(value);
  throw typeError(`AST ${what} must be of type str`);
}

/** CPython takes bytes for strings too. */
function asciiText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function toInt(value: PyObject): number {
  const integer = intValueOf(value);
  if (integer === undefined)
    throw valueError(`invalid integer value: ${textOf(exactStr(must(repr(value))))}`);
  if (integer > 2147483647 || integer < -2147483648)
    throw overflowError("Python int too large to convert to C int");
  return Number(integer);
}

function treeConstant(value: PyObject): unknown {
  const invalid = invalidPart(value);
  if (invalid !== undefined) return compiler().invalidConstant(typeName(invalid));
  return compiler().constantForTree(constantOf(value));
}

/** The part of a value, or the value itself, that is of none of the types that literals and tuples of them have. */
function invalidPart(value: PyObject): PyObject | undefined {
  if (value instanceof PyTuple && value.cls === tupleType) return firstInvalidPart(value.items);
  if (value instanceof PyFrozenSet && value.cls === frozensetType) return firstInvalidPart(value.keysArray());
  if (typeof value !== "object") return undefined;
  const isLiteral =
    !(value instanceof PyCode || value instanceof PySlice) && !(constantOf(value) instanceof ForeignConstant);
  return isLiteral ? undefined : value;
}

function firstInvalidPart(values: readonly PyObject[]): PyObject | undefined {
  for (const value of values) {
    const invalid = invalidPart(value);
    if (invalid !== undefined) return invalid;
  }
  return undefined;
}
