/**
 * `_sre`: the engine behind `re`. The library's `re._compiler` writes the programs, this runs them.
 */
import { defineModule, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, overflowError, runtimeError, typeError } from "../../kernel/raise.ts";
import { typeName } from "../../kernel/type.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { PyList } from "../../objects/list.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { toIndex, toInteger } from "../../protocols/number.ts";
import { isCased, lower } from "./characters.ts";
import { matchType } from "./match.ts";
import { CODESIZE, MAGIC, MAXGROUPS, MAXREPEAT } from "./opcodes.ts";
import { PyPattern, patternType, scannerType } from "./pattern.ts";
import { translate } from "./program.ts";
import { makeTemplate } from "./template.ts";

function compile(
  pattern: PyObject,
  flags: PyObject,
  code: PyObject,
  groups: PyObject,
  groupIndex: PyObject,
  indexGroup: PyObject,
): Result {
  if (!(code instanceof PyList))
    throw typeError(`compile() argument 'code' must be list, not ${typeName(code)}`);
  if (!(groupIndex instanceof PyDict))
    throw typeError(`compile() argument 'groupindex' must be dict, not ${typeName(groupIndex)}`);
  if (!(indexGroup instanceof PyTuple))
    throw typeError(`compile() argument 'indexgroup' must be tuple, not ${typeName(indexGroup)}`);
  const words = Uint32Array.from(code.items, word);
  const count = must(toIndex(groups));
  try {
    const program = translate(words, count);
    return new PyPattern(pattern, must(toIndex(flags)), count, groupIndex, indexGroup, program, words);
  } catch (error) {
    if (error instanceof RangeError) throw runtimeError("invalid SRE code");
    throw error;
  }
}

function word(item: PyObject): number {
  const value = Number(must(toInteger(item)));
  if (value < 0 || value > MAXREPEAT) throw overflowError("regular expression code size limit exceeded");
  return value;
}

const character = (value: PyObject): number => must(toIndex(value));

export const sreModule = defineModule("_sre", {
  doc: "The engine behind regular expressions.",
  constants: { MAGIC, CODESIZE, MAXREPEAT, MAXGROUPS, copyright: " pyvm regular expression engine " },
  types: [patternType, matchType, scannerType],
  functions: {
    compile: fn(
      "(pattern, flags, code, groups, groupindex, indexgroup)",
      "A pattern from its program.",
      compile,
    ),
    getcodesize: fn("()", "Bytes in a word of a program.", () => CODESIZE),
    template: fn(
      "(pattern, template, /)",
      "A replacement template from its parts.",
      (pattern: PyObject, parts: PyObject) => {
        if (!(pattern instanceof PyPattern))
          throw typeError(`template() argument 1 must be re.Pattern, not ${typeName(pattern)}`);
        return makeTemplate(parts, pattern.groups);
      },
    ),
    ascii_iscased: fn("(character, /)", null, (value) => isCased("ascii", character(value))),
    unicode_iscased: fn("(character, /)", null, (value) => isCased("unicode", character(value))),
    ascii_tolower: fn("(character, /)", null, (value) => lower("ascii", character(value))),
    unicode_tolower: fn("(character, /)", null, (value) => lower("unicode", character(value))),
    getlower: fn("(character, flags, /)", null, (value, flags) => {
      const bits = must(toIndex(flags));
      return lower((bits & 32) !== 0 ? "unicode" : (bits & 4) !== 0 ? "locale" : "ascii", character(value));
    }),
  },
});
