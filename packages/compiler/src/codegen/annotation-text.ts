/**
 * Annotations as text, for `from __future__ import annotations` (PEP 563).
 *
 * This is not `ast.unparse`: it puts parentheses, spaces and quotes as CPython's ast_unparse.c does, because
 * the strings are observable.
 */

import {
  CodePoints,
  Complex,
  EllipsisType,
  Float,
  reprConstant,
  type ConstantValue,
  type ast,
} from "@pyvm/parser";
import { InvalidTreeError } from "../errors.ts";

/** The source text of an expression, in CPython's normal form. */
export function annotationText(node: ast.expr): string {
  return exprText(node, TEST);
}

// How tightly an expression binds; one that binds less than its place demands gets parentheses.
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const CMP = 5;
const EXPR = 6;
const BOR = 6;
const BXOR = 7;
const BAND = 8;
const SHIFT = 9;
const ARITH = 10;
const TERM = 11;
const FACTOR = 12;
const POWER = 13;
const AWAIT = 14;
const ATOM = 15;

const BINARY: Readonly<Record<ast.operator, readonly [string, number]>> = {
  Add: [" + ", ARITH],
  Sub: [" - ", ARITH],
  Mult: [" * ", TERM],
  MatMult: [" @ ", TERM],
  Div: [" / ", TERM],
  Mod: [" % ", TERM],
  LShift: [" << ", SHIFT],
  RShift: [" >> ", SHIFT],
  BitOr: [" | ", BOR],
  BitXor: [" ^ ", BXOR],
  BitAnd: [" & ", BAND],
  FloorDiv: [" // ", TERM],
  Pow: [" ** ", POWER],
};

const UNARY: Readonly<Record<ast.unaryop, readonly [string, number]>> = {
  Invert: ["~", FACTOR],
  Not: ["not ", NOT],
  UAdd: ["+", FACTOR],
  USub: ["-", FACTOR],
};

const COMPARE: Readonly<Record<ast.cmpop, string>> = {
  Eq: " == ",
  NotEq: " != ",
  Lt: " < ",
  LtE: " <= ",
  Gt: " > ",
  GtE: " >= ",
  Is: " is ",
  IsNot: " is not ",
  In: " in ",
  NotIn: " not in ",
};

/** The text of an expression in a place that demands `level`. */
function exprText(node: ast.expr, level: number): string {
  switch (node.nodeType) {
    case "Name":
      return node.id;
    case "ErrorExpr":
      return node.source;
    case "Constant":
      return (node.kind ?? "") + constantText(node.value);
    case "Attribute": {
      // `1 .real`: without the space it would be a float.
      const isInt =
        node.value.nodeType === "Constant" &&
        (typeof node.value.value === "number" || typeof node.value.value === "bigint");
      return `${exprText(node.value, ATOM)}${isInt ? " ." : "."}${node.attr}`;
    }
    case "Subscript":
      return `${exprText(node.value, ATOM)}[${exprText(node.slice, TUPLE)}]`;
    case "BoolOp": {
      const priority = node.op === "And" ? AND : OR;
      const operator = node.op === "And" ? " and " : " or ";
      const operands = node.values.map((value) => exprText(value, priority + 1));
      return parenthesize(level > priority, operands.join(operator));
    }
    case "BinOp": {
      const [operator, priority] = BINARY[node.op];
      const rightAssociative = node.op === "Pow";
      const left = exprText(node.left, rightAssociative ? priority + 1 : priority);
      const right = exprText(node.right, rightAssociative ? priority : priority + 1);
      return parenthesize(level > priority, left + operator + right);
    }
    case "UnaryOp": {
      const [operator, priority] = UNARY[node.op];
      return parenthesize(level > priority, operator + exprText(node.operand, priority));
    }
    case "Compare": {
      let text = exprText(node.left, CMP + 1);
      node.ops.forEach((op, index) => (text += COMPARE[op] + exprText(node.comparators[index], CMP + 1)));
      return parenthesize(level > CMP, text);
    }
    case "Lambda": {
      const { posonlyargs, args } = node.args;
      const keyword = posonlyargs.length + args.length > 0 ? "lambda " : "lambda";
      return parenthesize(
        level > TEST,
        `${keyword}${argumentsText(node.args)}: ${exprText(node.body, TEST)}`,
      );
    }
    case "IfExp": {
      const body = exprText(node.body, TEST + 1);
      const test = exprText(node.test, TEST + 1);
      return parenthesize(level > TEST, `${body} if ${test} else ${exprText(node.orelse, TEST)}`);
    }
    case "NamedExpr":
      return parenthesize(level > TUPLE, `${exprText(node.target, ATOM)} := ${exprText(node.value, ATOM)}`);
    case "Await":
      return parenthesize(level > AWAIT, `await ${exprText(node.value, ATOM)}`);
    case "Yield":
      return node.value === null ? "(yield)" : `(yield ${exprText(node.value, TEST)})`;
    case "YieldFrom":
      return `(yield from ${exprText(node.value, TEST)})`;
    case "Starred":
      return `*${exprText(node.value, EXPR)}`;
    case "Call":
      return callText(node);
    case "List":
      return `[${listText(node.elts)}]`;
    case "Set":
      return `{${listText(node.elts)}}`;
    case "Tuple":
      if (node.elts.length === 0) return "()";
      return parenthesize(level > TUPLE, listText(node.elts) + (node.elts.length === 1 ? "," : ""));
    case "Dict":
      return `{${node.keys.map((key, index) => itemText(key, node.values[index])).join(", ")}}`;
    case "ListComp":
      return `[${exprText(node.elt, TEST)}${generatorsText(node.generators)}]`;
    case "SetComp":
      return `{${exprText(node.elt, TEST)}${generatorsText(node.generators)}}`;
    case "GeneratorExp":
      return `(${exprText(node.elt, TEST)}${generatorsText(node.generators)})`;
    case "DictComp":
      return `{${itemText(node.key, node.value)}${generatorsText(node.generators)}}`;
    case "Slice": {
      const lower = node.lower === null ? "" : exprText(node.lower, TEST);
      const upper = node.upper === null ? "" : exprText(node.upper, TEST);
      return `${lower}:${upper}${node.step === null ? "" : `:${exprText(node.step, TEST)}`}`;
    }
    case "JoinedStr":
      return `f${reprConstant(formatBody(node.values, false))}`;
    case "TemplateStr":
      return `t${reprConstant(formatBody(node.values, false))}`;
    case "FormattedValue":
    case "Interpolation":
      return fieldText(node);
  }
}

