/** The `match` statement and its patterns (PEP 634, language reference 8.6). */
import * as ast from "../ast/generated/nodes.ts";
import { Complex } from "../ast/constants.ts";
import {
  COLON,
  COMMA,
  DEDENT,
  DOT,
  DOUBLESTAR,
  EQUAL,
  ERRORTOKEN,
  FSTRING_START,
  INDENT,
  KEYWORD_AS,
  KEYWORD_FALSE,
  KEYWORD_IF,
  KEYWORD_NONE,
  KEYWORD_TRUE,
  LBRACE,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NEWLINE,
  NUMBER,
  PLUS,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TSTRING_START,
  VBAR,
} from "../tokenizer/token-kinds.ts";
import { NAME_CASE, NAME_MATCH, NAME_UNDERSCORE } from "../tokenizer/names.ts";
import { block } from "./blocks.ts";
import { namedExpression, starNamedExpression, startsExpression } from "./expressions.ts";
import { number } from "./primaries.ts";
import { REFUSED, type ParserState } from "./state.ts";
import { strings } from "./strings.ts";

/**
 * Whether a `match` statement starts here, and not an expression that begins with a name `match`. Its line ends
 * in a colon with an indented block behind it, and no simple statement does.
 */
export function isMatchStatement(p: ParserState): boolean {
  if (!p.isSoftKeyword(NAME_MATCH)) return false;
  const next = p.peek(1);
  if (!startsExpression(next) && next !== STAR) return false;
  let index = p.index + 1;
  while (index < p.tokens.count && p.kinds[index] !== NEWLINE) index++;
  return p.kinds[index - 1] === COLON && p.kinds[index + 1] === INDENT;
}

export function matchStatement(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const subject = matchSubject(p);
  p.expect(COLON);
  p.expect(NEWLINE);
  p.expect(INDENT);
  const cases: ast.match_case[] = [];
  do cases.push(caseBlock(p));
  while (p.kind !== DEDENT);
  p.advance();
  const [endLineno, endCol] = p.endOfBlock();
  p.requireVersion(10, "Pattern matching is");
  return ast.Match(subject, cases, lineno, col, endLineno, endCol);
}

