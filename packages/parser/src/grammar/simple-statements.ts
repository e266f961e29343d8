/** Statements that fit on one line (language reference 7). */
import * as ast from "../ast/generated/nodes.ts";
import {
  AMPEREQUAL,
  ATEQUAL,
  CIRCUMFLEXEQUAL,
  COLON,
  COMMA,
  DOT,
  DOUBLESLASHEQUAL,
  DOUBLESTAREQUAL,
  ELLIPSIS,
  EQUAL,
  KEYWORD_AS,
  KEYWORD_ASSERT,
  KEYWORD_BREAK,
  KEYWORD_CONTINUE,
  KEYWORD_DEL,
  KEYWORD_FROM,
  KEYWORD_GLOBAL,
  KEYWORD_IMPORT,
  KEYWORD_NONLOCAL,
  KEYWORD_PASS,
  KEYWORD_RAISE,
  KEYWORD_RETURN,
  LEFTSHIFTEQUAL,
  LPAR,
  MINEQUAL,
  NAME,
  NEWLINE,
  PERCENTEQUAL,
  PLUSEQUAL,
  RIGHTSHIFTEQUAL,
  RPAR,
  SEMI,
  SLASHEQUAL,
  STAR,
  STAREQUAL,
  VBAREQUAL,
} from "../tokenizer/token-kinds.ts";
import { NAME_TYPE } from "../tokenizer/names.ts";
import { annotatedRhs, expression, starExpressions, startsExpression } from "./expressions.ts";
import { typeComment } from "./functions.ts";
import { REFUSED, type ParserState } from "./state.ts";
import { deleteTargets, toSingleStore, toStore } from "./targets.ts";
import { typeAlias } from "./type-parameters.ts";

/** Appends the statements of one line, which ends with NEWLINE. */
export function simpleStatements(p: ParserState, body: ast.stmt[]): void {
  do body.push(simpleStatement(p));
  while (p.accept(SEMI) && p.kind !== NEWLINE);
  p.expect(NEWLINE);
}

export function simpleStatement(p: ParserState): ast.stmt {
  switch (p.kind) {
    case NAME:
      if (p.isSoftKeyword(NAME_TYPE) && p.peek(1) === NAME) return typeAlias(p);
      return assignmentOrExpression(p);
    case KEYWORD_RETURN:
      return returnStatement(p);
    case KEYWORD_IMPORT:
      return importStatement(p);
    case KEYWORD_FROM:
      return importFromStatement(p);
    case KEYWORD_RAISE:
      return raiseStatement(p);
    case KEYWORD_PASS:
      return keywordStatement(p, ast.Pass);
    case KEYWORD_BREAK:
      return keywordStatement(p, ast.Break);
    case KEYWORD_CONTINUE:
      return keywordStatement(p, ast.Continue);
    case KEYWORD_DEL:
      return deleteStatement(p);
    case KEYWORD_ASSERT:
      return assertStatement(p);
    case KEYWORD_GLOBAL:
      return namesStatement(p, ast.Global);
    case KEYWORD_NONLOCAL:
      return namesStatement(p, ast.Nonlocal);
    default:
      return assignmentOrExpression(p);
  }
}

function assignmentOrExpression(p: ParserState): ast.stmt {
  const startsWithName = p.kind === NAME;
  const lineno = p.lineno();
  const col = p.colOffset();
  const value = annotatedRhs(p);
  if (p.kind === EQUAL) return assignment(p, value, lineno, col);
  if (p.kind === COLON) return annotatedAssignment(p, value, startsWithName, lineno, col);
  const op = p.kind < AUGMENTED_OPERATORS.length ? AUGMENTED_OPERATORS[p.kind]! : null;
  if (op === null) return ast.Expr(value, lineno, col, p.endLineno(), p.endColOffset());
  if (op === "MatMult") p.requireVersion(5, "The '@' operator is");
  toSingleStore(value);
  p.advance();
  const operand = annotatedRhs(p);
  return ast.AugAssign(value, op, operand, lineno, col, p.endLineno(), p.endColOffset());
}

function assignment(p: ParserState, first: ast.expr, lineno: number, col: number): ast.stmt {
  const targets: ast.expr[] = [];
  let value = first;
  while (p.accept(EQUAL)) {
    toStore(value);
    targets.push(value);
    value = annotatedRhs(p);
  }
  const comment = typeComment(p);
  return ast.Assign(targets, value, comment, lineno, col, p.endLineno(), p.endColOffset());
}

function annotatedAssignment(
  p: ParserState,
  target: ast.expr,
  startsWithName: boolean,
  lineno: number,
  col: number,
): ast.stmt {
  toSingleStore(target);
  p.advance();
  const annotation = expression(p);
  const value = p.accept(EQUAL) ? annotatedRhs(p) : null;
  const simple = startsWithName && target.nodeType === "Name" ? 1 : 0;
  p.requireVersion(6, simple === 1 ? "Variable annotation syntax is" : "Variable annotations syntax is");
  return ast.AnnAssign(target, annotation, value, simple, lineno, col, p.endLineno(), p.endColOffset());
}

