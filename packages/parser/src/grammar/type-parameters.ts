/** Type parameters (PEP 695) with defaults (PEP 696), and the `type` statement. */
import * as ast from "../ast/generated/nodes.ts";
import { COLON, COMMA, DOUBLESTAR, EQUAL, LSQB, RSQB, STAR } from "../tokenizer/token-kinds.ts";
import { expression, starExpression } from "./expressions.ts";
import { REFUSED, type ParserState } from "./state.ts";

/** What stands in `[…]` behind a name; nothing if there is no bracket. */
export function typeParameters(p: ParserState): ast.type_param[] {
  if (p.kind !== LSQB) return [];
  p.advance();
  const found: ast.type_param[] = [];
  do found.push(typeParameter(p));
  while (p.accept(COMMA) && p.kind !== RSQB);
  p.expect(RSQB);
  p.requireVersionBehind(12, "Type parameter lists are");
  return found;
}

function typeParameter(p: ParserState): ast.type_param {
  const lineno = p.lineno();
  const col = p.colOffset();
  if (p.accept(STAR)) {
    const name = p.name();
    const value = typeParameterDefault(p, starExpression);
    return ast.TypeVarTuple(name, value, lineno, col, p.endLineno(), p.endColOffset());
  }
  if (p.accept(DOUBLESTAR)) {
    const name = p.name();
    const value = typeParameterDefault(p, expression);
    return ast.ParamSpec(name, value, lineno, col, p.endLineno(), p.endColOffset());
  }
  const name = p.name();
  const bound = p.accept(COLON) ? expression(p) : null;
  const value = typeParameterDefault(p, expression);
  return ast.TypeVar(name, bound, value, lineno, col, p.endLineno(), p.endColOffset());
}

function typeParameterDefault(p: ParserState, rule: (p: ParserState) => ast.expr): ast.expr | null {
  if (!p.accept(EQUAL)) return null;
  const value = rule(p);
  p.requireVersion(13, "Type parameter defaults are");
  return value;
}

/** At the soft keyword `type` with a name behind it. */
export function typeAlias(p: ParserState): ast.stmt {
  const lineno = p.lineno();
  const col = p.colOffset();
  p.advance();
  const nameLineno = p.lineno();
  const nameCol = p.colOffset();
  const id = p.name();
  const name = ast.Name(id, "Store", nameLineno, nameCol, p.endLineno(), p.endColOffset());
  const parameters = typeParameters(p);
  if (!p.accept(EQUAL)) throw REFUSED;
  const value = expression(p);
  p.requireVersion(12, "Type statement is");
  return ast.TypeAlias(name, parameters, value, lineno, col, p.endLineno(), p.endColOffset());
}
