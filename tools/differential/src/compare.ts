/** Whether the parser says of a case what CPython said: the same tree, or the same refusal; the same warnings. */
import { createHash } from "node:crypto";
import { dump, parse, PySyntaxError } from "@pyvm/parser";
import { sourceOf, type Case, type JudgedCase, type Outcome } from "./cases.ts";

const PYCF_TYPE_COMMENTS = 0x1000;
const CO_FUTURE_BARRY_AS_BDFL = 0x400000;
const FILENAME = "<test>";

export interface Mismatch {
  readonly expected: Outcome;
  readonly found: Outcome;
}

/**
 * `null` if they agree, or if there is nothing to compare with: CPython fails itself (SystemError), or refuses a
 * `__future__` import, which is for the compiler to do.
 */
export function mismatch(one: JudgedCase): Mismatch | null {
  if (one.parse === undefined || isNotOurs(one.parse)) return null;
  const found = outcomeOf(one);
  return JSON.stringify(comparable(one.parse)) === JSON.stringify(comparable(found))
    ? null
    : { expected: one.parse, found };
}

function isNotOurs({ error }: Outcome): boolean {
  return error?.[0] === "SystemError" || (typeof error?.[1] === "string" && FUTURE_MESSAGE.test(error[1]));
}

const FUTURE_MESSAGE =
  /^(?:future feature .* is not defined|not a chance|from __future__ imports must occur at the beginning of the file)$/;

/** The parser's outcome, in the shape of `python/verdicts.py`. */
export function outcomeOf(one: Case): Outcome {
  const warnings: [string, string, number][] = [];
  const outcome = treeOrError(one, warnings);
  return warnings.length === 0 ? outcome : { ...outcome, warnings };
}

function treeOrError(one: Case, warnings: [string, string, number][]): Outcome {
  try {
    const tree = parse(sourceOf(one), {
      filename: FILENAME,
      mode: one.mode,
      typeComments: (one.flags & PYCF_TYPE_COMMENTS) !== 0,
      barryAsFLUFL: (one.flags & CO_FUTURE_BARRY_AS_BDFL) !== 0,
      ...(one.feature_version >= 0 && { featureVersion: one.feature_version }),
      onWarning: ({ msg, lineno }) => warnings.push(["SyntaxWarning", msg, lineno]),
    });
    return { result: digest(dump(tree, { includeAttributes: true })) };
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    const { type, msg, lineno, offset, text, end_lineno, end_offset } = error;
    if (!NAMES_OF_SYNTAX_ERRORS.has(type)) return { error: [type, msg] };
    return { error: [type, msg, lineno, offset, text, end_lineno, end_offset] };
  }
}

const NAMES_OF_SYNTAX_ERRORS: ReadonlySet<string> = new Set(["SyntaxError", "IndentationError", "TabError"]);

/** Whether one is refused is more than in which order its warnings came. */
function comparable({ result, error, warnings }: Outcome): unknown {
  return [result ?? null, error ?? null, (warnings ?? []).map((warning) => JSON.stringify(warning)).sort()];
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
