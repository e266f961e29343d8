/** The expressions in tokens that are no statement, so that their names can be looked up, coloured and renamed. */
import * as ast from "../ast/generated/nodes.ts";
import { namedExpression, startsExpression } from "../grammar/expressions.ts";
import type { ParserState } from "../grammar/state.ts";
import { ERRORTOKEN, NAME } from "../tokenizer/token-kinds.ts";

/** Reads as many expressions as there are between two tokens. Leaves the parser anywhere. */
export function readableParts(p: ParserState, first: number, last: number): ast.expr[] {
  const parts: ast.expr[] = [];
  // Expressions that turn out to be none are read in vain; that many tokens may be.
  let wasted = 4 * (last - first) + 64;
  for (let index = first; index <= last;) {
    p.goTo(index);
    if (!startsExpression(p.kind) || p.kind === ERRORTOKEN) {
      index++;
      continue;
    }
    const part = wasted > 0 ? expressionHere(p, last) : null;
    if (part !== null) {
      parts.push(part);
      index = p.index;
      continue;
    }
    wasted -= p.index - index + 1;
    p.goTo(index++);
    if (p.kind === NAME) parts.push(nameHere(p));
  }
  return parts;
}

/** `null` if there is none that ends in time. */
function expressionHere(p: ParserState, last: number): ast.expr | null {
  const { depth } = p;
  try {
    const found = namedExpression(p);
    return p.index <= last + 1 ? found : null;
  } catch {
    p.depth = depth;
    return null;
  }
}

function nameHere(p: ParserState): ast.Name {
  const lineno = p.lineno();
  const col = p.colOffset();
  return ast.Name(p.name(), "Load", lineno, col, p.endLineno(), p.endColOffset());
}
