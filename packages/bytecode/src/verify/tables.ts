/**
 * Verification of a code object's two tables.
 */

import type { CodeObject } from "../code/code-object.ts";
import { decodeExceptionTable } from "../tables/exception-table.ts";
import type { ExceptionTableEntry } from "../tables/exception-table.ts";
import { isLocationTable } from "../tables/location-table.ts";
import { VerifyError } from "./error.ts";
import type { Instructions } from "./instructions.ts";

/**
 * The entries of the exception table, which mark their targets in `instructions`.
 *
 * A handler stands behind all that it covers, as compilers lay it out: so only jumps make loops.
 */
export function readExceptionTable(
  code: CodeObject,
  instructions: Instructions,
): readonly ExceptionTableEntry[] {
  const table = code.co_exceptiontable;
  if (table.length === 0) return [];
  const fail = (message: string): VerifyError => new VerifyError(code, -1, `exception table: ${message}`);
  if ((table[0] & 0x80) === 0) throw fail("does not start with an entry");
  const entries = decodeExceptionTable(table);
  let previousEnd = 0;
  for (const { start, end, target, depth, lasti } of entries) {
    if (start < previousEnd || end <= start) throw fail("ranges out of order");
    if (end > code.co_code.length) throw fail("range beyond the code");
    if (!instructions.startsAt(start / 2) || !instructions.startsAt(target / 2)) {
      throw fail("no instruction starts there");
    }
    if (target < end) throw fail("handler before the end of what it covers");
    if (depth + (lasti ? 2 : 1) > code.co_stacksize) throw fail("handler exceeds the stack");
    instructions.isTarget[target / 2] = 1;
    previousEnd = end;
  }
  return entries;
}

/** The location table: empty, or entries in one of the known forms. */
export function checkLocationTable(code: CodeObject): void {
  if (!isLocationTable(code.co_linetable)) throw new VerifyError(code, -1, "location table is malformed");
}
