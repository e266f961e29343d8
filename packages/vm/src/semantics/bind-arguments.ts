/**
 * Binding the arguments of a call to the parameters of a function: a new frame, its first locals filled
 * (language reference 6.3.4 "Calls"; CPython Python/ceval.c, initialize_locals).
 *
 * Arguments come as they lie on a stack: `self` if there is one, then `count` items from `base`, the last of them
 * keyword arguments when there are keyword names. The frame is counted in `rt.depth` from here on.
 *
 * Hot: frameFor.
 */
import { CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS } from "@pyvm/bytecode";
import { suggestion } from "../algorithms/suggestion.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, recursionError, typeError } from "../kernel/raise.ts";
import { rt } from "../kernel/state.ts";
import { type PyDict, makeDict } from "../objects/dict/dict.ts";
import { PyFrame } from "../objects/frame.ts";
import type { PyFunction } from "../objects/function.ts";
import { textOf } from "../objects/item-array.ts";
import { makeTuple } from "../objects/tuple.ts";

type Operands = readonly (PyObject | undefined)[];

/** A frame for calling `func` with positional arguments; undefined: unwinding. */
export function frameFor(
  func: PyFunction,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
): PyFrame | undefined {
  const { code } = func;
  const runtime = rt;
  if (runtime.depth >= runtime.limit) return raise(recursionError("maximum recursion depth exceeded"));
  const frame = new PyFrame(func, code);
  if (frame.cells !== code.cells || code.cellsOwner !== func.globals) adoptGlobals(frame);
  const locals = frame.stack;
  let given = 0;
  if (self !== undefined) {
    locals[0] = self;
    given = 1;
  }
  const missing = code.exactArguments - count - given;
  if (missing === 0) {
    for (let i = 0; i < count; i++) locals[given + i] = source[base + i];
  } else if (missing > 0 && func.defaults !== null && missing <= func.defaults.length) {
    const { defaults } = func;
    for (let i = 0; i < count; i++) locals[given + i] = source[base + i];
    for (let i = 1; i <= missing; i++) locals[code.exactArguments - i] = defaults[defaults.length - i];
  } else if (bind(frame, self, source, base, count, undefined) === undefined) {
    return undefined;
  }
  runtime.depth++;
  return frame;
}

/** The same for a call with keyword arguments: the last of the `count` arguments. */
export function frameForKeywords(
  func: PyFunction,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
  keywords: readonly string[],
): PyFrame | undefined {
  const runtime = rt;
  if (runtime.depth >= runtime.limit) return raise(recursionError("maximum recursion depth exceeded"));
  const frame = new PyFrame(func, func.code);
  if (func.code.cellsOwner !== func.globals) adoptGlobals(frame);
  if (bind(frame, self, source, base, count, keywords) === undefined) return undefined;
  runtime.depth++;
  return frame;
}

/** The code ran with other globals last, or never: its cells are for those. */
export function adoptGlobals(frame: PyFrame): void {
  const { code, func } = frame;
  if (code.cellsOwner !== func.globals) {
    code.cells = [];
    code.cellsOwner = func.globals;
  }
  frame.cells = code.cells;
}

function bind(
  frame: PyFrame,
  self: PyObject | undefined,
  source: Operands,
  base: number,
  count: number,
  keywords: readonly string[] | undefined,
): true | undefined {
  const { func, stack: locals } = frame;
  const { source: code } = func.code;
  // A function made of a module's code.
  if ((code.co_flags & CO_OPTIMIZED) === 0) frame.locals = func.globals;
  const positional = code.co_argcount;
  const total = positional + code.co_kwonlyargcount;
  const keywordCount = keywords === undefined ? 0 : keywords.length;
  const first = self === undefined ? 0 : 1;
  const given = first + count - keywordCount;
  const argument = (i: number): PyObject => (i < first ? self! : source[base + i - first]!);

  const copied = Math.min(given, positional);
  for (let i = 0; i < copied; i++) locals[i] = argument(i);
  let next = total;
  if ((code.co_flags & CO_VARARGS) !== 0) {
    const rest: PyObject[] = [];
    for (let i = copied; i < given; i++) rest.push(argument(i));
    locals[next++] = makeTuple(rest);
  }
  let rest: PyDict | null = null;
  if ((code.co_flags & CO_VARKEYWORDS) !== 0) locals[next] = rest = makeDict();

  for (let k = 0; k < keywordCount; k++) {
    const name = keywords![k]!;
    const slot = parameterSlot(func, name, total);
    const value = argument(given + k);
    if (slot < 0) {
      if (rest === null) return raiseUnexpectedKeyword(func, keywords!, name, total);
      rest.setText(name, value);
    } else if (locals[slot] !== undefined) {
      return raise(typeError(`${qualnameOf(func)}() got multiple values for argument '${name}'`));
    } else {
      locals[slot] = value;
    }
  }
  if (given > positional && (code.co_flags & CO_VARARGS) === 0) return raiseTooMany(frame, given);
  if (given < positional && fillDefaults(frame, given) === undefined) return undefined;
  return code.co_kwonlyargcount === 0 ? true : fillKeywordDefaults(frame, total);
}

