/**
 * Test support: in which fields two code objects differ, those nested in them included.
 */

import { CodeObject, FrozenSetConstant, TupleConstant, constantKey, type Constant } from "@pyvm/bytecode";

const FIELDS = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_stacksize",
  "co_flags",
  "co_code",
  "co_consts",
  "co_names",
  "co_localsplusnames",
  "co_localspluskinds",
  "co_filename",
  "co_name",
  "co_qualname",
  "co_firstlineno",
  "co_linetable",
  "co_exceptiontable",
] as const;

export interface Comparison {
  /** How many code objects were compared, and how many are equal in every field. */
  compared: number;
  equal: number;
  /** `qualname: field, field` of each that is not. */
  readonly differences: string[];
}

/** The differing fields of two code objects and of those nested in them, as `qualname: field, field`. */
export function differences(expected: CodeObject, actual: CodeObject): string[] {
  const comparison: Comparison = { compared: 0, equal: 0, differences: [] };
  compareCode(expected, actual, comparison);
  return comparison.differences;
}

/** Compare two code objects and those nested in them. */
export function compareCode(expected: CodeObject, actual: CodeObject, comparison: Comparison): void {
  const fields: string[] = FIELDS.filter((field) => !isSame(expected[field], actual[field]));
  comparison.compared++;
  if (fields.length === 0) comparison.equal++;
  else comparison.differences.push(`${String(expected.co_qualname)}: ${fields.join(", ")}`);
  const ours = nestedCode(actual);
  nestedCode(expected).forEach((code, index) => {
    if (ours[index] !== undefined) compareCode(code, ours[index], comparison);
  });
}

/** Whether two values of a field are equal. Nested code counts as equal: it is compared by itself. */
function isSame(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  if (typeof expected !== "object" || typeof actual !== "object") return false;
  if (expected instanceof CodeObject) return actual instanceof CodeObject;
  if (Array.isArray(expected) || expected instanceof Uint8Array)
    return areSame(expected, actual as unknown[]);
  if (expected instanceof TupleConstant) {
    return actual instanceof TupleConstant && areSame(expected.items, actual.items);
  }
  return constantText(expected as Constant) === constantText(actual as Constant);
}

function areSame(expected: ArrayLike<unknown>, actual: ArrayLike<unknown>): boolean {
  if (expected.length !== actual.length) return false;
  for (let index = 0; index < expected.length; index++) {
    if (!isSame(expected[index], actual[index])) return false;
  }
  return true;
}

/** The order of a frozenset does not matter, and a NaN is like any other here. */
function constantText(constant: Constant): string {
  if (constant instanceof FrozenSetConstant) return `{${constant.items.map(constantText).sort().join()}}`;
  return constantKey(constant).replace(/nan\d+/g, "nan");
}

function nestedCode(code: CodeObject): CodeObject[] {
  return code.co_consts.filter((constant) => constant instanceof CodeObject);
}
