/** What an alternative is worth, and the errors that error rules raise. The notation is in notation.ts. */
import { numberValue } from "../literals/numbers.ts";
import { Complex } from "../ast/constants.ts";
import { FSTRING_START, TSTRING_START } from "../tokenizer/token-kinds.ts";
import { expressionName } from "./expression-names.ts";
import { elementsOf, nodesIn, single, type Matched, type MatchedNode } from "./match.ts";
import type { Matcher } from "./matcher.ts";
import { Refusal } from "./refusal.ts";

/** `undefined` if the action declines. `whole` is the alternative's extent with its named parts. */
export function runAction(action: string, m: Matcher, whole: MatchedNode): Matched | undefined {
  const space = action.indexOf(" ");
  if (space < 0) {
    if (!/^[A-Z]/.test(action) && action in whole.parts) return whole.parts[action];
    return { ...whole, nodeType: action };
  }
  const verb = action.slice(0, space);
  if (verb === "do") return FUNCTIONS[action.slice(space + 1)]!(m, whole);
  if (verb === "target") {
    const [, kind, part] = action.split(" ") as [string, TargetKind, string];
    return raiseInvalidTarget(m, single(whole.parts[part]), kind);
  }
  const quote = action.indexOf('"');
  const operands = action.slice(space, quote).trim().split(" ");
  const msg = fillIn(action.slice(quote + 1, -1), m, whole);
  const first = (): MatchedNode => operand(operands[0]!, whole);
  switch (verb) {
    case "at":
      throw atNode(msg, first());
    case "range":
      throw range(msg, first(), operand(operands[1]!, whole));
    case "from":
      throw new Refusal("syntax", msg, { kind: "from", first: first().first });
    case "last":
      throw new Refusal("syntax", msg);
    case "next":
      throw new Refusal("syntax", msg, { kind: "token", index: m.mark });
    case "indent":
      throw new Refusal("indentation", msg);
    default:
      throw new Error(`unknown action ${action}`);
  }
}

function atNode(msg: string, node: MatchedNode): Refusal {
  return new Refusal("syntax", msg, { kind: "range", first: node.first, last: node.last });
}

function range(msg: string, first: MatchedNode, last: MatchedNode): Refusal {
  return new Refusal("syntax", msg, { kind: "range", first: first.first, last: last.last });
}

function operand(text: string, whole: MatchedNode): MatchedNode {
  const [pick, part] = text.includes(":") ? (text.split(":") as [string, string]) : ["", text];
  const value = whole.parts[part];
  if (pick === "") return single(value);
  const nodes = nodesIn(value);
  if (pick === "first") return nodes[0]!;
  const last = nodes[nodes.length - 1]!;
  return pick === "last" ? last : lastOfClause(last);
}

/** The last condition of a comprehension's clause, or what it iterates over. */
function lastOfClause(clause: MatchedNode): MatchedNode {
  const conditions = nodesIn(clause.parts.c);
  return conditions[conditions.length - 1] ?? single(clause.parts.b);
}

function fillIn(msg: string, m: Matcher, whole: MatchedNode): string {
  return msg.replace(/<(name|line|text) (\w+)>/g, (_, what: string, part: string) => {
    const node = single(whole.parts[part]);
    if (what === "name") return expressionName(node, m.tokens);
    return what === "line" ? String(m.tokens.linenos[node.first]) : m.tokens.textOf(node.first);
  });
}

type TargetKind = "STAR_TARGETS" | "DEL_TARGETS" | "FOR_TARGETS";

function raiseInvalidTarget(m: Matcher, node: MatchedNode, kind: TargetKind): undefined {
  const invalid = invalidTarget(node, kind, m);
  if (invalid === undefined) return undefined;
  const verb = kind === "DEL_TARGETS" ? "delete" : "assign to";
  throw atNode(`cannot ${verb} ${expressionName(invalid, m.tokens)}`, invalid);
}

function invalidTarget(node: MatchedNode, kind: TargetKind, m: Matcher): MatchedNode | undefined {
  switch (node.nodeType) {
    case "List":
    case "Tuple":
      for (const item of elementsOf(node)) {
        const invalid = invalidTarget(item, kind, m);
        if (invalid !== undefined) return invalid;
      }
      return undefined;
    case "Starred":
      return kind === "DEL_TARGETS" ? node : invalidTarget(single(node.parts.a), kind, m);
    case "Compare":
      // `a in b` of `for a in b` looks like a comparison.
      if (kind !== "FOR_TARGETS") return node;
      if (nodesIn(node.parts.b)[0]?.nodeType !== "In") return undefined;
      return invalidTarget(single(node.parts.a), kind, m);
    case "Name":
    case "Subscript":
    case "Attribute":
      return undefined;
    default:
      return node;
  }
}

type ActionFunction = (m: Matcher, whole: MatchedNode) => Matched | undefined;

