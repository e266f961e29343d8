/**
 * `ast.literal_eval`: the value of an expression made of literals, as what JavaScript has for it.
 *
 * Constants are what a Constant node holds. A list is an array and a dict is a Map, a set is a Set and a tuple is a
 * `LiteralTuple`. Keys and items that Python finds equal (`1`, `1.0` and `True`; two tuples of the same items) are
 * one, as in Python the first of them; but a Map compares objects by identity when it is asked for one.
 */
import { orRecursionError } from "../errors/stack-overflow.ts";
import { PySyntaxError, type SyntaxErrorType } from "../errors/syntax-error.ts";
import { parse } from "../parse.ts";
import { CodePoints, Complex, EllipsisType, Float, type ConstantValue } from "./constants.ts";
import type * as ast from "./generated/nodes.ts";
import { reprNode } from "./node-repr.ts";

/** A tuple. */
export class LiteralTuple {
  readonly items: readonly LiteralValue[];
  constructor(items: readonly LiteralValue[]) {
    this.items = items;
  }
}

/** What `literalEval` can give. */
export type LiteralValue =
  | ConstantValue
  | LiteralTuple
  | readonly LiteralValue[]
  | ReadonlySet<LiteralValue>
  | ReadonlyMap<LiteralValue, LiteralValue>;

/**
 * The value of a text or of a tree.
 *
 * @param source An expression; blanks in front of it do not matter. Or its tree.
 * @throws {PySyntaxError} of type SyntaxError if it cannot be parsed, ValueError if it is not made of literals,
 * TypeError for an item that cannot be hashed, OverflowError, or RecursionError if it is too deep.
 * @example
 * literalEval("[1, 2.5, 'a']"); // [1, new Float(2.5), "a"]
 * @example
 * literalEval("{'port': 80}"); // new Map([["port", 80]])
 */
export function literalEval(source: string | ast.Expression | ast.expr): LiteralValue {
  const tree = typeof source === "string" ? parse(source.replace(/^[ \t]+/, ""), { mode: "eval" }) : source;
  return orRecursionError(() => convert(tree.nodeType === "Expression" ? tree.body : tree));
}

function convert(node: ast.expr | null): LiteralValue {
  switch (node?.nodeType) {
    case "Constant":
      return node.value;
    case "Tuple":
      return new LiteralTuple(node.elts.map(convert));
    case "List":
      return node.elts.map(convert);
    case "Set":
      return setOf(node.elts);
    case "Call": {
      const { func, args, keywords } = node;
      const isEmptySet = func.nodeType === "Name" && func.id === "set" && args.length + keywords.length === 0;
      return isEmptySet ? new Set() : malformed(node);
    }
    case "Dict":
      return dictOf(node);
    case "BinOp": {
      if (node.op !== "Add" && node.op !== "Sub") return malformed(node);
      const left = signedNumber(node.left);
      const right = number(node.right);
      if (left instanceof Complex || !(right instanceof Complex)) return malformed(node);
      const real = floatOf(left);
      return node.op === "Add"
        ? new Complex(real + right.real, right.imag)
        : new Complex(real - right.real, -right.imag);
    }
    default:
      return signedNumber(node);
  }
}

function setOf(elts: readonly ast.expr[]): ReadonlySet<LiteralValue> {
  const items = new Map<string, LiteralValue>();
  for (const item of elts) {
    const value = convert(item);
    const key = keyOf(value, value, "set element");
    if (!items.has(key)) items.set(key, value);
  }
  return new Set(items.values());
}

function dictOf(node: ast.Dict): ReadonlyMap<LiteralValue, LiteralValue> {
  if (node.keys.length !== node.values.length) return malformed(node);
  const keys = new Map<string, LiteralValue>();
  const dict = new Map<LiteralValue, LiteralValue>();
  node.keys.forEach((item, index) => {
    const found = convert(item);
    const value = convert(node.values[index]!);
    const hash = keyOf(found, found, "dict key");
    if (!keys.has(hash)) keys.set(hash, found);
    dict.set(keys.get(hash)!, value);
  });
  return dict;
}

type PythonNumber = number | bigint | Float | Complex;

function signedNumber(node: ast.expr | null): PythonNumber {
  if (node?.nodeType !== "UnaryOp" || (node.op !== "UAdd" && node.op !== "USub")) return number(node);
  const operand = number(node.operand);
  return node.op === "UAdd" ? operand : negated(operand);
}

function number(node: ast.expr | null): PythonNumber {
  if (node?.nodeType !== "Constant") return malformed(node);
  const { value } = node;
  const isNumber =
    typeof value === "number" ||
    typeof value === "bigint" ||
    value instanceof Float ||
    value instanceof Complex;
  return isNumber ? value : malformed(node);
}

function negated(value: PythonNumber): PythonNumber {
  // An int has no negative zero.
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (typeof value === "bigint") return -value;
  return value instanceof Float ? new Float(-value.value) : new Complex(-value.real, -value.imag);
}

function floatOf(value: number | bigint | Float): number {
  if (value instanceof Float) return value.value;
  const float = Number(value);
  if (!Number.isFinite(float)) raise("OverflowError", "int too large to convert to float");
  return float;
}

/** A text that is the same for what Python finds equal. `outer` is the item that has to be hashed. */
function keyOf(value: LiteralValue, outer: LiteralValue, role: string): string {
  if (value === null) return "None";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" || typeof value === "boolean") return String(Number(value));
  if (value instanceof Float) return numberKey(value.value);
  if (value instanceof Complex) {
    const { real, imag } = value;
    return imag === 0 ? numberKey(real) : `${numberKey(real)}+${numberKey(imag)}j`;
  }
  if (value instanceof CodePoints) return `str ${value.points.join(" ")}`;
  if (value instanceof Uint8Array) return `bytes ${value.join(" ")}`;
  if (value instanceof EllipsisType) return "...";
  if (value instanceof LiteralTuple) return `(${value.items.map((item) => keyOf(item, outer, role)).join()})`;
  const words = `cannot use '${typeName(outer)}' as a ${role} (unhashable type: '${typeName(value)}')`;
  return raise("TypeError", words);
}

function numberKey(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

function typeName(value: LiteralValue): string {
  if (value instanceof LiteralTuple) return "tuple";
  if (value instanceof Set) return "set";
  return value instanceof Map ? "dict" : "list";
}

function malformed(node: ast.expr | null): never {
  if (node === null) return raise("ValueError", "malformed node or string: None");
  const place = node.lineno ? ` on line ${node.lineno}` : "";
  return raise("ValueError", `malformed node or string${place}: ${reprNode(node)}`);
}

function raise(type: SyntaxErrorType, msg: string): never {
  throw new PySyntaxError(msg, { type });
}
