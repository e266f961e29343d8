/** f-strings and t-strings (PEP 498, 750). */
import { FVC_ASCII, FVC_REPR, FVC_STR } from "@pyvm/bytecode";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, systemError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isInstance, strType } from "../kernel/type.ts";
import { format } from "../objects/format.ts";
import { escapeNonAscii } from "../objects/str/repr.ts";
import type { Str } from "../objects/str/text.ts";
import { PyInterpolation, makeInterpolation, makeTemplate } from "../objects/template.ts";
import type { PyTuple } from "../objects/tuple.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";
import { instruction } from "./instruction.ts";

instruction("FORMAT_SIMPLE", {
  stack: "value -- text",
  cold: true,
  run: ({ value }) => (typeof value === "string" ? value : format(value, "")),
});
instruction("FORMAT_WITH_SPEC", {
  stack: "value spec -- text",
  cold: true,
  run: ({ value, spec }) => format(value, spec),
});

instruction("CONVERT_VALUE", {
  stack: "value -- converted",
  cold: true,
  run: ({ value }, t) => convert(value, t.oparg),
});

/** `!s`, `!r`, `!a` */
export function convert(value: PyObject, conversion: number): Result {
  switch (conversion) {
    case FVC_STR:
      return str(value);
    case FVC_REPR:
      return repr(value);
    case FVC_ASCII: {
      const text = repr(value);
      return text === undefined ? undefined : escapeNonAscii(exactStr(text) as Str);
    }
  }
  return value;
}

instruction("BUILD_TEMPLATE", {
  stack: "strings interpolations -- template",
  cold: true,
  run: ({ strings, interpolations }) =>
    buildTemplate((strings as PyTuple).items, (interpolations as PyTuple).items),
});

/** One str more than interpolations, as the compiler sees to it. */
export function buildTemplate(strings: PyObject[], interpolations: PyObject[]): Result {
  const areStrs = strings.every((text) => isInstance(text, strType));
  const areInterpolations = interpolations.every((item) => item instanceof PyInterpolation);
  if (!areStrs || !areInterpolations || strings.length !== interpolations.length + 1) {
    return raise(systemError("bad parts of a template"));
  }
  return makeTemplate(strings, interpolations);
}

/** The oparg: whether there is a format spec, and the conversion above it. */
instruction("BUILD_INTERPOLATION", {
  stack: "value expression spec[(oparg&1)] -- interpolation",
  cold: true,
  run: ({ value, expression, spec }, t) =>
    makeInterpolation(value, expression, conversionName(t.oparg >> 2), spec[0] ?? ""),
});

/** `Interpolation.conversion` */
export function conversionName(conversion: number): PyObject {
  switch (conversion) {
    case FVC_STR:
      return "s";
    case FVC_REPR:
      return "r";
    case FVC_ASCII:
      return "a";
  }
  return None;
}
