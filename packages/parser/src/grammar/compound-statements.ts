/** Statements that contain blocks (language reference 8), except functions and `match`. */
import * as ast from "../ast/generated/nodes.ts";
import {
  AT,
  COLON,
  COMMA,
  KEYWORD_AS,
  KEYWORD_ASYNC,
  KEYWORD_CLASS,
  KEYWORD_DEF,
  KEYWORD_ELIF,
  KEYWORD_ELSE,
  KEYWORD_EXCEPT,
  KEYWORD_FINALLY,
  KEYWORD_FOR,
  KEYWORD_IN,
  KEYWORD_WITH,
  LBRACE,
  LPAR,
  LSQB,
  NEWLINE,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
} from "../tokenizer/token-kinds.ts";
import { block } from "./blocks.ts";
import { expression, namedExpression, restOfExpressions, starExpressions } from "./expressions.ts";
import { functionDefinition, typeComment } from "./functions.ts";
import { callArguments } from "./primaries.ts";
import { REFUSED, type ParserState } from "./state.ts";
import { forTargets, starTarget } from "./targets.ts";
import { typeParameters } from "./type-parameters.ts";

/** At `if`. A chain of `elif`s is read in a loop and nested from its end. */
export function ifStatement(p: ParserState): ast.stmt {
  const { depth } = p;
  const links: { lineno: number; col: number; test: ast.expr; body: ast.stmt[] }[] = [];
  do {
    const lineno = p.lineno();
    const col = p.colOffset();
    p.advance();
    const test = namedExpression(p);
    p.expect(COLON);
    links.push({ lineno, col, test, body: block(p) });
    p.enter(1);
  } while (p.kind === KEYWORD_ELIF);
  p.depth = depth;
  let orelse = elseBlock(p);
  const [endLineno, endCol] = p.endOfBlock();
  for (let index = links.length - 1; index > 0; index--) {
    const { test, body, lineno, col } = links[index]!;
    orelse = [ast.If(test, body, orelse, lineno, col, endLineno, endCol)];
  }
  const { test, body, lineno, col } = links[0]!;
  return ast.If(test, body, orelse, lineno, col, endLineno, endCol);
}

function elseBlock(p: ParserState): ast.stmt[] {
  if (!p.accept(KEYWORD_ELSE)) return [];
  p.expect(COLON);
  p.enter(1);
  const body = block(p);
  p.leave(1);
  return body;
}

/** At `while`. */
export function whileStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const test = namedExpression(p);
  p.expect(COLON);
  const body = block(p);
  const orelse = elseBlock(p);
  const [endLineno, endCol] = p.endOfBlock();
  return ast.While(test, body, orelse, lineno, col, endLineno, endCol);
}

/** At `async`, which `def`, `for` or `with` must follow. */
export function asyncStatement(p: ParserState): ast.stmt {
  switch (p.peek(1)) {
    case KEYWORD_DEF:
      return functionDefinition(p, []);
    case KEYWORD_FOR:
      return forStatement(p);
    case KEYWORD_WITH:
      return withStatement(p);
    default:
      throw REFUSED;
  }
}

/** At `for` or `async for`. */
export function forStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  const isAsync = p.accept(KEYWORD_ASYNC);
  p.expect(KEYWORD_FOR);
  const target = forTargets(p);
  p.expect(KEYWORD_IN);
  const iter = starExpressions(p);
  p.expect(COLON);
  const comment = typeComment(p);
  const body = block(p);
  const orelse = elseBlock(p);
  const [endLineno, endCol] = p.endOfBlock();
  if (isAsync) p.requireVersion(5, "Async for loops are");
  const make = isAsync ? ast.AsyncFor : ast.For;
  return make(target, iter, body, orelse, comment, lineno, col, endLineno, endCol);
}

/** At `with` or `async with`. */
export function withStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  const isAsync = p.accept(KEYWORD_ASYNC);
  p.expect(KEYWORD_WITH);
  const items = withItems(p);
  p.expect(COLON);
  const comment = typeComment(p);
  const body = block(p);
  const [endLineno, endCol] = p.endOfBlock();
  if (isAsync) p.requireVersionBehind(5, "Async with statements are");
  const make = isAsync ? ast.AsyncWith : ast.With;
  return make(items, body, comment, lineno, col, endLineno, endCol);
}

/**
 * `(` may open the list of items or belong to the first of them. It opens the list only if the colon follows its
 * partner, and not even then if what is inside is no list of items, as in `with (yield x):`.
 */
