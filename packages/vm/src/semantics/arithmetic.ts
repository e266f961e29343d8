/**
 * Unary and binary operators.
 *
 * BINARY_OP is split by its operator when code is predecoded: the frequent ones have a fast path for small ints here
 * and for floats and strings in a function beside it; `x += y` on those is the same operation.
 *
 * Hot: all of it. `((r = a + b) | 0) === r` tests for 32 bits and −0 at once (VM-DESIGN Q1).
 */
import { BINARY_OPERATIONS } from "@pyvm/bytecode";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, zeroDivisionError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyFloat, floatType } from "../kernel/type.ts";
import {
  addInts,
  floorDivideInts,
  moduloInts,
  multiplyInts,
  shiftLeftInts,
  subtractInts,
  trueDivideInts,
} from "../objects/int/arithmetic.ts";
import { listType, type PyList } from "../objects/list.ts";
import { type PyTuple, tupleType } from "../objects/tuple.ts";
import { dictType, type PyDict } from "../objects/dict/dict.ts";
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
  binary,
  binaryInplace,
  invert,
  negative,
  power,
  powerInplace,
} from "../protocols/number.ts";
import { getItem } from "../protocols/sequence.ts";
import { instruction, variant } from "./instruction.ts";

variant("BINARY_OP_ADD", "BINARY_OP", {
  stack: "left right -- sum",
  cold: true,
  fast: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number") {
      const sum = left + right;
      if ((sum | 0) === sum) return sum | 0;
    }
    return t.slow();
  },
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? addInts(left, right)
      : addOther(left, right, t.oparg),
});

variant("BINARY_OP_SUBTRACT", "BINARY_OP", {
  stack: "left right -- difference",
  cold: true,
  fast: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number") {
      const difference = left - right;
      if ((difference | 0) === difference) return difference | 0;
    }
    return t.slow();
  },
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? subtractInts(left, right)
      : subtractOther(left, right, t.oparg),
});

variant("BINARY_OP_MULTIPLY", "BINARY_OP", {
  stack: "left right -- product",
  cold: true,
  fast: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number") {
      const product = left * right;
      if ((product | 0) === product) return product | 0;
    }
    return t.slow();
  },
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? multiplyInts(left, right)
      : multiplyOther(left, right, t.oparg),
});

variant("BINARY_OP_FLOOR_DIVIDE", "BINARY_OP", {
  stack: "left right -- quotient",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && right > 0) {
      const quotient = Math.floor(left / right);
      if ((quotient | 0) === quotient) return quotient | 0;
    }
    return floorDivideOther(left, right, t.oparg);
  },
});

variant("BINARY_OP_REMAINDER", "BINARY_OP", {
  stack: "left right -- remainder",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && left >= 0 && right > 0) return left % right;
    return remainderOther(left, right, t.oparg);
  },
});

variant("BINARY_OP_TRUE_DIVIDE", "BINARY_OP", {
  stack: "left right -- quotient",
  cold: true,
  run: ({ left, right }, t) => divide(left, right, t.oparg),
});

variant("BINARY_OP_AND", "BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && (left | 0) === left && (right | 0) === right)
      return left & right;
    return operate(left, right, t.oparg);
  },
});

variant("BINARY_OP_OR", "BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && (left | 0) === left && (right | 0) === right)
      return left | right;
    return operate(left, right, t.oparg);
  },
});

variant("BINARY_OP_XOR", "BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && (left | 0) === left && (right | 0) === right)
      return left ^ right;
    return operate(left, right, t.oparg);
  },
});

variant("BINARY_OP_LSHIFT", "BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number" && right >= 0)
      return shiftLeftInts(left, right);
    return operate(left, right, t.oparg);
  },
});

variant("BINARY_OP_RSHIFT", "BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => {
    if (
      typeof left === "number" &&
      typeof right === "number" &&
      (left | 0) === left &&
      right >= 0 &&
      right < 32
    )
      return left >> right;
    return operate(left, right, t.oparg);
  },
});

/** `container[key]` */
variant("BINARY_OP_SUBSCR", "BINARY_OP", {
  stack: "container key -- item",
  cold: true,
  fast: ({ container, key }, t) => {
    if (typeof key === "number" && typeof container === "object" && container.cls === listType) {
      const { items } = container as PyList;
      if (key >= 0 && key < items.length) return items[key]!;
    }
    return t.slow();
  },
  run: ({ container, key }) => subscript(container, key),
});

/** The operators that are not split off. */
instruction("BINARY_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => operate(left, right, t.oparg),
});

instruction("UNARY_NEGATIVE", {
  stack: "operand -- result",
  cold: true,
  run: ({ operand }) => {
    if (typeof operand === "number" && operand !== 0) return -operand;
    return negative(operand);
  },
});

