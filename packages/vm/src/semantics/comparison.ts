/** Comparisons, identity, membership. COMPARE_OP is split by its operator when code is predecoded. */
import { COMPARE_TO_BOOL } from "@pyvm/bytecode";
import type { PyObject, Result } from "../kernel/object.ts";
import { isTrue } from "../kernel/truth.ts";
import type { PyFloat } from "../kernel/type.ts";
import { floatType } from "../kernel/type.ts";
import { type Comparison, isSame, richCompare } from "../protocols/compare.ts";
import { contains } from "../protocols/sequence.ts";
import { instruction, variant } from "./instruction.ts";

variant("COMPARE_OP_LT", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  fast: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number" ? left < right : t.slow(),
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? left < right
      : compareOther(left, right, "__lt__", t.oparg),
});
variant("COMPARE_OP_LE", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? left <= right
      : compareOther(left, right, "__le__", t.oparg),
});
variant("COMPARE_OP_EQ", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  fast: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number") return left === right;
    return t.slow();
  },
  run: ({ left, right }, t) =>
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string")
      ? left === right
      : compareOther(left, right, "__eq__", t.oparg),
});
variant("COMPARE_OP_NE", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  fast: ({ left, right }, t) => {
    if (typeof left === "number" && typeof right === "number") return left !== right;
    return t.slow();
  },
  run: ({ left, right }, t) =>
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string")
      ? left !== right
      : compareOther(left, right, "__ne__", t.oparg),
});
variant("COMPARE_OP_GT", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  fast: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number" ? left > right : t.slow(),
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? left > right
      : compareOther(left, right, "__gt__", t.oparg),
});
variant("COMPARE_OP_GE", "COMPARE_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) =>
    typeof left === "number" && typeof right === "number"
      ? left >= right
      : compareOther(left, right, "__ge__", t.oparg),
});

instruction("IS_OP", {
  stack: "left right -- result",
  cold: true,
  run: ({ left, right }, t) => (left === right || isSame(left, right)) !== (t.oparg === 1),
});

instruction("CONTAINS_OP", {
  stack: "item container -- result",
  cold: true,
  run: ({ item, container }, t) => {
    const found = contains(container, item);
    return found === undefined ? undefined : found !== (t.oparg === 1);
  },
});

/** Any operands; with COMPARE_TO_BOOL in the oparg the result becomes a bool, for the jump that follows. */
export function compareOther(left: PyObject, right: PyObject, comparison: Comparison, oparg: number): Result {
  if (
    typeof left === "object" &&
    typeof right === "object" &&
    left.cls === floatType &&
    right.cls === floatType
  ) {
    return compareFloats((left as PyFloat).value, (right as PyFloat).value, comparison);
  }
  const result = richCompare(left, right, comparison);
  if ((oparg & COMPARE_TO_BOOL) === 0 || typeof result === "boolean" || result === undefined) return result;
  return isTrue(result);
}

function compareFloats(left: number, right: number, comparison: Comparison): boolean {
  switch (comparison) {
    case "__lt__":
      return left < right;
    case "__le__":
      return left <= right;
    case "__eq__":
      return left === right;
    case "__ne__":
      return left !== right;
    case "__gt__":
      return left > right;
    case "__ge__":
      return left >= right;
  }
}
