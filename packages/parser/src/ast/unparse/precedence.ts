/** How tightly expressions bind, loosest first. An operand is parenthesized if it binds less than its place asks. */
import type * as ast from "../generated/nodes.ts";

export const NAMED_EXPR = 1;
export const TUPLE = 2;
export const YIELD = 3;
export const TEST = 4;
export const OR = 5;
export const AND = 6;
export const NOT = 7;
export const CMP = 8;
/** The operand of a star; also `|`. */
export const EXPR = 9;
export const BXOR = 10;
export const BAND = 11;
export const SHIFT = 12;
export const ARITH = 13;
export const TERM = 14;
export const FACTOR = 15;
export const POWER = 16;
export const AWAIT = 17;
export const ATOM = 18;

/** The next tighter one. */
export function next(precedence: number): number {
  return Math.min(precedence + 1, ATOM);
}

export const BINARY_OPERATORS: Readonly<Record<ast.operator, readonly [text: string, precedence: number]>> = {
  Add: ["+", ARITH],
  Sub: ["-", ARITH],
  Mult: ["*", TERM],
  MatMult: ["@", TERM],
  Div: ["/", TERM],
  Mod: ["%", TERM],
  LShift: ["<<", SHIFT],
  RShift: [">>", SHIFT],
  BitOr: ["|", EXPR],
  BitXor: ["^", BXOR],
  BitAnd: ["&", BAND],
  FloorDiv: ["//", TERM],
  Pow: ["**", POWER],
};

export const UNARY_OPERATORS: Readonly<Record<ast.unaryop, readonly [text: string, precedence: number]>> = {
  Invert: ["~", FACTOR],
  Not: ["not ", NOT],
  UAdd: ["+", FACTOR],
  USub: ["-", FACTOR],
};

export const COMPARISONS: Readonly<Record<ast.cmpop, string>> = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
};
