/** Atoms, attribute references, subscripts and calls (language reference 6.2, 6.3). */
import * as ast from "../ast/generated/nodes.ts";
import { ELLIPSIS as ELLIPSIS_VALUE } from "../ast/constants.ts";
import { MAX_INT_DIGITS, numberValue } from "../literals/numbers.ts";
import {
  COLON,
  COLONEQUAL,
  COMMA,
  DOT,
  DOUBLESTAR,
  ELLIPSIS,
  EQUAL,
  ERRORTOKEN,
  FSTRING_START,
  KEYWORD_ASYNC,
  KEYWORD_FALSE,
  KEYWORD_FOR,
  KEYWORD_NONE,
  KEYWORD_TRUE,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NUMBER,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TSTRING_START,
} from "../tokenizer/token-kinds.ts";
import { comprehensionClauses } from "./comprehensions.ts";
import { brace, bracket, parenthesis } from "./displays.ts";
import { expression, namedExpression } from "./expressions.ts";
import { KnownError, REFUSED, type ParserState } from "./state.ts";
import { strings } from "./strings.ts";

export function primary(p: ParserState): ast.expr {
  const start = p.index;
  let value = atom(p);
  for (;;) {
    const { kind } = p;
    if (kind !== DOT && kind !== LPAR && kind !== LSQB) return value;
    const lineno = p.tokens.linenos[start]!;
    const col = p.tokens.colOffsets[start]!;
    if (kind === DOT) {
      p.advance();
      const attr = p.name();
      value = ast.Attribute(value, attr, "Load", lineno, col, p.endLineno(), p.endColOffset());
    } else if (kind === LPAR) {
      const args: ast.expr[] = [];
      const keywords: ast.keyword[] = [];
      const open = p.index;
      p.advance();
      p.enter(23);
      if (!loneGenerator(p, open, args)) callArguments(p, args, keywords);
      p.leave(23);
      value = ast.Call(value, args, keywords, lineno, col, p.endLineno(), p.endColOffset());
    } else {
      p.advance();
      p.enter(23);
      const slice = slices(p);
      p.leave(23);
      p.expect(RSQB);
      value = ast.Subscript(value, slice, "Load", lineno, col, p.endLineno(), p.endColOffset());
    }
  }
}

export function atom(p: ParserState): ast.expr {
  switch (p.kind) {
    case NAME: {
      const { tokens, index } = p;
      const id = p.name();
      return ast.Name(
        id,
        "Load",
        tokens.linenos[index]!,
        tokens.colOffsets[index]!,
        tokens.endLinenos[index]!,
        tokens.endColOffsets[index]!,
      );
    }
    case NUMBER:
      return number(p);
    case STRING:
    case FSTRING_START:
    case TSTRING_START:
      return strings(p);
    case LPAR:
      return nested(p, 27, parenthesis);
    case LSQB:
      return nested(p, 28, bracket);
    case LBRACE:
      return nested(p, 28, brace);
    case KEYWORD_NONE:
      return constant(p, null);
    case KEYWORD_TRUE:
      return constant(p, true);
    case KEYWORD_FALSE:
      return constant(p, false);
    case ELLIPSIS:
      return constant(p, ELLIPSIS_VALUE);
    case ERRORTOKEN:
      if (p.recovery !== null) return p.recovery.errorExpression(p);
      throw REFUSED;
    default:
      throw REFUSED;
  }
}

/** What stands in brackets, so many of CPython's rules below what they stand in. */
function nested(p: ParserState, rules: number, read: (p: ParserState) => ast.expr): ast.expr {
  p.enter(rules);
  const result = read(p);
  p.leave(rules);
  return result;
}