const AUGMENTED_OPERATORS: readonly (ast.operator | null)[] = /* @__PURE__ */ makeAugmentedOperators();

function makeAugmentedOperators(): (ast.operator | null)[] {
  const table: (ast.operator | null)[] = Array.from({ length: 256 }, () => null);
  table[PLUSEQUAL] = "Add";
  table[MINEQUAL] = "Sub";
  table[STAREQUAL] = "Mult";
  table[ATEQUAL] = "MatMult";
  table[SLASHEQUAL] = "Div";
  table[PERCENTEQUAL] = "Mod";
  table[AMPEREQUAL] = "BitAnd";
  table[VBAREQUAL] = "BitOr";
  table[CIRCUMFLEXEQUAL] = "BitXor";
  table[LEFTSHIFTEQUAL] = "LShift";
  table[RIGHTSHIFTEQUAL] = "RShift";
  table[DOUBLESTAREQUAL] = "Pow";
  table[DOUBLESLASHEQUAL] = "FloorDiv";
  return table;
}

type KeywordNode = (lineno: number, col: number, endLineno: number, endCol: number) => ast.stmt;

/** `pass`, `break`, `continue`. */
function keywordStatement(p: ParserState, make: KeywordNode): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  return make(lineno, col, p.endLineno(), p.endColOffset());
}

type NamesNode = (
  names: string[],
  lineno: number,
  col: number,
  endLineno: number,
  endCol: number,
) => ast.stmt;

/** `global`, `nonlocal`. */
function namesStatement(p: ParserState, make: NamesNode): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const names = [p.name()];
  while (p.accept(COMMA)) names.push(p.name());
  return make(names, lineno, col, p.endLineno(), p.endColOffset());
}

function returnStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const value = startsExpression(p.kind) || p.kind === STAR ? starExpressions(p) : null;
  return ast.Return(value, lineno, col, p.endLineno(), p.endColOffset());
}

function raiseStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const exc = startsExpression(p.kind) ? expression(p) : null;
  const cause = exc !== null && p.accept(KEYWORD_FROM) ? expression(p) : null;
  return ast.Raise(exc, cause, lineno, col, p.endLineno(), p.endColOffset());
}

function deleteStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const targets = deleteTargets(p);
  if (p.kind !== SEMI && p.kind !== NEWLINE) throw REFUSED;
  return ast.Delete(targets, lineno, col, p.endLineno(), p.endColOffset());
}

function assertStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const test = expression(p);
  const msg = p.accept(COMMA) ? expression(p) : null;
  return ast.Assert(test, msg, lineno, col, p.endLineno(), p.endColOffset());
}

function importStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const names = [importAlias(p, dottedName)];
  while (p.accept(COMMA)) names.push(importAlias(p, dottedName));
  return ast.Import(names, lineno, col, p.endLineno(), p.endColOffset());
}

function importFromStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  let level = 0;
  while (p.kind === DOT || p.kind === ELLIPSIS) {
    level += p.kind === DOT ? 1 : 3;
    p.advance();
  }
  const module = level > 0 && p.kind === KEYWORD_IMPORT ? null : dottedName(p);
  p.expect(KEYWORD_IMPORT);
  const names = importedNames(p);
  if (level === 0 && module === "__future__" && names.some((alias) => alias.name === "barry_as_FLUFL")) {
    p.barry = true;
  }
  return ast.ImportFrom(module, names, level, lineno, col, p.endLineno(), p.endColOffset());
}

function importedNames(p: ParserState): ast.alias[] {
  if (p.kind === STAR) {
    const lineno = p.lineno();
    const col = p.colOffset();
    p.advance();
    return [ast.alias("*", null, lineno, col, p.endLineno(), p.endColOffset())];
  }
  const inParentheses = p.accept(LPAR);
  const names = [importAlias(p, plainName)];
  while (p.accept(COMMA)) {
    if (inParentheses && p.kind === RPAR) break;
    names.push(importAlias(p, plainName));
  }
  if (inParentheses) p.expect(RPAR);
  return names;
}

function importAlias(p: ParserState, nameRule: (p: ParserState) => string): ast.alias {
  const lineno = p.lineno();
  const col = p.colOffset();
  const name = nameRule(p);
  const asname = p.accept(KEYWORD_AS) ? p.name() : null;
  return ast.alias(name, asname, lineno, col, p.endLineno(), p.endColOffset());
}

function plainName(p: ParserState): string {
  return p.name();
}

function dottedName(p: ParserState): string {
  let name = p.name();
  while (p.accept(DOT)) name += `.${p.name()}`;
  return name;
}
