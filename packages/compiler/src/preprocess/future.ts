/**
 * `from __future__ import …`: which features a module turns on (PEP 236).
 *
 * Future statements stand at the top, after the docstring at most. One that comes later is an error of
 * the symbol table, which needs the place of the last good one for that.
 */

import type { ast } from "@pyvm/parser";
import { raiseSyntaxError } from "../errors.ts";
import { CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from "../flags.ts";
import { NO_LOCATION, type SourceLocation } from "../instructions/location.ts";
import { getDocString } from "./docstring.ts";

export interface FutureFeatures {
  /** `CO_FUTURE_…` bits, and after `compile()` has merged them in, those of its flags. */
  ff_features: number;
  /** The last future statement. */
  ff_location: SourceLocation;
}

/** Features that are part of the language by now. */
const MANDATORY = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
]);

/** Read the future statements of a module. Raises PySyntaxError for a feature that does not exist. */
export function futureFeatures(mod: ast.mod, filename: string): FutureFeatures {
  const future: FutureFeatures = { ff_features: 0, ff_location: NO_LOCATION };
  if (mod.nodeType !== "Module" && mod.nodeType !== "Interactive") return future;
  const start = getDocString(mod.body) === null ? 0 : 1;
  for (let index = start; index < mod.body.length; index++) {
    const node = mod.body[index];
    if (node.nodeType !== "ImportFrom" || node.level !== 0 || node.module !== "__future__") break;
    for (const alias of node.names) future.ff_features |= featureFlag(alias, filename);
    future.ff_location = node;
  }
  return future;
}

function featureFlag(alias: ast.alias, filename: string): number {
  const { name } = alias;
  if (MANDATORY.has(name)) return 0;
  if (name === "barry_as_FLUFL") return CO_FUTURE_BARRY_AS_BDFL;
  if (name === "annotations") return CO_FUTURE_ANNOTATIONS;
  if (name === "braces") return raiseSyntaxError(filename, alias, "not a chance");
  return raiseSyntaxError(filename, alias, `future feature ${name.slice(0, 100)} is not defined`);
}