const FUNCTIONS: Readonly<Record<string, ActionFunction>> = {
  notEqual(m, whole) {
    if (m.barry && m.tokens.textOf(whole.first) !== "<>") {
      throw new Refusal("syntax", "with Barry as BDFL, use '<>' instead of '!='");
    }
    return !m.barry && m.tokens.textOf(whole.first) === "<>" ? undefined : whole;
  },

  importFrom(m, whole) {
    const [module] = nodesIn(whole.parts.b);
    const isAbsolute = (whole.parts.a as readonly Matched[]).length === 0;
    if (isAbsolute && module !== undefined && m.tokens.textOf(module.first) === "__future__") {
      for (const alias of nodesIn(whole.parts.c)) {
        if (m.tokens.textOf(alias.first) === "barry_as_FLUFL") m.barry = true;
      }
    }
    return { ...whole, nodeType: "ImportFrom" };
  },

  strings(m, whole) {
    const parts = nodesIn(whole.parts.a);
    const isJoined = parts.some((part) => part.nodeType === "JoinedStr");
    return { ...whole, nodeType: isJoined ? "JoinedStr" : "Constant" };
  },

  alternatives(_, whole) {
    const patterns = nodesIn(whole.parts.patterns);
    return patterns.length === 1 ? patterns[0]! : { ...whole, nodeType: "MatchOr" };
  },

  ensureReal(m, whole) {
    const number = single(whole.parts.real);
    if (isImaginary(m, number)) throw atNode("real number required in complex literal", number);
    return number;
  },

  ensureImaginary(m, whole) {
    const number = single(whole.parts.imag);
    if (!isImaginary(m, number)) throw atNode("imaginary number required in complex literal", number);
    return number;
  },

  conversion(m, whole) {
    const mark = single(whole.parts.conv_token);
    const name = single(whole.parts.conv);
    const letter = stringLetter(m, mark.first);
    if (m.tokens.ends[mark.first] !== m.tokens.starts[name.first]) {
      throw range(`${letter}-string: conversion type must come right after the exclamation mark`, mark, name);
    }
    const text = m.tokens.textOf(name.first);
    if (text !== "s" && text !== "r" && text !== "a") {
      throw atNode(
        `${letter}-string: invalid conversion character '${text}': expected 's', 'r', or 'a'`,
        name,
      );
    }
    return name;
  },

  missingColon(_, whole) {
    const last = single(whole.parts.a).last;
    throw new Refusal("syntax", "':' expected after dictionary key", { kind: "end", last });
  },

  positionalAfterKeyword(_, whole) {
    const keywords = callArguments(single(whole.parts.a));
    const isMapping = keywords.some((node) => node.nodeType === "mapping");
    const what = isMapping ? "keyword argument unpacking" : "keyword argument";
    throw new Refusal("syntax", `positional argument follows ${what}`);
  },

  bareGenerator(_, whole) {
    const positional = callArguments(single(whole.parts.a)).filter(
      (node) => node.nodeType !== "keyword" && node.nodeType !== "mapping",
    );
    if (positional.length <= 1) return undefined;
    const clauses = nodesIn(whole.parts.b);
    const first = positional[positional.length - 1]!;
    const last = lastOfClause(clauses[clauses.length - 1]!);
    throw range("Generator expression must be parenthesized", first, last);
  },

  forgottenComma(m, whole) {
    const first = single(whole.parts.a);
    if (isLegacyName(m, first) || m.bracketLevel(m.mark - 1) === 0) return undefined;
    throw range("invalid syntax. Perhaps you forgot a comma?", first, single(whole.parts.b));
  },

  legacyStatement(m, whole) {
    const name = single(whole.parts.a);
    if (!isLegacyName(m, name)) return undefined;
    const text = m.tokens.textOf(name.first);
    throw range(
      `Missing parentheses in call to '${text}'. Did you mean ${text}(...)?`,
      name,
      single(whole.parts.b),
    );
  },

  typeParameterBound(m, whole) {
    const what = single(whole.parts.e).nodeType === "Tuple" ? "constraints" : "bound";
    const kind = m.tokens.textOf(whole.first) === "*" ? "TypeVarTuple" : "ParamSpec";
    throw new Refusal("syntax", `cannot use ${what} with ${kind}`, {
      kind: "from",
      first: single(whole.parts.colon).first,
    });
  },
};

function isImaginary(m: Matcher, number: MatchedNode): boolean {
  return numberValue(m.tokens.textOf(number.first)) instanceof Complex;
}

function isLegacyName(m: Matcher, node: MatchedNode): boolean {
  if (node.nodeType !== "Name") return false;
  const text = m.tokens.textOf(node.first);
  return text === "print" || text === "exec";
}

function callArguments(call: MatchedNode): MatchedNode[] {
  return [...nodesIn(call.parts.a), ...nodesIn(call.parts.b)];
}

/** Whether the innermost string around a token is an f-string or a t-string. */
function stringLetter(m: Matcher, index: number): "f" | "t" {
  for (let at = index; at >= 0; at--) {
    if (m.tokens.kinds[at] === FSTRING_START) return "f";
    if (m.tokens.kinds[at] === TSTRING_START) return "t";
  }
  return "f";
}
