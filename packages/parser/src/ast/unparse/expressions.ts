/** Expressions, parameters and patterns of `unparse`, as text on one line. */
import { Complex, ELLIPSIS, Float } from "../constants.ts";
import type * as ast from "../generated/nodes.ts";
import { reprConstant } from "../repr.ts";
import {
  AND,
  ATOM,
  AWAIT,
  BINARY_OPERATORS,
  CMP,
  COMPARISONS,
  EXPR,
  NAMED_EXPR,
  next,
  OR,
  POWER,
  TEST,
  TUPLE,
  UNARY_OPERATORS,
  YIELD,
} from "./precedence.ts";
import { formattedText } from "./strings.ts";

/** The source of an expression where something that binds like `precedence` is asked for. */
export function expressionText(node: ast.expr, precedence: number = TEST): string {
  const inParentheses = (own: number, text: string): string => (precedence > own ? `(${text})` : text);
  switch (node.nodeType) {
    case "Name":
      return node.id;
    case "Constant":
      return (node.kind === "u" ? "u" : "") + constantText(node.value);
    case "Attribute":
      return `${expressionText(node.value, ATOM)}${isInt(node.value) ? " " : ""}.${node.attr}`;
    case "Call":
      return `${expressionText(node.func, ATOM)}(${argumentsText(node.args, node.keywords)})`;
    case "Subscript":
      return `${expressionText(node.value, ATOM)}[${indexText(node.slice)}]`;
    case "BinOp":
      return binaryText(node, inParentheses);
    case "UnaryOp": {
      const [operator, own] = UNARY_OPERATORS[node.op];
      return inParentheses(own, operator + expressionText(node.operand, own));
    }
    case "Compare": {
      let text = expressionText(node.left, next(CMP));
      node.ops.forEach((op, index) => {
        text += ` ${COMPARISONS[op]} ${expressionText(node.comparators[index]!, next(CMP))}`;
      });
      return inParentheses(CMP, text);
    }
    case "BoolOp": {
      // Each operand has to bind tighter than the one before, which keeps nested ones apart.
      const own = node.op === "And" ? AND : OR;
      let operand = own;
      const texts = node.values.map((value) => expressionText(value, (operand = next(operand))));
      return inParentheses(own, texts.join(node.op === "And" ? " and " : " or "));
    }
    case "IfExp": {
      const body = expressionText(node.body, next(TEST));
      const test = expressionText(node.test, next(TEST));
      return inParentheses(TEST, `${body} if ${test} else ${expressionText(node.orelse, TEST)}`);
    }
    case "Lambda": {
      const parameters = parametersText(node.args);
      const head = parameters === "" ? "lambda" : `lambda ${parameters}`;
      return inParentheses(TEST, `${head}: ${expressionText(node.body, TEST)}`);
    }
    case "NamedExpr":
      return inParentheses(
        NAMED_EXPR,
        `${expressionText(node.target, ATOM)} := ${expressionText(node.value, ATOM)}`,
      );
    case "Tuple":
      return node.elts.length === 0 ? "()" : inParentheses(TUPLE, itemsText(node.elts));
    case "List":
      return `[${listText(node.elts)}]`;
    case "Set":
      return node.elts.length === 0 ? "{*()}" : `{${listText(node.elts)}}`;
    case "Dict":
      return `{${node.keys.map((key, index) => pairText(key, node.values[index]!)).join(", ")}}`;
    case "ListComp":
      return `[${expressionText(node.elt)}${clausesText(node.generators)}]`;
    case "SetComp":
      return `{${expressionText(node.elt)}${clausesText(node.generators)}}`;
    case "GeneratorExp":
      return `(${expressionText(node.elt)}${clausesText(node.generators)})`;
    case "DictComp": {
      const pair = `${expressionText(node.key)}: ${expressionText(node.value)}`;
      return `{${pair}${clausesText(node.generators)}}`;
    }
    case "Starred":
      return `*${expressionText(node.value, EXPR)}`;
    case "Slice": {
      const step = node.step === null ? "" : `:${expressionText(node.step)}`;
      return `${optionalText(node.lower)}:${optionalText(node.upper)}${step}`;
    }
    case "Await":
      return inParentheses(AWAIT, `await ${expressionText(node.value, ATOM)}`);
    case "Yield":
      return inParentheses(
        YIELD,
        node.value === null ? "yield" : `yield ${expressionText(node.value, ATOM)}`,
      );
    case "YieldFrom":
      return inParentheses(YIELD, `yield from ${expressionText(node.value, ATOM)}`);
    case "JoinedStr":
      return formattedText("f", node.values);
    case "TemplateStr":
      return formattedText("t", node.values);
    case "FormattedValue":
      return formattedText("f", [node]);
    case "Interpolation":
      return formattedText("t", [node]);
    case "ErrorExpr":
      return node.source;
  }
}

