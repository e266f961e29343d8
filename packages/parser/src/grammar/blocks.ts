/** Blocks, and which statement a token starts (language reference 8, first paragraphs). */
import type * as ast from "../ast/generated/nodes.ts";
import {
  AT,
  DEDENT,
  ENDMARKER,
  INDENT,
  KEYWORD_ASYNC,
  KEYWORD_CLASS,
  KEYWORD_DEF,
  KEYWORD_FOR,
  KEYWORD_IF,
  KEYWORD_TRY,
  KEYWORD_WHILE,
  KEYWORD_WITH,
  NAME,
  NEWLINE,
} from "../tokenizer/token-kinds.ts";
import {
  asyncStatement,
  classDefinition,
  decorated,
  forStatement,
  ifStatement,
  tryStatement,
  whileStatement,
  withStatement,
} from "./compound-statements.ts";
import { functionDefinition } from "./functions.ts";
import { isMatchStatement, matchStatement } from "./match-statement.ts";
import { simpleStatements } from "./simple-statements.ts";
import type { ParserState } from "./state.ts";

/** What follows a colon: indented statements, or simple statements on the same line. */
export function block(p: ParserState): ast.stmt[] {
  p.enter(6);
  const body = statementsOfBlock(p);
  p.leave(6);
  return body;
}

function statementsOfBlock(p: ParserState): ast.stmt[] {
  const body: ast.stmt[] = [];
  if (!p.accept(NEWLINE)) {
    if (p.recovery === null) simpleStatements(p, body);
    else p.recovery.simpleStatements(p, body);
    return body;
  }
  if (p.kind !== INDENT && p.recovery?.acceptsMissingBlock(p) === true) return body;
  p.expect(INDENT);
  do statement(p, body);
  while (p.kind !== DEDENT && p.kind !== ENDMARKER);
  p.expect(DEDENT);
  return body;
}

/** Appends one compound statement, or the simple statements of one line. */
export function statement(p: ParserState, body: ast.stmt[]): void {
  if (p.recovery !== null) {
    p.recovery.statement(p, body);
    return;
  }
  const compound = compoundStatement(p);
  if (compound === null) simpleStatements(p, body);
  else body.push(compound);
}

/** The compound statement that starts here, or `null`. */
export function compoundStatement(p: ParserState): ast.stmt | null {
  switch (p.kind) {
    case KEYWORD_IF:
      return ifStatement(p);
    case KEYWORD_DEF:
      return functionDefinition(p, []);
    case KEYWORD_FOR:
      return forStatement(p);
    case KEYWORD_WITH:
      return withStatement(p);
    case KEYWORD_TRY:
      return tryStatement(p);
    case KEYWORD_WHILE:
      return whileStatement(p);
    case KEYWORD_CLASS:
      return classDefinition(p, []);
    case KEYWORD_ASYNC:
      return asyncStatement(p);
    case AT:
      return decorated(p);
    case NAME:
      return isMatchStatement(p) ? matchStatement(p) : null;
    default:
      return null;
  }
}