/** The local of a parameter that may be given by this name; −1 when there is none. */
function parameterSlot(func: PyFunction, name: string, total: number): number {
  const { localNames, source } = func.code;
  for (let i = source.co_posonlyargcount; i < total; i++) if (localNames[i] === name) return i;
  return -1;
}

function fillDefaults(frame: PyFrame, given: number): true | undefined {
  const { func, stack: locals } = frame;
  const positional = func.code.source.co_argcount;
  const defaults = func.defaults ?? [];
  const required = positional - defaults.length;
  const missing: string[] = [];
  for (let i = given; i < required; i++) if (locals[i] === undefined) missing.push(func.code.localNames[i]!);
  if (missing.length > 0) return raiseMissing(func, "positional", missing);
  for (let i = Math.max(given, required); i < positional; i++) locals[i] ??= defaults[i - required];
  return true;
}

function fillKeywordDefaults(frame: PyFrame, total: number): true | undefined {
  const { func, stack: locals } = frame;
  const missing: string[] = [];
  for (let i = func.code.source.co_argcount; i < total; i++) {
    if (locals[i] !== undefined) continue;
    const name = func.code.localNames[i]!;
    const value = func.kwdefaults === null ? undefined : func.kwdefaults.getText(name);
    if (value === undefined) missing.push(name);
    else locals[i] = value;
  }
  return missing.length === 0 ? true : raiseMissing(func, "keyword-only", missing);
}

// ---- What is wrong with the call.

function qualnameOf(func: PyFunction): string {
  return textOf(func.qualname);
}

function raiseMissing(func: PyFunction, kind: string, names: readonly string[]): undefined {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop()!;
  let list = last;
  if (quoted.length === 1) list = `${quoted[0]} and ${last}`;
  else if (quoted.length > 1) list = `${quoted.join(", ")}, and ${last}`;
  const count = names.length;
  return raise(
    typeError(
      `${qualnameOf(func)}() missing ${count} required ${kind} argument${count === 1 ? "" : "s"}: ${list}`,
    ),
  );
}

function raiseTooMany(frame: PyFrame, given: number): undefined {
  const { func, stack: locals } = frame;
  const { co_argcount: positional, co_kwonlyargcount: keywordOnly } = func.code.source;
  let keywordsGiven = 0;
  for (let i = positional; i < positional + keywordOnly; i++) if (locals[i] !== undefined) keywordsGiven++;
  const optional = func.defaults === null ? 0 : func.defaults.length;
  const takes = optional > 0 ? `from ${positional - optional} to ${positional}` : `${positional}`;
  const plural = optional > 0 || positional !== 1 ? "s" : "";
  const keywords =
    keywordsGiven === 0
      ? ""
      : ` positional argument${given === 1 ? "" : "s"} (and ${keywordsGiven} keyword-only argument${keywordsGiven === 1 ? "" : "s"})`;
  const verb = given === 1 && keywordsGiven === 0 ? "was" : "were";
  return raise(
    typeError(
      `${qualnameOf(func)}() takes ${takes} positional argument${plural} but ${given}${keywords} ${verb} given`,
    ),
  );
}

function raiseUnexpectedKeyword(
  func: PyFunction,
  keywords: readonly string[],
  name: string,
  total: number,
): undefined {
  const { localNames, source } = func.code;
  const positionalOnly = localNames
    .slice(0, source.co_posonlyargcount)
    .filter((parameter) => keywords.includes(parameter));
  if (positionalOnly.length > 0) {
    return raise(
      typeError(
        `${qualnameOf(func)}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(", ")}'`,
      ),
    );
  }
  const meant = suggestion(localNames.slice(source.co_posonlyargcount, total), name);
  const hint = meant === undefined ? "" : `. Did you mean '${meant}'?`;
  return raise(typeError(`${qualnameOf(func)}() got an unexpected keyword argument '${name}'${hint}`));
}
