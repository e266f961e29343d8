/**
 * `_locale`: the C locale in UTF-8, which is the only one. Others can be asked for and are refused.
 */
import { defineModule, defineType, fn } from "../kernel/define.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName } from "../kernel/type.ts";
import { makeDict } from "../objects/dict/dict.ts";
import { textOf } from "../objects/item-array.ts";
import { makeList } from "../objects/list.ts";
import { type Str, compareStrs, strOf } from "../objects/str/text.ts";
import { toIndex } from "../protocols/number.ts";
import { MONTHS, WEEKDAYS } from "./time/strftime.ts";

const CATEGORIES = {
  LC_CTYPE: 0,
  LC_NUMERIC: 1,
  LC_TIME: 2,
  LC_COLLATE: 3,
  LC_MONETARY: 4,
  LC_MESSAGES: 5,
  LC_ALL: 6,
};

/** "Not available" in localeconv(). */
const CHAR_MAX = 127;

/** The constants of nl_langinfo(), by Linux's numbers, with what the C locale says. */
const LANGUAGE_INFO: Record<string, readonly [constant: number, text: string]> = {
  CODESET: [14, "UTF-8"],
  RADIXCHAR: [65536, "."],
  THOUSEP: [65537, ""],
  ...numbered(
    "ABDAY",
    131072,
    fromSunday().map((name) => name.slice(0, 3)),
  ),
  ...numbered("DAY", 131079, fromSunday()),
  ...numbered(
    "ABMON",
    131086,
    MONTHS.map((name) => name.slice(0, 3)),
  ),
  ...numbered("MON", 131098, MONTHS),
  AM_STR: [131110, "AM"],
  PM_STR: [131111, "PM"],
  D_T_FMT: [131112, "%a %b %e %H:%M:%S %Y"],
  D_FMT: [131113, "%m/%d/%y"],
  T_FMT: [131114, "%H:%M:%S"],
  T_FMT_AMPM: [131115, "%I:%M:%S %p"],
  ERA: [131116, ""],
  ERA_D_FMT: [131118, ""],
  ALT_DIGITS: [131119, ""],
  ERA_D_T_FMT: [131120, ""],
  ERA_T_FMT: [131121, ""],
  _DATE_FMT: [131180, "%a %b %e %H:%M:%S %Z %Y"],
  CRNCYSTR: [262159, "-"],
  YESEXPR: [327680, "^[yY]"],
  NOEXPR: [327681, "^[nN]"],
};

function fromSunday(): string[] {
  return [WEEKDAYS[6]!, ...WEEKDAYS.slice(0, 6)];
}

function numbered(
  stem: string,
  first: number,
  texts: readonly string[],
): Record<string, readonly [number, string]> {
  return Object.fromEntries(
    texts.map((text, index) => [`${stem}_${index + 1}`, [first + index, text] as const]),
  );
}

const errorType = defineType("Error", { base: exceptionTypes.Exception, module: "locale", hasDict: true });

function unsupported(): PyBaseException {
  return makeException(errorType, ["unsupported locale setting"]);
}

/** Characters are UTF-8; everything else is plain C. */
function current(category: number): string {
  return category === CATEGORIES.LC_CTYPE || category === CATEGORIES.LC_ALL ? "C.UTF-8" : "C";
}

/** Names under which this locale may be asked for; "" is the user's, which is this one. */
const KNOWN = new Set(["", "C", "POSIX", "C.UTF-8", "C.utf8"]);

function setlocale(category: PyObject, locale: PyObject): Result {
  const number = must(toIndex(category, "OverflowError"));
  if (number < 0 || number > CATEGORIES.LC_ALL) throw unsupported();
  if (locale === None) return current(number);
  const name = text(locale, "setlocale() argument 2 must be str or None");
  if (!KNOWN.has(textOf(name))) throw unsupported();
  return name === "" ? current(number) : name;
}

function text(value: PyObject, message: string): Str {
  const result = strOf(value);
  if (result === undefined) throw typeError(`${message}, not ${typeName(value)}`);
  return result;
}

function localeconv(): Result {
  const conventions = makeDict();
  for (const name of ["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"]) {
    conventions.setText(name, "");
  }
  conventions.setText("mon_grouping", makeList([]));
  conventions.setText("positive_sign", "");
  conventions.setText("negative_sign", "");
  for (const name of [
    "int_frac_digits",
    "frac_digits",
    "p_cs_precedes",
    "p_sep_by_space",
    "n_cs_precedes",
    "n_sep_by_space",
    "p_sign_posn",
    "n_sign_posn",
  ]) {
    conventions.setText(name, CHAR_MAX);
  }
  conventions.setText("decimal_point", ".");
  conventions.setText("thousands_sep", "");
  conventions.setText("grouping", makeList([]));
  return conventions;
}

function langinfo(key: PyObject): Result {
  const number = must(toIndex(key, "OverflowError"));
  const entry = Object.values(LANGUAGE_INFO).find(([constant]) => constant === number);
  if (entry === undefined) throw valueError("unsupported langinfo constant");
  return entry[1];
}

export const localeModule = defineModule("_locale", {
  doc: "Support for POSIX locales.",
  constants: {
    ...CATEGORIES,
    CHAR_MAX,
    ...Object.fromEntries(Object.entries(LANGUAGE_INFO).map(([name, [constant]]) => [name, constant])),
  },
  types: [errorType],
  functions: {
    setlocale: fn("($module, category, locale=None, /)", "Activates/queries locale processing.", setlocale),
    localeconv: fn("($module, /)", "Returns numeric and monetary locale-specific parameters.", localeconv),
    strcoll: fn("($module, os1, os2, /)", "Compares two strings according to the locale.", (first, second) =>
      compareStrs(
        text(first, "strcoll() argument 1 must be str"),
        text(second, "strcoll() argument 2 must be str"),
      ),
    ),
    strxfrm: fn(
      "($module, string, /)",
      "Return a string that can be used as a key for locale-aware comparisons.",
      (string) => text(string, "strxfrm() argument must be str"),
    ),
    nl_langinfo: fn(
      "($module, key, /)",
      "Return the value for the locale information associated with key.",
      langinfo,
    ),
    getencoding: fn("($module, /)", "Get the current locale encoding.", () => "utf-8"),
  },
});
