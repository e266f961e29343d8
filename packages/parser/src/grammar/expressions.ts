/**
 * Expressions, from the conditional down to the unary operators (language reference 6.5 – 6.16).
 *
 * Hot: binary operators are read by precedence climbing, one function instead of six.
 */
import * as ast from "../ast/generated/nodes.ts";
import {
  AMPER,
  AT,
  CIRCUMFLEX,
  COLONEQUAL,
  COMMA,
  DOUBLESLASH,
  DOUBLESTAR,
  ELLIPSIS,
  EQEQUAL,
  ERRORTOKEN,
  FSTRING_START,
  GREATER,
  GREATEREQUAL,
  KEYWORD_AND,
  KEYWORD_AWAIT,
  KEYWORD_ELSE,
  KEYWORD_FALSE,
  KEYWORD_FROM,
  KEYWORD_IF,
  KEYWORD_IN,
  KEYWORD_IS,
  KEYWORD_LAMBDA,
  KEYWORD_NONE,
  KEYWORD_NOT,
  KEYWORD_OR,
  KEYWORD_TRUE,
  KEYWORD_YIELD,
  LBRACE,
  LEFTSHIFT,
  LESS,
  LESSEQUAL,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NOTEQUAL,
  NUMBER,
  PERCENT,
  PLUS,
  RIGHTSHIFT,
  SLASH,
  STAR,
  STRING,
  TILDE,
  TSTRING_START,
  VBAR,
} from "../tokenizer/token-kinds.ts";
import { lambdaParameters } from "./functions.ts";
import { primary } from "./primaries.ts";
import { REFUSED, type ParserState } from "./state.ts";

/** `expression`: a conditional, a disjunction or a lambda. */
export function expression(p: ParserState): ast.expr {
  const { depth } = p;
  p.enter(1);
  const start = p.index;
  let result: ast.expr;
  if (p.kind === KEYWORD_LAMBDA) {
    result = nestedExpressions(p, start, null);
  } else {
    result = disjunction(p);
    if (p.kind === KEYWORD_IF) result = nestedExpressions(p, start, result);
  }
  p.depth = depth;
  return result;
}

/** A `lambda` or a conditional expression: what is read of it before the expression that it ends with. */
interface Opening {
  readonly start: number;
  readonly args: ast.arguments_ | null;
  readonly body: ast.expr | null;
  readonly test: ast.expr | null;
}

/**
 * Lambdas and conditional expressions, each the last part of the one before it. In a loop, for there can be
 * thousands.
 *
 * @param body The body of the first, of which the `if` comes next; `null` at `lambda`.
 */
function nestedExpressions(p: ParserState, start: number, body: ast.expr | null): ast.expr {
  const openings: Opening[] = [];
  let last = body;
  for (;;) {
    const at = openings.length === 0 ? start : p.index;
    if (p.kind === KEYWORD_LAMBDA) {
      p.enter(1);
      openings.push({ start: at, args: lambdaParameters(p), body: null, test: null });
    } else {
      last ??= disjunction(p);
      if (p.kind !== KEYWORD_IF) break;
      p.advance();
      const test = disjunction(p);
      p.expect(KEYWORD_ELSE);
      openings.push({ start: at, args: null, body: last, test });
    }
    last = null;
    p.enter(1);
  }
  const { linenos, colOffsets } = p.tokens;
  const endLineno = p.endLineno();
  const endCol = p.endColOffset();
  return openings.reduceRight((inner: ast.expr, { start: at, args, body: value, test }) => {
    const place = [linenos[at]!, colOffsets[at]!, endLineno, endCol] as const;
    return args === null ? ast.IfExp(test!, value!, inner, ...place) : ast.Lambda(args, inner, ...place);
  }, last!);
}

/** `named_expression`: an expression, or `name := expression`. */
export function namedExpression(p: ParserState): ast.expr {
  if (p.kind === NAME && p.peek(1) === COLONEQUAL) return assignmentExpression(p);
  const result = expression(p);
  if (p.kind === COLONEQUAL) throw REFUSED;
  return result;
}

function assignmentExpression(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  const id = p.name();
  const target = ast.Name(id, "Store", lineno, col, p.endLineno(), p.endColOffset());
  p.advance();
  const value = expression(p);
  p.requireVersion(8, "Assignment expressions are");
  return ast.NamedExpr(target, value, lineno, col, p.endLineno(), p.endColOffset());
}

/** `star_named_expression`: the same, or `*bitwise_or`. */
export function starNamedExpression(p: ParserState): ast.expr {
  return p.kind === STAR ? starred(p) : namedExpression(p);
}

/** `star_expression`: an expression or `*bitwise_or`. */
export function starExpression(p: ParserState): ast.expr {
  return p.kind === STAR ? starred(p) : expression(p);
}

function starred(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const value = bitwiseOr(p);
  return ast.Starred(value, "Load", lineno, col, p.endLineno(), p.endColOffset());
}

/** `star_expressions`: one, or several as a tuple without parentheses. */
export function starExpressions(p: ParserState): ast.expr {
  const start = p.index;
  const first = starExpression(p);
  return p.kind === COMMA ? restOfTuple(p, start, first, starExpression) : first;
}

