/**
 * Signatures of native code: parsed from the text that `help()` shows, and the binding of call arguments to
 * them, with the messages of CPython's argument parsers (Python/getargs.c; methodobject.c and descrobject.c for
 * functions of no or one argument).
 *
 * A default that is a literal (None, True, a number, a plain string) is what the body receives when the argument
 * is absent; any other default (`<unrepresentable>`, `()`, a name) arrives as `undefined`. `*args` arrives as an
 * array, `**kwargs` as a Map from UTF-16 name to value.
 */
import { suggestion } from "../algorithms/suggestion.ts";
import type { PyBaseException } from "./exceptions.ts";
import type { KeywordNames, PyObject } from "./object.ts";
import { raise, typeError } from "./raise.ts";
import { None } from "./singletons.ts";
import { PyFloat } from "./type.ts";

export type Parameter = {
  readonly name: string;
  readonly kind: "positional-only" | "positional" | "keyword-only" | "var-positional" | "var-keyword";
  readonly required: boolean;
  readonly default: PyObject | undefined;
};

export class Signature {
  /** All parameters but the instance, in order. */
  readonly parameters: readonly Parameter[];
  readonly positionalOnly: number;
  /** Parameters that a positional argument can reach. */
  readonly maxPositional: number;
  readonly minPositional: number;
  readonly varPositional: boolean;
  readonly varKeyword: boolean;
  readonly keywordOnly: number;
  /** A call with this many positional arguments and no keyword binds to itself; −1 when none does. */
  readonly exact: number;

  constructor(parameters: readonly Parameter[]) {
    const reachable = parameters.filter((p) => p.kind === "positional-only" || p.kind === "positional");
    this.parameters = parameters;
    this.positionalOnly = parameters.filter((p) => p.kind === "positional-only").length;
    this.maxPositional = reachable.length;
    this.minPositional = reachable.filter((p) => p.required).length;
    this.varPositional = parameters.some((p) => p.kind === "var-positional");
    this.varKeyword = parameters.some((p) => p.kind === "var-keyword");
    this.keywordOnly = parameters.filter((p) => p.kind === "keyword-only").length;
    this.exact = reachable.length === parameters.length ? reachable.length : -1;
  }
}

/**
 * Parse `($self, index, object, /)`. A first parameter with `$` is the instance and left out. Optional parameters in
 * brackets, `(sub[, start[, end]], /)`, have no default to show.
 */
export function parseSignature(text: string): Signature {
  text = text.replace(/\[, (\w+)/g, ", $1=<unset>").replace(/\]+(?=[,)])/g, "");
  const parameters: Parameter[] = [];
  let kind: Parameter["kind"] = "positional";
  for (const part of splitParameters(text.slice(1, -1))) {
    if (part.startsWith("$")) continue;
    if (part === "/") {
      for (let i = 0; i < parameters.length; i++)
        parameters[i] = { ...parameters[i]!, kind: "positional-only" };
    } else if (part === "*") {
      kind = "keyword-only";
    } else if (part.startsWith("**")) {
      parameters.push({ name: part.slice(2), kind: "var-keyword", required: false, default: undefined });
    } else if (part.startsWith("*")) {
      parameters.push({ name: part.slice(1), kind: "var-positional", required: false, default: undefined });
      kind = "keyword-only";
    } else {
      parameters.push(parseParameter(part, kind));
    }
  }
  return new Signature(parameters);
}

function parseParameter(part: string, kind: Parameter["kind"]): Parameter {
  const equals = part.indexOf("=");
  if (equals < 0) return { name: part, kind, required: true, default: undefined };
  return { name: part.slice(0, equals), kind, required: false, default: literal(part.slice(equals + 1)) };
}

/** Split at commas outside of brackets and quotes. */
function splitParameters(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "<") depth++;
    else if (c === ")" || c === ">") depth--;
    else if (c === undefined || (c === "," && depth === 0)) {
      const part = text.slice(start, i).trim();
      if (part !== "") parts.push(part);
      start = i + 1;
    }
  }
  return parts;
}

