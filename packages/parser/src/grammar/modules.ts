/** The four start rules: a file, one entry at the prompt, an expression, a function's type. */
import * as ast from "../ast/generated/nodes.ts";
import { COMMA, DOUBLESTAR, ENDMARKER, LPAR, NEWLINE, RARROW, RPAR, STAR } from "../tokenizer/token-kinds.ts";
import { compoundStatement, statement } from "./blocks.ts";
import { expression, expressions } from "./expressions.ts";
import { simpleStatements } from "./simple-statements.ts";
import { REFUSED, type ParserState } from "./state.ts";

/** What is parsed: a file, an expression, one interactive statement, or the signature in a type comment. */
export type Mode = "exec" | "eval" | "single" | "func_type";

export function parseTokens(p: ParserState, mode: Mode): ast.mod {
  switch (mode) {
    case "exec":
      return file(p);
    case "eval":
      return evaluated(p);
    case "single":
      return interactive(p);
    case "func_type":
      return functionType(p);
  }
}

function file(p: ParserState): ast.Module {
  const body: ast.stmt[] = [];
  let start = 0;
  while (p.kind !== ENDMARKER) {
    p.previousStatement = start;
    start = p.index;
    statement(p, body);
  }
  const ignores = p.tokens.typeIgnores.map(({ lineno, tag }) => ast.TypeIgnore(lineno, tag));
  return ast.Module(body, ignores);
}

function interactive(p: ParserState): ast.Interactive {
  if (p.kind === ENDMARKER) throw REFUSED;
  const compound = compoundStatement(p);
  const body: ast.stmt[] = [];
  if (compound === null) {
    simpleStatements(p, body);
  } else {
    // The end of a block is not enough: the entry ends with an empty line, or with the text.
    p.expect(NEWLINE);
    body.push(compound);
  }
  if (!isBlankOrComments(p.tokens.source.slice(p.tokens.ends[p.index - 1]))) throw MULTIPLE_STATEMENTS;
  return ast.Interactive(body);
}

function isBlankOrComments(text: string): boolean {
  return /^(?:[ \t\n\f]|#[^\n]*)*$/.test(text);
}

/** Thrown in mode `single` when more than one statement is there. */
export const MULTIPLE_STATEMENTS: unique symbol = Symbol("multiple statements");

function evaluated(p: ParserState): ast.Expression {
  const body = expressions(p);
  endOfInput(p);
  return ast.Expression(body);
}

function functionType(p: ParserState): ast.FunctionType {
  p.expect(LPAR);
  const argtypes: ast.expr[] = [];
  while (p.kind !== RPAR) {
    // Stars are allowed and leave no trace; nothing but `**` may follow `*`.
    if (p.accept(DOUBLESTAR)) {
      argtypes.push(expression(p));
      break;
    }
    if (p.accept(STAR)) {
      argtypes.push(expression(p));
      if (p.accept(COMMA)) {
        p.expect(DOUBLESTAR);
        argtypes.push(expression(p));
      }
      break;
    }
    argtypes.push(expression(p));
    if (p.kind === RPAR) break;
    p.expect(COMMA);
    if (p.kind === RPAR) throw REFUSED;
  }
  p.expect(RPAR);
  p.expect(RARROW);
  const returns = expression(p);
  endOfInput(p);
  return ast.FunctionType(argtypes, returns);
}

function endOfInput(p: ParserState): void {
  while (p.accept(NEWLINE));
  if (p.kind !== ENDMARKER) throw REFUSED;
}