function withItems(p: ParserState): ast.withitem[] {
  if (p.kind === LPAR && p.kinds[indexOfPartner(p) + 1] === COLON) {
    const { index, depth } = p;
    try {
      return itemsInParentheses(p);
    } catch (reason) {
      if (reason !== REFUSED) throw reason;
      p.goTo(index);
      p.depth = depth;
    }
  }
  const items = [withItem(p)];
  while (p.accept(COMMA)) items.push(withItem(p));
  return items;
}

function itemsInParentheses(p: ParserState): ast.withitem[] {
  p.expect(LPAR);
  const items: ast.withitem[] = [];
  do items.push(withItem(p));
  while (p.accept(COMMA) && p.kind !== RPAR);
  p.expect(RPAR);
  return items;
}

function withItem(p: ParserState): ast.withitem {
  const context = expression(p);
  if (!p.accept(KEYWORD_AS)) return ast.withitem(context, null);
  const target = starTarget(p);
  if (p.kind !== COMMA && p.kind !== RPAR && p.kind !== COLON) throw REFUSED;
  return ast.withitem(context, target);
}

/** The index of the bracket that closes the one here. The tokenizer has seen to it that brackets match. */
function indexOfPartner(p: ParserState): number {
  let open = 0;
  for (let index = p.index; index < p.tokens.count; index++) {
    const kind = p.kinds[index]!;
    if (kind === LPAR || kind === LSQB || kind === LBRACE) open++;
    else if ((kind === RPAR || kind === RSQB || kind === RBRACE) && --open === 0) return index;
  }
  return p.tokens.count;
}

/** At `try`. */
export function tryStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  p.expect(COLON);
  const body = block(p);
  const isStar = p.kind === KEYWORD_EXCEPT && p.peek(1) === STAR;
  const handlers: ast.ExceptHandler[] = [];
  while (p.kind === KEYWORD_EXCEPT) {
    if ((p.peek(1) === STAR) !== isStar) throw REFUSED;
    handlers.push(exceptHandler(p, isStar));
  }
  const orelse = handlers.length > 0 ? elseBlock(p) : [];
  let finalbody: ast.stmt[] = [];
  if (p.accept(KEYWORD_FINALLY)) {
    p.expect(COLON);
    finalbody = block(p);
  } else if (handlers.length === 0) {
    throw REFUSED;
  }
  const [endLineno, endCol] = p.endOfBlock();
  if (isStar) p.requireVersion(11, "Exception groups are");
  const make = isStar ? ast.TryStar : ast.Try;
  return make(body, handlers, orelse, finalbody, lineno, col, endLineno, endCol);
}

function exceptHandler(p: ParserState, isStar: boolean): ast.ExceptHandler {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (isStar) p.advance();
  const start = p.index;
  let type = p.kind === COLON && !isStar ? null : expression(p);
  // Several types need no parentheses (PEP 758), unless `as` follows.
  const isBare = type !== null && p.kind === COMMA;
  if (isBare) type = restOfExpressions(p, start, type!);
  const name = type !== null && !isBare && p.accept(KEYWORD_AS) ? p.name() : null;
  p.expect(COLON);
  const body = block(p);
  const [endLineno, endCol] = p.endOfBlock();
  if (isBare) p.requireVersionBehind(14, "except expressions without parentheses are");
  return ast.ExceptHandler(type, name, body, lineno, col, endLineno, endCol);
}

/** At `class`. */
export function classDefinition(p: ParserState, decorators: ast.expr[]): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const name = p.name();
  const typeParams = typeParameters(p);
  const bases: ast.expr[] = [];
  const keywords: ast.keyword[] = [];
  if (p.accept(LPAR)) callArguments(p, bases, keywords);
  p.expect(COLON);
  p.enter(1);
  const body = block(p);
  p.leave(1);
  const [endLineno, endCol] = p.endOfBlock();
  return ast.ClassDef(name, bases, keywords, body, decorators, typeParams, lineno, col, endLineno, endCol);
}

/** At the `@` of the first decorator. */
export function decorated(p: ParserState): ast.stmt {
  const decorators: ast.expr[] = [];
  while (p.accept(AT)) {
    decorators.push(namedExpression(p));
    p.expect(NEWLINE);
  }
  if (p.kind === KEYWORD_CLASS) return classDefinition(p, decorators);
  return functionDefinition(p, decorators);
}
