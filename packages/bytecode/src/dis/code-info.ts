/**
 * A code object's fields as text (`dis.code_info`).
 */

import { cellVars, freeVars, localCount, varNames } from "../code/code-object.ts";
import type { CodeObject } from "../code/code-object.ts";
import type { StrConstant } from "../code/constants.ts";
import { COMPILER_FLAG_NAMES } from "../code/flags.ts";
import { plainStr, reprConstant } from "./repr.ts";

/** @returns Lines with newlines between. */
export function codeInfo(code: CodeObject): string {
  return [
    `Name:              ${plainStr(code.co_name)}`,
    `Filename:          ${plainStr(code.co_filename)}`,
    `Argument count:    ${code.co_argcount}`,
    `Positional-only arguments: ${code.co_posonlyargcount}`,
    `Kw-only arguments: ${code.co_kwonlyargcount}`,
    `Number of locals:  ${localCount(code)}`,
    `Stack size:        ${code.co_stacksize}`,
    `Flags:             ${prettyFlags(code.co_flags)}`,
    ...numbered("Constants:", code.co_consts.map(reprConstant)),
    ...named("Names:", code.co_names),
    ...named("Variable names:", varNames(code)),
    ...named("Free variables:", freeVars(code)),
    ...named("Cell variables:", cellVars(code)),
  ].join("\n");
}

/** The names of the flags (`dis.pretty_flags`); bits without a name as one number. */
export function prettyFlags(flags: number): string {
  const names: string[] = [];
  let rest = flags;
  for (let bit = 0; bit < 32; bit++) {
    const flag = 1 << bit;
    if ((rest & flag) === 0) continue;
    names.push(COMPILER_FLAG_NAMES.get(flag) ?? `0x${(flag >>> 0).toString(16)}`);
    rest ^= flag;
    if (rest === 0) return names.join(", ");
  }
  names.push(`0x${(rest >>> 0).toString(16)}`);
  return names.join(", ");
}

function named(title: string, names: readonly StrConstant[]): string[] {
  return numbered(title, names.map(plainStr));
}

function numbered(title: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [title, ...texts.map((text, index) => `${`${index}`.padStart(4)}: ${text}`)];
}