/** The number here, which is passed. */
export function number(p: ParserState): ast.Constant {
  const text = p.tokens.textOf(p.index);
  const value = numberValue(text);
  if (value === undefined) {
    const digits = text.replaceAll("_", "").length;
    throw new KnownError(
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion: value has ${digits} digits; ` +
        "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer " +
        "literals to avoid decimal conversion limits.",
      p.index,
      { isWholeLine: true },
    );
  }
  if (text.includes("_")) p.requireVersion(6, "Underscores in numeric literals are");
  return constant(p, value);
}

/** A Constant of one token, which is passed. */
export function constant(p: ParserState, value: ast.Constant["value"]): ast.Constant {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  return ast.Constant(value, null, lineno, col, p.endLineno(), p.endColOffset());
}

/**
 * `f(x for x in y)`: the generator takes the parentheses of the call. `open` is the index of the first.
 * If there is none, a first positional argument may have been read all the same.
 */
function loneGenerator(p: ParserState, open: number, args: ast.expr[]): boolean {
  if (p.kind === STAR || p.kind === DOUBLESTAR || p.kind === RPAR) return false;
  if (p.kind === NAME) {
    const next = p.peek(1);
    if (next === COMMA || next === RPAR || next === EQUAL) return false;
  }
  const first = namedExpression(p);
  if (p.kind === KEYWORD_FOR || p.kind === KEYWORD_ASYNC) {
    const generators = comprehensionClauses(p);
    p.expect(RPAR);
    const { linenos, colOffsets } = p.tokens;
    args.push(
      ast.GeneratorExp(first, generators, linenos[open]!, colOffsets[open]!, p.endLineno(), p.endColOffset()),
    );
    return true;
  }
  args.push(first);
  if (!p.accept(COMMA) && p.kind !== RPAR) throw REFUSED;
  return false;
}

/** `arguments` up to and with the closing parenthesis. What is in `args` already came first. */
export function callArguments(p: ParserState, args: ast.expr[], keywords: ast.keyword[]): void {
  let sawMapping = false;
  while (p.kind !== RPAR) {
    const lineno = p.lineno();
    const col = p.colOffset();
    if (p.kind === STAR) {
      if (sawMapping) throw REFUSED;
      p.advance();
      const value = expression(p);
      args.push(ast.Starred(value, "Load", lineno, col, p.endLineno(), p.endColOffset()));
    } else if (p.kind === DOUBLESTAR) {
      sawMapping = true;
      p.advance();
      const value = expression(p);
      keywords.push(ast.keyword(null, value, lineno, col, p.endLineno(), p.endColOffset()));
    } else if (p.kind === NAME && p.peek(1) === EQUAL) {
      const arg = p.name();
      p.advance();
      const value = expression(p);
      keywords.push(ast.keyword(arg, value, lineno, col, p.endLineno(), p.endColOffset()));
    } else {
      if (keywords.length > 0) throw REFUSED;
      args.push(namedExpression(p));
    }
    if (!p.accept(COMMA)) break;
  }
  p.expect(RPAR);
}

function slices(p: ParserState): ast.expr {
  const start = p.index;
  const starsFirst = p.kind === STAR;
  const first = sliceOrStarred(p);
  if (p.kind !== COMMA && !starsFirst) return first;
  const elts = [first];
  while (p.accept(COMMA) && p.kind !== RSQB) elts.push(sliceOrStarred(p));
  const { linenos, colOffsets } = p.tokens;
  return ast.Tuple(elts, "Load", linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

function sliceOrStarred(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  if (p.accept(STAR)) {
    const value = expression(p);
    return ast.Starred(value, "Load", lineno, col, p.endLineno(), p.endColOffset());
  }
  if (p.kind === NAME && p.peek(1) === COLONEQUAL) return namedExpression(p);
  const lower = p.kind === COLON ? null : expression(p);
  if (p.kind !== COLON) {
    if (lower === null || p.kind === COLONEQUAL) throw REFUSED;
    return lower;
  }
  p.advance();
  const upper = endsSlicePart(p.kind) ? null : expression(p);
  const step = p.accept(COLON) && !endsSlicePart(p.kind) ? expression(p) : null;
  return ast.Slice(lower, upper, step, lineno, col, p.endLineno(), p.endColOffset());
}

function endsSlicePart(kind: number): boolean {
  return kind === COLON || kind === COMMA || kind === RSQB;
}