function literal(text: string): PyObject | undefined {
  if (text === "None") return None;
  if (text === "True") return true;
  if (text === "False") return false;
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^-?\d+\.\d*$/.test(text)) return new PyFloat(Number(text));
  const quoted = /^(['"])([^\\]*)\1$/.exec(text);
  return quoted === null ? undefined : quoted[2];
}

/** The TypeError for a keyword that is none of a function's. */
export function unexpectedKeyword(name: string, keyword: string, names: readonly string[]): PyBaseException {
  const meant = suggestion(names, keyword);
  const hint = meant === undefined ? "" : `. Did you mean '${meant}'?`;
  return typeError(`${name}() got an unexpected keyword argument '${keyword}'${hint}`);
}

/**
 * Bind the arguments of a call. `name` is the plain function name, `qualname` the one with its class, as the
 * messages use them. Answers one value per parameter, or undefined with TypeError pending.
 */
export function bindArguments(
  signature: Signature,
  name: string,
  qualname: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
): unknown[] | undefined {
  const keywords = kwnames === undefined ? 0 : kwnames.length;
  const given = args.length - keywords;
  const takesKeywords =
    signature.varKeyword || signature.keywordOnly > 0 || signature.maxPositional > signature.positionalOnly;
  if (!takesKeywords) return bindPositional(signature, name, qualname, args, keywords, given);
  return bindGeneral(signature, name, args, kwnames, given);
}

function bindPositional(
  signature: Signature,
  name: string,
  qualname: string,
  args: readonly PyObject[],
  keywords: number,
  given: number,
): unknown[] | undefined {
  const { minPositional: min, maxPositional: max } = signature;
  if (keywords > 0) return raise(typeError(`${qualname}() takes no keyword arguments`));
  if (given < min || (given > max && !signature.varPositional)) {
    if (max === 0) return raise(typeError(`${qualname}() takes no arguments (${given} given)`));
    if (max === 1 && min === 1)
      return raise(typeError(`${qualname}() takes exactly one argument (${given} given)`));
    const bound = given < min ? min : max;
    const how = min === max && !signature.varPositional ? "" : given < min ? "at least " : "at most ";
    return raise(
      typeError(`${name} expected ${how}${bound} argument${bound === 1 ? "" : "s"}, got ${given}`),
    );
  }
  const bound: unknown[] = args.slice(0, max);
  for (let i = given; i < max; i++) bound.push(signature.parameters[i]!.default);
  if (signature.varPositional) bound.push(args.slice(max));
  return bound;
}

function bindGeneral(
  signature: Signature,
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
  given: number,
): unknown[] | undefined {
  const { maxPositional, minPositional, positionalOnly, parameters } = signature;
  const keywords = kwnames ?? [];
  const total = args.length;
  const maxTotal = maxPositional + signature.keywordOnly;
  if (!signature.varPositional) {
    if (!signature.varKeyword && total > maxTotal) {
      const how = given === 0 ? "keyword " : "";
      return raise(
        typeError(
          `${name}() takes at most ${maxTotal} ${how}argument${maxTotal === 1 ? "" : "s"} (${total} given)`,
        ),
      );
    }
    if (given > maxPositional) {
      if (maxPositional === 0) return raise(typeError(`${name}() takes no positional arguments`));
      const how = minPositional < maxPositional ? "at most" : "exactly";
      const plural = maxPositional === 1 ? "" : "s";
      return raise(
        typeError(`${name}() takes ${how} ${maxPositional} positional argument${plural} (${given} given)`),
      );
    }
  }
  const minPositionalOnly = Math.min(positionalOnly, minPositional);
  if (given < minPositionalOnly) {
    const how = signature.varPositional || minPositionalOnly < maxPositional ? "at least" : "exactly";
    const plural = minPositionalOnly === 1 ? "" : "s";
    return raise(
      typeError(`${name}() takes ${how} ${minPositionalOnly} positional argument${plural} (${given} given)`),
    );
  }
  const used = new Set<string>();
  const bound: unknown[] = [];
  let position = 0;
  let kwargs: Map<string, PyObject> | undefined;
  for (const parameter of parameters) {
    switch (parameter.kind) {
      case "var-positional":
        bound.push(args.slice(maxPositional, given));
        continue;
      case "var-keyword":
        bound.push((kwargs = new Map()));
        continue;
      case "positional-only":
      case "positional":
        if (position < given) {
          bound.push(args[position++]);
          continue;
        }
    }
    position++;
    const index = parameter.kind === "positional-only" ? -1 : keywords.indexOf(parameter.name);
    if (index >= 0) {
      used.add(parameter.name);
      bound.push(args[given + index]);
    } else if (parameter.required) {
      return raise(typeError(`${name}() missing required argument '${parameter.name}' (pos ${position})`));
    } else {
      bound.push(parameter.default);
    }
  }
  for (let i = 0; i < keywords.length; i++) {
    const keyword = keywords[i]!;
    if (used.has(keyword)) continue;
    const at = parameters.findIndex((p) => p.name === keyword && p.kind === "positional");
    if (at >= 0) {
      return raise(typeError(`argument for ${name}() given by name ('${keyword}') and position (${at + 1})`));
    }
    if (kwargs === undefined) {
      const names = parameters
        .filter(({ kind }) => kind === "positional" || kind === "keyword-only")
        .map((p) => p.name);
      return raise(unexpectedKeyword(name, keyword, names));
    }
    kwargs.set(keyword, args[given + i]!);
  }
  return bound;
}