function matchSubject(p: ParserState): ast.expr {
  const start = p.index;
  const isStarred = p.kind === STAR;
  const first = starNamedExpression(p);
  if (p.kind !== COMMA) {
    if (isStarred) throw REFUSED;
    return first;
  }
  const elts = [first];
  while (p.accept(COMMA) && p.kind !== COLON) elts.push(starNamedExpression(p));
  const { linenos, colOffsets } = p.tokens;
  return ast.Tuple(elts, "Load", linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

function caseBlock(p: ParserState): ast.match_case {
  if (!p.isSoftKeyword(NAME_CASE)) throw REFUSED;
  p.advance();
  const found = patterns(p);
  const guard = p.accept(KEYWORD_IF) ? namedExpression(p) : null;
  p.expect(COLON);
  p.enter(2);
  const body = block(p);
  p.leave(2);
  return ast.match_case(found, guard, body);
}

/** `patterns`: one, or an open sequence. */
function patterns(p: ParserState): ast.pattern {
  const start = p.index;
  const first = maybeStarPattern(p);
  if (p.kind !== COMMA) {
    if (first.nodeType === "MatchStar") throw REFUSED;
    return first;
  }
  const items = [first];
  while (p.accept(COMMA) && p.kind !== COLON && p.kind !== KEYWORD_IF) items.push(maybeStarPattern(p));
  const { linenos, colOffsets } = p.tokens;
  return ast.MatchSequence(items, linenos[start]!, colOffsets[start]!, p.endLineno(), p.endColOffset());
}

function maybeStarPattern(p: ParserState): ast.pattern {
  if (p.kind !== STAR) return pattern(p);
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.isSoftKeyword(NAME_UNDERSCORE)) {
    p.advance();
    return ast.MatchStar(null, lineno, col, p.endLineno(), p.endColOffset());
  }
  const name = captureTarget(p);
  return ast.MatchStar(name, lineno, col, p.endLineno(), p.endColOffset());
}

/** A name that is bound: not `_`, and not the start of a dotted name, a call or a keyword. */
function captureTarget(p: ParserState): string {
  if (p.isSoftKeyword(NAME_UNDERSCORE)) throw REFUSED;
  const name = p.name();
  if (p.kind === DOT || p.kind === LPAR || p.kind === EQUAL) throw REFUSED;
  return name;
}

/** `pattern`: alternatives, perhaps with `as`. */
function pattern(p: ParserState): ast.pattern {
  p.enter(1);
  const lineno = p.lineno();
  const col = p.colOffset();
  let result = closedPattern(p);
  if (p.kind === VBAR) {
    const alternatives = [result];
    while (p.accept(VBAR)) alternatives.push(closedPattern(p));
    result = ast.MatchOr(alternatives, lineno, col, p.endLineno(), p.endColOffset());
  }
  if (p.accept(KEYWORD_AS)) {
    const name = captureTarget(p);
    result = ast.MatchAs(result, name, lineno, col, p.endLineno(), p.endColOffset());
  }
  p.leave(1);
  return result;
}

function closedPattern(p: ParserState): ast.pattern {
  switch (p.kind) {
    case NAME:
      return namePattern(p);
    case NUMBER:
    case MINUS:
    case STRING:
    case FSTRING_START:
    case TSTRING_START:
      return valuePattern(p);
    case KEYWORD_NONE:
      return singleton(p, null);
    case KEYWORD_TRUE:
      return singleton(p, true);
    case KEYWORD_FALSE:
      return singleton(p, false);
    case LPAR:
      return parenthesizedPattern(p);
    case LSQB:
      return sequencePattern(p);
    case LBRACE:
      return mappingPattern(p);
    case ERRORTOKEN:
      if (p.recovery !== null) return p.recovery.errorPattern(p);
      throw REFUSED;
    default:
      throw REFUSED;
  }
}

function singleton(p: ParserState, value: null | boolean): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  return ast.MatchSingleton(value, lineno, col, p.endLineno(), p.endColOffset());
}

function valuePattern(p: ParserState): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  const value = literal(p);
  return ast.MatchValue(value, lineno, col, p.endLineno(), p.endColOffset());
}

/** A number, perhaps negative or complex, or strings. */
function literal(p: ParserState): ast.expr {
  if (p.kind === STRING || p.kind === FSTRING_START || p.kind === TSTRING_START) return strings(p);
  const lineno = p.lineno();
  const col = p.colOffset();
  const real = signedNumber(p);
  if (p.kind !== PLUS && p.kind !== MINUS) return real;
  const op = p.kind === PLUS ? "Add" : "Sub";
  p.advance();
  if (p.kind !== NUMBER) throw REFUSED;
  const imaginary = number(p);
  if (isImaginary(real) || !isImaginary(imaginary)) throw REFUSED;
  return ast.BinOp(real, op, imaginary, lineno, col, p.endLineno(), p.endColOffset());
}

function signedNumber(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  if (!p.accept(MINUS)) return number(p);
  if (p.kind !== NUMBER) throw REFUSED;
  const operand = number(p);
  return ast.UnaryOp("USub", operand, lineno, col, p.endLineno(), p.endColOffset());
}

function isImaginary(value: ast.expr): boolean {
  const literal = value.nodeType === "UnaryOp" ? value.operand : value;
  return literal.nodeType === "Constant" && literal.value instanceof Complex;
}

/** A capture, the wildcard, a dotted name or a class pattern. */
function namePattern(p: ParserState): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  const next = p.peek(1);
  if (next !== DOT && next !== LPAR) {
    if (next === EQUAL) throw REFUSED;
    const isWildcard = p.isSoftKeyword(NAME_UNDERSCORE);
    const name = p.name();
    return ast.MatchAs(null, isWildcard ? null : name, lineno, col, p.endLineno(), p.endColOffset());
  }
  const value = dottedName(p);
  if (p.kind === LPAR) return classPattern(p, value, lineno, col);
  if (p.kind === EQUAL) throw REFUSED;
  return ast.MatchValue(value, lineno, col, p.endLineno(), p.endColOffset());
}

