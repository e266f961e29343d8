/** Parameters, lambdas and function definitions (language reference 6.14, 8.7). */
import * as ast from "../ast/generated/nodes.ts";
import {
  COLON,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  ERRORTOKEN,
  INDENT,
  KEYWORD_ASYNC,
  KEYWORD_DEF,
  LPAR,
  NAME,
  NEWLINE,
  RARROW,
  RPAR,
  SLASH,
  STAR,
  TYPE_COMMENT,
} from "../tokenizer/token-kinds.ts";
import { block } from "./blocks.ts";
import { expression, starExpression } from "./expressions.ts";
import { REFUSED, type ParserState } from "./state.ts";
import { typeParameters } from "./type-parameters.ts";

/** At `lambda`: its parameters, and the colon. */
export function lambdaParameters(p: ParserState): ast.arguments_ {
  p.advance();
  const args = parameters(p, COLON);
  p.expect(COLON);
  return args;
}

/** At `def` or `async def`. */
export function functionDefinition(p: ParserState, decorators: ast.expr[]): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  const isAsync = p.accept(KEYWORD_ASYNC);
  p.expect(KEYWORD_DEF);
  const name = p.name();
  const typeParams = typeParameters(p);
  p.expect(LPAR);
  const args = parameters(p, RPAR);
  p.expect(RPAR);
  const returns = p.accept(RARROW) ? expression(p) : null;
  p.expect(COLON);
  const comment = functionTypeComment(p);
  p.enter(1);
  const body = block(p);
  p.leave(1);
  const [endLineno, endCol] = p.endOfBlock();
  if (isAsync) p.requireVersionBehind(5, "Async functions are");
  const make = isAsync ? ast.AsyncFunctionDef : ast.FunctionDef;
  return make(name, args, body, decorators, returns, comment, typeParams, lineno, col, endLineno, endCol);
}

/** The comment may also stand alone on the first line of the block. */
function functionTypeComment(p: ParserState): string | null {
  if (p.kind === NEWLINE && p.peek(1) === TYPE_COMMENT) {
    if (p.peek(2) !== NEWLINE || p.peek(3) !== INDENT) throw REFUSED;
    p.advance();
  }
  return typeComment(p);
}

/** The text of the type comment here, if there is one. */
export function typeComment(p: ParserState): string | null {
  if (p.kind !== TYPE_COMMENT) return null;
  const text = p.tokens.textOf(p.index);
  p.advance();
  return text;
}

/** Everything between the parentheses of `def`, or between `lambda` and its colon; the closing token is left. */
function parameters(p: ParserState, closing: number): ast.arguments_ {
  const isLambda = closing === COLON;
  let posonlyargs: ast.arg[] = [];
  let args: ast.arg[] = [];
  const defaults: ast.expr[] = [];
  let vararg: ast.arg | null = null;
  const kwonlyargs: ast.arg[] = [];
  const kwDefaults: (ast.expr | null)[] = [];
  let kwarg: ast.arg | null = null;
  let sawStar = false;
  while (p.kind !== closing) {
    if (p.kind === SLASH) {
      if (sawStar || posonlyargs.length > 0 || args.length === 0) throw REFUSED;
      p.advance();
      posonlyargs = args;
      args = [];
      endParameter(p, closing, null);
    } else if (p.kind === STAR) {
      if (sawStar) throw REFUSED;
      sawStar = true;
      p.advance();
      if (p.accept(COMMA)) {
        if (p.kind !== NAME) throw REFUSED;
      } else {
        vararg = parameter(p, isLambda, starExpression);
        endParameter(p, closing, vararg);
      }
    } else if (p.kind === DOUBLESTAR) {
      p.advance();
      kwarg = parameter(p, isLambda, expression);
      endParameter(p, closing, kwarg);
      if (p.kind !== closing) throw REFUSED;
    } else {
      const arg = parameter(p, isLambda, expression);
      const value = p.accept(EQUAL) ? defaultValue(p) : null;
      if (sawStar) {
        kwonlyargs.push(arg);
        kwDefaults.push(value);
      } else {
        if (value !== null) defaults.push(value);
        else if (defaults.length > 0) throw REFUSED;
        args.push(arg);
      }
      endParameter(p, closing, arg);
    }
  }
  if (posonlyargs.length > 0) p.requireVersion(8, "Positional-only parameters are");
  return ast.arguments_(posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults);
}

function defaultValue(p: ParserState): ast.expr {
  p.enter(6);
  const value = expression(p);
  p.leave(6);
  return value;
}

function parameter(p: ParserState, isLambda: boolean, annotationRule: (p: ParserState) => ast.expr): ast.arg {
  const lineno = p.lineno();
  const col = p.colOffset();
  if (p.kind === ERRORTOKEN && p.recovery !== null) {
    const unread = p.recovery.errorExpression(p);
    return ast.arg("", unread, null, lineno, col, p.endLineno(), p.endColOffset());
  }
  const name = p.name();
  const annotation = !isLambda && p.accept(COLON) ? annotationRule(p) : null;
  return ast.arg(name, annotation, null, lineno, col, p.endLineno(), p.endColOffset());
}

/** A comma, or the end; a type comment may stand behind the one or in front of the other. */
function endParameter(p: ParserState, closing: number, arg: ast.arg | null): void {
  const hasComma = p.accept(COMMA);
  if (arg !== null && closing === RPAR) arg.type_comment = typeComment(p);
  if (!hasComma && p.kind !== closing) throw REFUSED;
}
