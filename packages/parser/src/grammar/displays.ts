/** What stands in parentheses, brackets and braces: groups, displays, comprehensions (language reference 6.2.3 – 6.2.9). */
import * as ast from "../ast/generated/nodes.ts";
import {
  COLON,
  COMMA,
  DOUBLESTAR,
  KEYWORD_ASYNC,
  KEYWORD_FOR,
  KEYWORD_YIELD,
  NAME,
  COLONEQUAL,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
} from "../tokenizer/token-kinds.ts";
import { comprehensionClauses } from "./comprehensions.ts";
import { bitwiseOr, expression, starNamedExpression, yieldExpression } from "./expressions.ts";
import { REFUSED, type ParserState } from "./state.ts";

/** At `(`: a group, a tuple or a generator expression. */
export function parenthesis(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.accept(RPAR)) return ast.Tuple([], "Load", lineno, col, p.endLineno(), p.endColOffset());
  if (p.kind === KEYWORD_YIELD) {
    const value = yieldExpression(p);
    p.expect(RPAR);
    return value;
  }
  const isStarred = p.kind === STAR;
  const first = starNamedExpression(p);
  if (p.kind === COMMA) {
    const elts = restOfItems(p, first, RPAR);
    return ast.Tuple(elts, "Load", lineno, col, p.endLineno(), p.endColOffset());
  }
  if (isStarred) throw REFUSED;
  if (p.accept(RPAR)) return first;
  const generators = comprehensionClauses(p);
  p.expect(RPAR);
  return ast.GeneratorExp(first, generators, lineno, col, p.endLineno(), p.endColOffset());
}

/** At `[`: a list display or a list comprehension. */
export function bracket(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.accept(RSQB)) return ast.List([], "Load", lineno, col, p.endLineno(), p.endColOffset());
  const isStarred = p.kind === STAR;
  const first = starNamedExpression(p);
  if (startsClauses(p) && !isStarred) {
    const generators = comprehensionClauses(p);
    p.expect(RSQB);
    return ast.ListComp(first, generators, lineno, col, p.endLineno(), p.endColOffset());
  }
  const elts = restOfItems(p, first, RSQB);
  return ast.List(elts, "Load", lineno, col, p.endLineno(), p.endColOffset());
}

/** At `{`: a dict or set display or comprehension. */
export function brace(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.accept(RBRACE)) return ast.Dict([], [], lineno, col, p.endLineno(), p.endColOffset());
  if (p.kind === DOUBLESTAR) return dictionary(p, lineno, col);
  const isStarred = p.kind === STAR;
  const isNamed = p.kind === NAME && p.peek(1) === COLONEQUAL;
  const first = starNamedExpression(p);
  if (p.kind === COLON && !isStarred && !isNamed) {
    p.advance();
    return dictionaryFrom(p, first, lineno, col);
  }
  if (startsClauses(p) && !isStarred) {
    const generators = comprehensionClauses(p);
    p.expect(RBRACE);
    return ast.SetComp(first, generators, lineno, col, p.endLineno(), p.endColOffset());
  }
  const elts = restOfItems(p, first, RBRACE);
  return ast.Set(elts, lineno, col, p.endLineno(), p.endColOffset());
}

function startsClauses(p: ParserState): boolean {
  return p.kind === KEYWORD_FOR || p.kind === KEYWORD_ASYNC;
}

/** Items after the first, to and with the closing bracket. */
function restOfItems(p: ParserState, first: ast.expr, closing: number): ast.expr[] {
  const elts = [first];
  while (p.accept(COMMA) && p.kind !== closing) elts.push(starNamedExpression(p));
  p.expect(closing);
  return elts;
}

/** Behind the first key and its colon. */
function dictionaryFrom(p: ParserState, key: ast.expr, lineno: number, col: number): ast.expr {
  const value = expression(p);
  if (startsClauses(p)) {
    const generators = comprehensionClauses(p);
    p.expect(RBRACE);
    return ast.DictComp(key, value, generators, lineno, col, p.endLineno(), p.endColOffset());
  }
  const keys: (ast.expr | null)[] = [key];
  const values = [value];
  if (p.accept(COMMA)) pairs(p, keys, values);
  p.expect(RBRACE);
  return ast.Dict(keys, values, lineno, col, p.endLineno(), p.endColOffset());
}

function dictionary(p: ParserState, lineno: number, col: number): ast.expr {
  const keys: (ast.expr | null)[] = [];
  const values: ast.expr[] = [];
  pairs(p, keys, values);
  p.expect(RBRACE);
  return ast.Dict(keys, values, lineno, col, p.endLineno(), p.endColOffset());
}

function pairs(p: ParserState, keys: (ast.expr | null)[], values: ast.expr[]): void {
  while (p.kind !== RBRACE) {
    if (p.accept(DOUBLESTAR)) {
      keys.push(null);
      values.push(bitwiseOr(p));
    } else {
      keys.push(expression(p));
      p.expect(COLON);
      values.push(expression(p));
    }
    if (!p.accept(COMMA)) return;
  }
}
