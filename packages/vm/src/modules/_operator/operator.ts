/**
 * The module `_operator`: Python's operators as functions (library reference, "operator").
 */
import { type Entry, type ModuleDefinition, defineModule, fn, rawFn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { raise, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, strType, typeName, typeOf } from "../../kernel/type.ts";
import { bytesLikeOf } from "../../objects/buffer.ts";
import { textOf } from "../../objects/item-array.ts";
import { call } from "../../protocols/call.ts";
import { type Comparison, equals, isSame, richCompare } from "../../protocols/compare.ts";
import { forEach, lengthHint } from "../../protocols/iterate.ts";
import {
  ADD,
  AND,
  type BinaryOperator,
  FLOOR_DIVIDE,
  LSHIFT,
  MATRIX_MULTIPLY,
  MULTIPLY,
  OR,
  REMAINDER,
  RSHIFT,
  SUBTRACT,
  TRUE_DIVIDE,
  XOR,
  absolute,
  binary,
  binaryInplace,
  intValueOf,
  invert,
  negative,
  positive,
  power,
  powerInplace,
  toInteger,
} from "../../protocols/number.ts";
import { contains, deleteItem, getItem, setItem } from "../../protocols/sequence.ts";
import { attrGetterType, itemGetterType, methodCallerType } from "./getters.ts";

const ONE = "($module, a, /)";
const TWO = "($module, a, b, /)";

const operators: readonly (readonly [name: string, inplaceName: string, operator: BinaryOperator])[] = [
  ["add", "iadd", ADD],
  ["sub", "isub", SUBTRACT],
  ["mul", "imul", MULTIPLY],
  ["matmul", "imatmul", MATRIX_MULTIPLY],
  ["floordiv", "ifloordiv", FLOOR_DIVIDE],
  ["truediv", "itruediv", TRUE_DIVIDE],
  ["mod", "imod", REMAINDER],
  ["lshift", "ilshift", LSHIFT],
  ["rshift", "irshift", RSHIFT],
  ["and_", "iand", AND],
  ["xor", "ixor", XOR],
  ["or_", "ior", OR],
];

function binaryFunctions(): Record<string, Entry> {
  const functions: Record<string, Entry> = {};
  for (const [name, inplaceName, operator] of operators) {
    functions[name] = fn(TWO, `Same as a ${operator.symbol} b.`, (a: PyObject, b: PyObject) =>
      binary(operator, a, b),
    );
    functions[inplaceName] = fn(TWO, `Same as a ${operator.symbol}= b.`, (a: PyObject, b: PyObject) =>
      binaryInplace(operator, a, b),
    );
  }
  return functions;
}

function comparisonFunctions(): Record<string, Entry> {
  const symbols = { lt: "<", le: "<=", eq: "==", ne: "!=", gt: ">", ge: ">=" };
  const functions: Record<string, Entry> = {};
  for (const [name, symbol] of Object.entries(symbols)) {
    functions[name] = fn(TWO, `Same as a ${symbol} b.`, (a: PyObject, b: PyObject) =>
      richCompare(a, b, `__${name}__` as Comparison),
    );
  }
  return functions;
}

function isSequence(value: PyObject): boolean {
  return typeOf(value).slots.__getitem__ !== undefined;
}

const concatenate =
  (operate: (operator: BinaryOperator, a: PyObject, b: PyObject) => Result) =>
  (a: PyObject, b: PyObject): Result => {
    if (typeOf(a).slots.concat === undefined && (!isSequence(a) || !isSequence(b))) {
      return raise(typeError(`'${typeName(a)}' object can't be concatenated`));
    }
    const concat = operate === binary ? typeOf(a).slots.concat : undefined;
    return concat === undefined ? operate(ADD, a, b) : concat(a, b);
  };

/** Walk an iterable; something else is refused in the words of PySequence_Count and _Index. */
function walk(iterable: PyObject, visit: (item: PyObject) => boolean | undefined): boolean | undefined {
  const { slots } = typeOf(iterable);
  if (slots.__iter__ === undefined && slots.__getitem__ === undefined) {
    return raise(typeError(`argument of type '${typeName(iterable)}' is not iterable`));
  }
  return forEach(iterable, visit);
}

function countOf(iterable: PyObject, value: PyObject): Result {
  let count = 0;
  const ended = walk(iterable, (item) => {
    const same = equals(item, value);
    if (same === true) count++;
    return same === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : count;
}

function indexOf(iterable: PyObject, value: PyObject): Result {
  let index = 0;
  const ended = walk(iterable, (item) => {
    const same = equals(item, value);
    if (same === false) index++;
    return same === undefined ? undefined : !same;
  });
  if (ended === undefined) return undefined;
  return ended ? raise(valueError("sequence.index(x): x not in sequence")) : index;
}

function lengthHintFunction(object: PyObject, fallback: PyObject): Result {
  const integer = intValueOf(fallback) === undefined ? raise(notInteger(fallback)) : toInteger(fallback);
  return integer === undefined ? undefined : lengthHint(object, Number(integer));
}

const notInteger = (value: PyObject) =>
  typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);

/** Compare two secrets without telling by the time taken where they differ. */
function compareDigest(a: PyObject, b: PyObject): Result {
  if (isInstance(a, strType) && isInstance(b, strType)) {
    const left = textOf(a);
    const right = textOf(b);
    if (!isAscii(left) || !isAscii(right)) {
      return raise(typeError("comparing strings with non-ASCII characters is not supported"));
    }
    return sameBytes(codesOf(left), codesOf(right));
  }
  const left = bytesLikeOf(a);
  const right = bytesLikeOf(b);
  if (left === null || right === null) {
    return raise(typeError(`a bytes-like object is required, not '${typeName(left === null ? a : b)}'`));
  }
  return sameBytes(left, right);
}

const codesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= b[i]! ^ (a[i] ?? b[i]!);
  return difference === 0;
}

function not(a: PyObject): Result {
  const truth = isTrue(a);
  return truth === undefined ? undefined : !truth;
}

const index = (a: PyObject): Result => toInteger(a);
const done = (result: Result): Result => (result === undefined ? undefined : None);

export const operatorModule: ModuleDefinition = defineModule("_operator", {
  doc: "Python's operators as functions: operator.add(x, y) is x + y.",
  functions: {
    truth: fn(ONE, "Whether a is true.", isTrue),
    not_: fn(ONE, "Same as not a.", not),
    is_: fn(TWO, "Same as a is b.", isSame),
    is_not: fn(TWO, "Same as a is not b.", (a: PyObject, b: PyObject) => !isSame(a, b)),
    is_none: fn(ONE, "Same as a is None.", (a: PyObject) => a === None),
    is_not_none: fn(ONE, "Same as a is not None.", (a: PyObject) => a !== None),
    contains: fn(TWO, "Same as b in a (the operands are in this order).", contains),
    countOf: fn(TWO, "How many items of a equal b.", countOf),
    indexOf: fn(TWO, "The index of the first item of a that equals b.", indexOf),
    index: fn(ONE, "Same as a.__index__().", index),
    neg: fn(ONE, "Same as -a.", negative),
    pos: fn(ONE, "Same as +a.", positive),
    abs: fn(ONE, "Same as abs(a).", absolute),
    inv: fn(ONE, "Same as ~a.", invert),
    invert: fn(ONE, "Same as ~a.", invert),
    ...binaryFunctions(),
    ...comparisonFunctions(),
    pow: fn(TWO, "Same as a ** b.", (a: PyObject, b: PyObject) => power(a, b)),
    ipow: fn(TWO, "Same as a **= b.", powerInplace),
    concat: fn(TWO, "Same as a + b, for sequences.", concatenate(binary)),
    iconcat: fn(TWO, "Same as a += b, for sequences.", concatenate(binaryInplace)),
    getitem: fn(TWO, "Same as a[b].", getItem),
    setitem: fn("($module, a, b, c, /)", "Same as a[b] = c.", (a: PyObject, b: PyObject, c: PyObject) =>
      done(setItem(a, b, c)),
    ),
    delitem: fn(TWO, "Same as del a[b].", (a: PyObject, b: PyObject) => done(deleteItem(a, b))),
    length_hint: fn(
      "($module, obj, default=0, /)",
      "An estimate of the number of items in obj: its length, what __length_hint__ says, or default.",
      lengthHintFunction,
    ),
    _compare_digest: fn(
      TWO,
      "Whether a equals b, found out in a time that does not depend on where they differ.",
      compareDigest,
    ),
    call: rawFn("($module, obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).", (args, kwnames) => {
      if (args.length - (kwnames?.length ?? 0) === 0)
        return raise(typeError("call expected at least 1 argument, got 0"));
      return call(args[0]!, args.slice(1), kwnames);
    }),
  },
  types: [attrGetterType, itemGetterType, methodCallerType],
});
