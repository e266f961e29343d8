/** The `for … in … if …` clauses of comprehensions (language reference 6.2.4). */
import * as ast from "../ast/generated/nodes.ts";
import { KEYWORD_ASYNC, KEYWORD_FOR, KEYWORD_IF, KEYWORD_IN } from "../tokenizer/token-kinds.ts";
import { disjunction } from "./expressions.ts";
import type { ParserState } from "./state.ts";
import { forTargets } from "./targets.ts";

/** One clause at least. */
export function comprehensionClauses(p: ParserState): ast.comprehension[] {
  const clauses: ast.comprehension[] = [];
  do {
    const isAsync = p.accept(KEYWORD_ASYNC);
    p.expect(KEYWORD_FOR);
    const target = forTargets(p);
    p.expect(KEYWORD_IN);
    const iter = disjunction(p);
    const ifs: ast.expr[] = [];
    while (p.accept(KEYWORD_IF)) ifs.push(disjunction(p));
    if (isAsync) p.requireVersion(6, "Async comprehensions are");
    clauses.push(ast.comprehension(target, iter, ifs, isAsync ? 1 : 0));
  } while (p.kind === KEYWORD_FOR || p.kind === KEYWORD_ASYNC);
  return clauses;
}
