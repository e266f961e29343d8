/**
 * str.__format__ (formatter_unicode.c, format_string_internal).
 */
import type { PyObject, Result } from "../../kernel/object.ts";
import { valueError } from "../../kernel/raise.ts";
import { strType, typeOf } from "../../kernel/type.ts";
import { str } from "../../protocols/repr.ts";
import { pad, parseFormatSpec, specText, unknownFormatCode } from "../format-spec.ts";
import { strLength, strOf, strSlice } from "./text.ts";

/** str.__format__(self, spec). Throws. */
export function formatStr(self: PyObject, specArgument: PyObject): Result {
  const specification = specText(specArgument);
  if (specification === "") return typeOf(self) === strType ? self : str(self);
  const spec = parseFormatSpec(self, specification, "s", "<");
  if (spec.type !== "s") throw unknownFormatCode(spec.type, self);
  const where = "not allowed in string format specifier";
  if (spec.sign === " ") throw valueError(`Space ${where}`);
  if (spec.sign !== "") throw valueError(`Sign ${where}`);
  if (spec.noNegativeZero) throw valueError(`Negative zero coercion (z) ${where}`);
  if (spec.alternate) throw valueError(`Alternate form (#) ${where}`);
  if (spec.align === "=") throw valueError(`'=' alignment ${where}`);
  const text = strOf(self)!;
  const cut =
    spec.precision >= 0 && spec.precision < strLength(text) ? strSlice(text, 0, spec.precision) : text;
  return pad(cut, spec);
}