function dottedName(p: ParserState): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  const id = p.name();
  let value: ast.expr = ast.Name(id, "Load", lineno, col, p.endLineno(), p.endColOffset());
  while (p.accept(DOT)) {
    const attr = p.name();
    value = ast.Attribute(value, attr, "Load", lineno, col, p.endLineno(), p.endColOffset());
  }
  return value;
}

function classPattern(p: ParserState, cls: ast.expr, lineno: number, col: number): ast.pattern {
  p.advance();
  const positional: ast.pattern[] = [];
  const names: string[] = [];
  const keywordPatterns: ast.pattern[] = [];
  while (p.kind !== RPAR) {
    if (p.kind === NAME && p.peek(1) === EQUAL) {
      names.push(p.name());
      p.advance();
      keywordPatterns.push(pattern(p));
    } else {
      if (names.length > 0) throw REFUSED;
      positional.push(pattern(p));
    }
    if (!p.accept(COMMA)) break;
  }
  p.expect(RPAR);
  return ast.MatchClass(
    cls,
    positional,
    names,
    keywordPatterns,
    lineno,
    col,
    p.endLineno(),
    p.endColOffset(),
  );
}

/** At `(`: a group, or a sequence. */
function parenthesizedPattern(p: ParserState): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  if (p.accept(RPAR)) return ast.MatchSequence([], lineno, col, p.endLineno(), p.endColOffset());
  const first = maybeStarPattern(p);
  if (p.kind !== COMMA) {
    if (first.nodeType === "MatchStar") throw REFUSED;
    p.expect(RPAR);
    return first;
  }
  const items = [first];
  while (p.accept(COMMA) && p.kind !== RPAR) items.push(maybeStarPattern(p));
  p.expect(RPAR);
  return ast.MatchSequence(items, lineno, col, p.endLineno(), p.endColOffset());
}

function sequencePattern(p: ParserState): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const items: ast.pattern[] = [];
  while (p.kind !== RSQB) {
    items.push(maybeStarPattern(p));
    if (!p.accept(COMMA)) break;
  }
  p.expect(RSQB);
  return ast.MatchSequence(items, lineno, col, p.endLineno(), p.endColOffset());
}

function mappingPattern(p: ParserState): ast.pattern {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const keys: ast.expr[] = [];
  const values: ast.pattern[] = [];
  let rest: string | null = null;
  while (p.kind !== RBRACE) {
    if (p.accept(DOUBLESTAR)) {
      rest = captureTarget(p);
      p.accept(COMMA);
      break;
    }
    keys.push(mappingKey(p));
    p.expect(COLON);
    values.push(pattern(p));
    if (!p.accept(COMMA)) break;
  }
  p.expect(RBRACE);
  return ast.MatchMapping(keys, values, rest, lineno, col, p.endLineno(), p.endColOffset());
}

function mappingKey(p: ParserState): ast.expr {
  switch (p.kind) {
    case NAME: {
      const key = dottedName(p);
      if (key.nodeType !== "Attribute") throw REFUSED;
      return key;
    }
    case KEYWORD_NONE:
      return constantKey(p, null);
    case KEYWORD_TRUE:
      return constantKey(p, true);
    case KEYWORD_FALSE:
      return constantKey(p, false);
    case NUMBER:
    case MINUS:
    case STRING:
    case FSTRING_START:
    case TSTRING_START:
      return literal(p);
    default:
      throw REFUSED;
  }
}

function constantKey(p: ParserState, value: null | boolean): ast.expr {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  return ast.Constant(value, null, lineno, col, p.endLineno(), p.endColOffset());
}