function parenthesize(needed: boolean, text: string): string {
  return needed ? `(${text})` : text;
}

function listText(elements: ast.expr[]): string {
  return elements.map((element) => exprText(element, TEST)).join(", ");
}

function itemText(key: ast.expr | null, value: ast.expr): string {
  if (key === null) return `**${exprText(value, EXPR)}`;
  return `${exprText(key, TEST)}: ${exprText(value, TEST)}`;
}

/** Infinite literals are written as a number too large, as they are read. */
function constantText(value: ConstantValue): string {
  const text = value instanceof EllipsisType ? "..." : reprConstant(value);
  const isInfinite = value instanceof Float && !Number.isFinite(value.value);
  return isInfinite || value instanceof Complex ? text.replaceAll("inf", "1e309") : text;
}

function generatorsText(generators: ast.comprehension[]): string {
  return generators.map(generatorText).join("");
}

function generatorText(node: ast.comprehension): string {
  const keyword = node.is_async ? " async for " : " for ";
  const ifs = node.ifs.map((condition) => ` if ${exprText(condition, TEST + 1)}`);
  return `${keyword}${exprText(node.target, TUPLE)} in ${exprText(node.iter, TEST + 1)}${ifs.join("")}`;
}

function callText(node: ast.Call): string {
  const func = exprText(node.func, ATOM);
  const [first] = node.args;
  if (node.args.length === 1 && node.keywords.length === 0 && first.nodeType === "GeneratorExp") {
    return func + exprText(first, TEST);
  }
  const args = node.args.map((arg) => exprText(arg, TEST));
  const keywords = node.keywords.map(({ arg, value }) => {
    return `${arg === null ? "**" : `${arg}=`}${exprText(value, TEST)}`;
  });
  return `${func}(${[...args, ...keywords].join(", ")})`;
}

function argumentsText(node: ast.arguments_): string {
  const parts: string[] = [];
  const positional = [...node.posonlyargs, ...node.args];
  const firstDefault = positional.length - node.defaults.length;
  positional.forEach((arg, index) => {
    const value = index < firstDefault ? null : node.defaults[index - firstDefault];
    const slash = index + 1 === node.posonlyargs.length ? ", /" : "";
    parts.push(argText(arg, value) + slash);
  });
  if (node.vararg !== null) parts.push(`*${argText(node.vararg, null)}`);
  else if (node.kwonlyargs.length > 0) parts.push("*");
  node.kwonlyargs.forEach((arg, index) => parts.push(argText(arg, node.kw_defaults[index])));
  if (node.kwarg !== null) parts.push(`**${argText(node.kwarg, null)}`);
  return parts.join(", ");
}

function argText(node: ast.arg, value: ast.expr | null): string {
  const annotation = node.annotation === null ? "" : `: ${exprText(node.annotation, TEST)}`;
  return `${node.arg}${annotation}${value === null ? "" : `=${exprText(value, TEST)}`}`;
}

/** What stands between the quotes of an f-string or t-string; of a format specification, all of it. */
function formatBody(values: ast.expr[], isFormatSpec: boolean): string {
  return values.map((value) => formatElement(value, isFormatSpec)).join("");
}

function formatElement(node: ast.expr, isFormatSpec: boolean): string {
  switch (node.nodeType) {
    case "Constant":
      return strText(node.value).replaceAll("{", "{{").replaceAll("}", "}}");
    case "JoinedStr": {
      const body = formatBody(node.values, isFormatSpec);
      return isFormatSpec ? body : `f${reprConstant(body)}`;
    }
    case "TemplateStr":
      return exprText(node, TEST);
    case "FormattedValue":
    case "Interpolation":
      return fieldText(node);
    default:
      throw new InvalidTreeError("unknown expression kind inside f-string or t-string", "SystemError");
  }
}

function fieldText(node: ast.FormattedValue | ast.Interpolation): string {
  // A lambda needs parentheses: its colon would start the format specification.
  const text = node.nodeType === "Interpolation" ? strText(node.str) : exprText(node.value, TEST + 1);
  const open = text.startsWith("{") ? "{ " : "{";
  const conversion = node.conversion === -1 ? "" : `!${String.fromCharCode(node.conversion)}`;
  const spec = node.format_spec === null ? "" : `:${formatElement(node.format_spec, true)}`;
  return `${open}${text}${conversion}${spec}}`;
}

/** A str on its way into another: `reprConstant` will escape its lone surrogates. */
function strText(value: ConstantValue): string {
  return value instanceof CodePoints ? String.fromCodePoint(...value.points) : String(value);
}
