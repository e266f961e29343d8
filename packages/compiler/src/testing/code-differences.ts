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
  const fields: string[] = FIELDS.filter((field) => fieldText(expected[field]) !== fieldText(actual[field]));
  if (constantTexts(expected).join() !== constantTexts(actual).join()) fields.push("co_consts");
  comparison.compared++;
  if (fields.length === 0) comparison.equal++;
  else comparison.differences.push(`${String(expected.co_qualname)}: ${fields.join(", ")}`);
  const ours = nestedCode(actual);
  nestedCode(expected).forEach((code, index) => {
    if (ours[index] !== undefined) compareCode(code, ours[index], comparison);
  });
}

function fieldText(value: unknown): string {
  if (value instanceof Uint8Array) return value.join();
  return Array.isArray(value) ? value.map((item) => constantText(item)).join("\0") : String(value);
}

function constantTexts(code: CodeObject): string[] {
  return code.co_consts.map(constantText);
}

/** Nested code is compared by itself; a NaN is like any other here. */
function constantText(constant: Constant): string {
  if (constant instanceof CodeObject) return "code";
  if (constant instanceof TupleConstant) return `(${constant.items.map(constantText).join()})`;
  if (constant instanceof FrozenSetConstant) return `{${constant.items.map(constantText).sort().join()}}`;
  return constantKey(constant).replace(/nan\d+/g, "nan");
}

function nestedCode(code: CodeObject): CodeObject[] {
  return code.co_consts.filter((constant) => constant instanceof CodeObject);
}