/** `expressions`: the same without stars. */
export function expressions(p: ParserState): ast.expr {
  const start = p.index;
  const first = expression(p);
  return p.kind === COMMA ? restOfExpressions(p, start, first) : first;
}

/** At the comma behind the first of `expressions`, which started at that token. */
export function restOfExpressions(p: ParserState, start: number, first: ast.expr): ast.expr {
  return restOfTuple(p, start, first, expression);
}

function restOfTuple(
  p: ParserState,
  start: number,
  first: ast.expr,
  item: (p: ParserState) => ast.expr,
): ast.expr {
  const elts = [first];
  while (p.accept(COMMA) && (startsExpression(p.kind) || (p.kind === STAR && item === starExpression))) {
    elts.push(item(p));
  }
  const { linenos, colOffsets } = p.tokens;
  return ast.Tuple(elts, "Load", linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

/** `annotated_rhs`: what stands on the right of an assignment. */
export function annotatedRhs(p: ParserState): ast.expr {
  return p.kind === KEYWORD_YIELD ? yieldExpression(p) : starExpressions(p);
}

export function yieldExpression(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.accept(KEYWORD_FROM)) {
    const value = expression(p);
    return ast.YieldFrom(value, lineno, col, p.endLineno(), p.endColOffset());
  }
  const value = startsExpression(p.kind) || p.kind === STAR ? starExpressions(p) : null;
  return ast.Yield(value, lineno, col, p.endLineno(), p.endColOffset());
}

export function disjunction(p: ParserState): ast.expr {
  const start = p.index;
  const first = conjunction(p);
  if (p.kind !== KEYWORD_OR) return first;
  const values = [first];
  p.enter(2);
  while (p.accept(KEYWORD_OR)) values.push(conjunction(p));
  p.leave(2);
  const { linenos, colOffsets } = p.tokens;
  return ast.BoolOp("Or", values, linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

function conjunction(p: ParserState): ast.expr {
  const start = p.index;
  const first = inversion(p);
  if (p.kind !== KEYWORD_AND) return first;
  const values = [first];
  p.enter(2);
  while (p.accept(KEYWORD_AND)) values.push(inversion(p));
  p.leave(2);
  const { linenos, colOffsets } = p.tokens;
  return ast.BoolOp("And", values, linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

function inversion(p: ParserState): ast.expr {
  if (p.kind !== KEYWORD_NOT) return comparison(p);
  const { depth } = p;
  const start = p.index;
  while (p.accept(KEYWORD_NOT)) p.enter(1);
  const end = p.index;
  let result = comparison(p);
  const { linenos, colOffsets } = p.tokens;
  for (let at = end - 1; at >= start; at--) {
    result = ast.UnaryOp("Not", result, linenos[at]!, colOffsets[at]!, p.endLineno(), p.endColOffset());
  }
  p.depth = depth;
  return result;
}

function comparison(p: ParserState): ast.expr {
  const start = p.index;
  const left = bitwiseOr(p);
  let op = comparisonOperator(p);
  if (op === null) return left;
  const ops: ast.cmpop[] = [];
  const comparators: ast.expr[] = [];
  p.enter(3);
  while (op !== null) {
    ops.push(op);
    comparators.push(bitwiseOr(p));
    op = comparisonOperator(p);
  }
  p.leave(3);
  const { linenos, colOffsets } = p.tokens;
  return ast.Compare(
    left,
    ops,
    comparators,
    linenos[start]!,
    colOffsets[start]!,
    p.endLineno(),
    p.endColOffset(),
  );
}

/** The operator here, which is passed, or `null`. */
function comparisonOperator(p: ParserState): ast.cmpop | null {
  const { kind } = p;
  if (kind === KEYWORD_NOT) {
    if (p.peek(1) !== KEYWORD_IN) return null;
    p.goTo(p.index + 2);
    return "NotIn";
  }
  const op = kind < COMPARISONS.length ? COMPARISONS[kind]! : null;
  if (op === null) return null;
  if (kind === NOTEQUAL && (p.tokens.textOf(p.index) === "<>") !== p.barry) return null;
  p.advance();
  if (kind === KEYWORD_IS && p.accept(KEYWORD_NOT)) return "IsNot";
  return op;
}

const COMPARISONS: readonly (ast.cmpop | null)[] = /* @__PURE__ */ makeComparisons();

function makeComparisons(): (ast.cmpop | null)[] {
  const table: (ast.cmpop | null)[] = Array.from({ length: 256 }, () => null);
  table[EQEQUAL] = "Eq";
  table[NOTEQUAL] = "NotEq";
  table[LESS] = "Lt";
  table[LESSEQUAL] = "LtE";
  table[GREATER] = "Gt";
  table[GREATEREQUAL] = "GtE";
  table[KEYWORD_IN] = "In";
  table[KEYWORD_IS] = "Is";
  return table;
}

/** `bitwise_or` and everything that binds tighter. */
export function bitwiseOr(p: ParserState): ast.expr {
  return binary(p, 1);
}

function binary(p: ParserState, minimum: number): ast.expr {
  const start = p.index;
  let left = factor(p);
  for (;;) {
    const { kind } = p;
    const precedence = PRECEDENCES[kind]!;
    if (precedence < minimum) return left;
    p.advance();
    const right = binary(p, precedence + 1);
    if (kind === AT) p.requireVersion(5, "The '@' operator is");
    const { linenos, colOffsets } = p.tokens;
    left = ast.BinOp(
      left,
      BINARY_OPERATORS[kind]!,
      right,
      linenos[start]!,
      colOffsets[start]!,
      p.endLineno(),
      p.endColOffset(),
    );
  }
}

const BINARY_OPERATORS: readonly ast.operator[] = /* @__PURE__ */ makeBinaryOperators();

function makeBinaryOperators(): ast.operator[] {
  const table: ast.operator[] = Array.from({ length: 256 }, () => "Add" as const);
  table[VBAR] = "BitOr";
  table[CIRCUMFLEX] = "BitXor";
  table[AMPER] = "BitAnd";
  table[LEFTSHIFT] = "LShift";
  table[RIGHTSHIFT] = "RShift";
  table[MINUS] = "Sub";
  table[STAR] = "Mult";
  table[SLASH] = "Div";
  table[DOUBLESLASH] = "FloorDiv";
  table[PERCENT] = "Mod";
  table[AT] = "MatMult";
  return table;
}

/** By kind; 0 for what is no binary operator. */
const PRECEDENCES = /* @__PURE__ */ makePrecedences();

function makePrecedences(): Uint8Array {
  const table = new Uint8Array(256);
  const levels = [
    [VBAR],
    [CIRCUMFLEX],
    [AMPER],
    [LEFTSHIFT, RIGHTSHIFT],
    [PLUS, MINUS],
    [STAR, SLASH, DOUBLESLASH, PERCENT, AT],
  ];
  levels.forEach((kinds, level) => {
    for (const kind of kinds) table[kind] = level + 1;
  });
  return table;
}

function factor(p: ParserState): ast.expr {
  if (isSign(p.kind)) return signsAndPowers(p, p.index, null);
  const start = p.index;
  const base = operandOfPower(p);
  return p.kind === DOUBLESTAR ? signsAndPowers(p, start, base) : base;
}

function isSign(kind: number): boolean {
  return kind === MINUS || kind === PLUS || kind === TILDE;
}

function operandOfPower(p: ParserState): ast.expr {
  return p.kind === KEYWORD_AWAIT ? awaitPrimary(p) : primary(p);
}

/**
 * Signs and powers, each the operand of the one before it. In a loop, for there can be thousands.
 *
 * @param base The left side of the first power, of which the `**` comes next; `null` at a sign.
 */
function signsAndPowers(p: ParserState, start: number, base: ast.expr | null): ast.expr {
  const { depth } = p;
  /** Where each starts, and its left side if it is a power. */
  const starts: number[] = [];
  const bases: (ast.expr | null)[] = [];
  let at = start;
  let operand = base;
  for (;;) {
    if (operand === null && isSign(p.kind)) {
      p.enter(1);
    } else {
      operand ??= operandOfPower(p);
      if (p.kind !== DOUBLESTAR) break;
      p.enter(2);
    }
    starts.push(at);
    bases.push(operand);
    operand = null;
    p.advance();
    at = p.index;
  }
  p.depth = depth;
  const { linenos, colOffsets } = p.tokens;
  const endLineno = p.endLineno();
  const endCol = p.endColOffset();
  return bases.reduceRight((inner: ast.expr, left, index) => {
    const first = starts[index]!;
    const place = [linenos[first]!, colOffsets[first]!, endLineno, endCol] as const;
    if (left !== null) return ast.BinOp(left, "Pow", inner, ...place);
    return ast.UnaryOp(SIGNS[p.kinds[first]!]!, inner, ...place);
  }, operand!);
}

const SIGNS: Readonly<Record<number, ast.unaryop>> = { [MINUS]: "USub", [PLUS]: "UAdd", [TILDE]: "Invert" };

function awaitPrimary(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const value = primary(p);
  p.requireVersion(5, "Await expressions are");
  return ast.Await(value, lineno, col, p.endLineno(), p.endColOffset());
}

/** Whether an `expression` can start with a token of that kind. A star is not counted. */
export function startsExpression(kind: number): boolean {
  return EXPRESSION_STARTS[kind] === 1;
}

const EXPRESSION_STARTS = /* @__PURE__ */ makeExpressionStarts();

function makeExpressionStarts(): Uint8Array {
  const table = new Uint8Array(256);
  const kinds = [
    ...[NAME, NUMBER, STRING, FSTRING_START, TSTRING_START, LPAR, LSQB, LBRACE, PLUS, MINUS, TILDE, ELLIPSIS],
    ...[KEYWORD_NONE, KEYWORD_TRUE, KEYWORD_FALSE, KEYWORD_NOT, KEYWORD_LAMBDA, KEYWORD_AWAIT],
    ERRORTOKEN,
  ];
  for (const kind of kinds) table[kind] = 1;
  return table;
}