/** Arguments of a call or bases of a class. */
export function argumentsText(args: readonly ast.expr[], keywords: readonly ast.keyword[]): string {
  const named = keywords.map(
    ({ arg, value }) => `${arg === null ? "**" : `${arg}=`}${expressionText(value)}`,
  );
  return [...args.map((arg) => expressionText(arg)), ...named].join(", ");
}

/** What stands between the parentheses of `def`, or behind `lambda`. */
export function parametersText(node: ast.arguments_): string {
  const texts: string[] = [];
  const positional = [...node.posonlyargs, ...node.args];
  const firstDefault = positional.length - node.defaults.length;
  positional.forEach((parameter, index) => {
    texts.push(parameterText(parameter) + defaultText(node.defaults[index - firstDefault]));
    if (index + 1 === node.posonlyargs.length) texts.push("/");
  });
  if (node.vararg !== null) texts.push(`*${parameterText(node.vararg)}`);
  else if (node.kwonlyargs.length > 0) texts.push("*");
  node.kwonlyargs.forEach((parameter, index) => {
    texts.push(parameterText(parameter) + defaultText(node.kw_defaults[index]));
  });
  if (node.kwarg !== null) texts.push(`**${parameterText(node.kwarg)}`);
  return texts.join(", ");
}

export function patternText(node: ast.pattern, precedence: number = TEST): string {
  switch (node.nodeType) {
    case "MatchValue":
      return expressionText(node.value);
    case "MatchSingleton":
      return constantText(node.value);
    case "MatchSequence":
      return `[${node.patterns.map((item) => patternText(item)).join(", ")}]`;
    case "MatchStar":
      return `*${node.name ?? "_"}`;
    case "MatchMapping": {
      const texts = node.keys.map(
        (key, index) => `${expressionText(key)}: ${patternText(node.patterns[index]!)}`,
      );
      if (node.rest !== null) texts.push(`**${node.rest}`);
      return `{${texts.join(", ")}}`;
    }
    case "MatchClass": {
      const texts = node.patterns.map((item) => patternText(item));
      node.kwd_attrs.forEach((name, index) =>
        texts.push(`${name}=${patternText(node.kwd_patterns[index]!)}`),
      );
      return `${expressionText(node.cls, ATOM)}(${texts.join(", ")})`;
    }
    case "MatchAs": {
      if (node.name === null) return "_";
      if (node.pattern === null) return node.name;
      const text = `${patternText(node.pattern, EXPR)} as ${node.name}`;
      return precedence > TEST ? `(${text})` : text;
    }
    case "MatchOr": {
      const text = node.patterns.map((item) => patternText(item, next(EXPR))).join(" | ");
      return precedence > EXPR ? `(${text})` : text;
    }
    case "ErrorPattern":
      return node.source;
  }
}

/** Infinity is written as a literal too large for a float. */
function constantText(value: ast.Constant["value"]): string {
  if (value === ELLIPSIS) return "...";
  const text = reprConstant(value);
  if (!(value instanceof Float) && !(value instanceof Complex)) return text;
  return text.replaceAll("inf", "1e309").replaceAll("nan", "(1e309-1e309)");
}

function isInt(node: ast.expr): boolean {
  return node.nodeType === "Constant" && ["number", "bigint", "boolean"].includes(typeof node.value);
}

function binaryText(node: ast.BinOp, inParentheses: (own: number, text: string) => string): string {
  const [operator, own] = BINARY_OPERATORS[node.op];
  const isRightAssociative = own === POWER;
  const left = expressionText(node.left, isRightAssociative ? next(own) : own);
  const right = expressionText(node.right, isRightAssociative ? own : next(own));
  return inParentheses(own, `${left} ${operator} ${right}`);
}

function listText(items: readonly ast.expr[]): string {
  return items.map((item) => expressionText(item)).join(", ");
}

/** As a tuple: one item has a comma behind it. */
function itemsText(items: readonly ast.expr[]): string {
  return items.length === 1 ? `${expressionText(items[0]!)},` : listText(items);
}

function indexText(node: ast.expr): string {
  return node.nodeType === "Tuple" && node.elts.length > 0 ? itemsText(node.elts) : expressionText(node);
}

function pairText(key: ast.expr | null, value: ast.expr): string {
  return key === null
    ? `**${expressionText(value, EXPR)}`
    : `${expressionText(key)}: ${expressionText(value)}`;
}

function clausesText(clauses: readonly ast.comprehension[]): string {
  return clauses
    .map(({ target, iter, ifs, is_async }) => {
      const head = is_async === 0 ? " for " : " async for ";
      const conditions = ifs.map((test) => ` if ${expressionText(test, next(TEST))}`).join("");
      return `${head}${expressionText(target, TUPLE)} in ${expressionText(iter, next(TEST))}${conditions}`;
    })
    .join("");
}

function optionalText(node: ast.expr | null): string {
  return node === null ? "" : expressionText(node);
}

function parameterText({ arg, annotation }: ast.arg): string {
  return annotation === null ? arg : `${arg}: ${expressionText(annotation)}`;
}

function defaultText(node: ast.expr | null | undefined): string {
  return node === null || node === undefined ? "" : `=${expressionText(node)}`;
}