instruction("UNARY_INVERT", {
  stack: "operand -- result",
  cold: true,
  run: ({ operand }) => invert(operand),
});

/** The operand is a bool: TO_BOOL came before. */
instruction("UNARY_NOT", { stack: "operand -- result", run: ({ operand }) => operand === false });

instruction("TO_BOOL", {
  stack: "operand -- truth",
  cold: true,
  fast: ({ operand }, t) => (typeof operand === "boolean" ? operand : t.slow()),
  run: ({ operand }) => (typeof operand === "boolean" ? operand : isTrue(operand)),
});

// ---- Everything but small ints.

type Operation = (left: PyObject, right: PyObject) => Result;

const OPERATORS: Record<string, BinaryOperator> = {
  "+": ADD,
  "&": AND,
  "//": FLOOR_DIVIDE,
  "<<": LSHIFT,
  "@": MATRIX_MULTIPLY,
  "*": MULTIPLY,
  "%": REMAINDER,
  "|": OR,
  ">>": RSHIFT,
  "-": SUBTRACT,
  "/": TRUE_DIVIDE,
  "^": XOR,
};

function operationFor(symbol: string): Operation {
  if (symbol === "[]") return getItem;
  if (symbol === "**") return (left, right) => power(left, right);
  if (symbol === "**=") return powerInplace;
  const operator = OPERATORS[symbol];
  if (operator !== undefined) return (left, right) => binary(operator, left, right);
  const inplace = OPERATORS[symbol.slice(0, -1)]!;
  return (left, right) => binaryInplace(inplace, left, right);
}

const OPERATIONS: readonly Operation[] = BINARY_OPERATIONS.map(([, symbol]) => operationFor(symbol));

/** Any operation of BINARY_OP on any operands. */
export function operate(left: PyObject, right: PyObject, operation: number): Result {
  return OPERATIONS[operation]!(left, right);
}

function isFloat(value: PyObject): value is PyFloat {
  return typeof value === "object" && value.cls === floatType;
}

export function addOther(left: PyObject, right: PyObject, operation: number): Result {
  if (isFloat(left)) {
    if (isFloat(right)) return new PyFloat(left.value + right.value);
    if (typeof right === "number") return new PyFloat(left.value + right);
  } else if (typeof left === "string") {
    if (typeof right === "string") return left + right;
  } else if (typeof left === "number" && isFloat(right)) return new PyFloat(left + right.value);
  return OPERATIONS[operation]!(left, right);
}

export function subtractOther(left: PyObject, right: PyObject, operation: number): Result {
  if (isFloat(left)) {
    if (isFloat(right)) return new PyFloat(left.value - right.value);
    if (typeof right === "number") return new PyFloat(left.value - right);
  } else if (typeof left === "number" && isFloat(right)) return new PyFloat(left - right.value);
  return OPERATIONS[operation]!(left, right);
}

export function multiplyOther(left: PyObject, right: PyObject, operation: number): Result {
  if (isFloat(left)) {
    if (isFloat(right)) return new PyFloat(left.value * right.value);
    if (typeof right === "number") return new PyFloat(left.value * right);
  } else if (typeof left === "number" && isFloat(right)) return new PyFloat(left * right.value);
  return OPERATIONS[operation]!(left, right);
}

export function floorDivideOther(left: PyObject, right: PyObject, operation: number): Result {
  if (typeof left === "number" && typeof right === "number") return floorDivideInts(left, right);
  return OPERATIONS[operation]!(left, right);
}

export function remainderOther(left: PyObject, right: PyObject, operation: number): Result {
  if (typeof left === "number" && typeof right === "number") return moduloInts(left, right);
  return OPERATIONS[operation]!(left, right);
}

export function divide(left: PyObject, right: PyObject, operation: number): Result {
  if (isFloat(left) && isFloat(right)) {
    if (right.value === 0) return raise(zeroDivisionError("division by zero"));
    return new PyFloat(left.value / right.value);
  }
  if (typeof left === "number" && typeof right === "number" && right !== 0) {
    const quotient = trueDivideInts(left, right);
    return quotient === undefined ? undefined : new PyFloat(quotient);
  }
  return OPERATIONS[operation]!(left, right);
}

export function subscript(container: PyObject, key: PyObject): Result {
  if (typeof container === "object" && container.cls === tupleType && typeof key === "number") {
    const item = (container as PyTuple).items[key];
    if (item !== undefined) return item;
  }
  if (typeof container === "object" && container.cls === dictType && typeof key === "string") {
    const map = (container as PyDict).map;
    if (map !== undefined) {
      const value = map.get(key);
      if (value !== undefined) return value;
    }
  }
  return getItem(container, key);
}
