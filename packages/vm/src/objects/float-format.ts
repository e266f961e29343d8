/**
 * A double as a format specification says (formatter_unicode.c, format_float_internal).
 */
import { formatDouble } from "../algorithms/float-format.ts";
import { valueError } from "../kernel/raise.ts";
import { type FormatSpec, type NumberParts, layOutNumber, numberParts } from "./format-spec.ts";
import type { Str } from "./str/text.ts";

/** CPython keeps precisions in a C int. */
const MAX_PRECISION = 2 ** 31 - 1;

/** `spec.type` is one of e E f F g G n % or "". Throws ValueError. */
export function formatDoubleBySpec(x: number, spec: FormatSpec): Str {
  return layOutNumber(doubleParts(x, spec), spec);
}

/** The parts of a double, before sign, grouping and padding. Throws ValueError. */
export function doubleParts(x: number, spec: FormatSpec): NumberParts {
  if (spec.precision > MAX_PRECISION) throw valueError("precision too big");
  const percent = spec.type === "%";
  const code = percent ? "f" : spec.type === "n" ? "g" : spec.type === "" ? "r" : spec.type;
  const lower = code.toLowerCase() as "e" | "f" | "g" | "r";
  const format = lower === "r" && spec.precision >= 0 ? "g" : lower;
  const precision = spec.precision < 0 ? 6 : spec.precision;
  const flags = { alternate: spec.alternate, addDotZero: spec.type === "" };
  let text = formatDouble(percent ? x * 100 : x, format, precision, flags);
  if (spec.noNegativeZero && /^-[0.]*(?:e.*)?$/.test(text)) text = text.slice(1);
  const negative = text.startsWith("-");
  if (negative) text = text.slice(1);
  if (code !== lower) text = text.toUpperCase();
  return numberParts(negative, percent ? text + "%" : text);
}
