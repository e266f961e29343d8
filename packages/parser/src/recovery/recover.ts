/**
 * `parse` with `recover: true`: a tree for any source, and everything that is wrong with it.
 *
 * A program is parsed as ever, so that its tree is the same tree. Only a source that is refused is read again, by
 * a tokenizer and a parser that go on behind each error. The first diagnostic is the error that is thrown without
 * `recover`; the others follow in the order of the text.
 */
import * as ast from "../ast/generated/nodes.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";
import { parseTokens, type Mode } from "../grammar/modules.ts";
import { ParserState } from "../grammar/state.ts";
import { DEDENT, ENDMARKER, INDENT, NEWLINE } from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import { StatementRecovery } from "./statements.ts";
import { tokenizeRecovering } from "./tokens.ts";

/** What `recover: true` gives. */
export interface Recovered<Tree extends ast.mod> {
  /** The tree of the whole source, with error nodes where it could not be read. */
  readonly tree: Tree;
  /** What is wrong; nothing if the source is a program. */
  readonly diagnostics: readonly PySyntaxError[];
}

export interface RecoveryOptions {
  readonly mode: Mode;
  readonly featureVersion: number;
  readonly typeComments: boolean;
}

/** The tree of a text that strict parsing refused for the reason given. */
export function recoverTree(
  text: string,
  first: PySyntaxError,
  options: RecoveryOptions,
): Recovered<ast.mod> {
  const { mode, featureVersion, typeComments } = options;
  const recovered = tokenizeRecovering(text, {
    typeComments,
    extraTokens: false,
    endsLine: mode === "single",
    onWarning: null,
  });
  const { tokens } = recovered;
  const found: PySyntaxError[] = [...recovered.indentationErrors];
  for (const { diagnostic } of recovered.errors.values()) found.push(diagnostic);
  const recovery = new StatementRecovery(recovered, (excerpt) => {
    const refusal = refusalOf(excerpt, featureVersion);
    if (refusal !== null) found.push(refusal);
  });
  const state = new ParserState(tokens, featureVersion, null, recovery);
  const tree = treeOf(state, recovery, mode);
  return { tree, diagnostics: inOrder(first, found) };
}

/** What strict parsing says of tokens, if it refuses them. */
function refusalOf(tokens: TokenList, featureVersion: number): PySyntaxError | null {
  const state = new ParserState(tokens, featureVersion, null);
  try {
    parseTokens(state, "exec");
    return null;
  } catch (reason) {
    const error = diagnose(state, "exec", reason);
    return error instanceof PySyntaxError ? error : null;
  }
}

function treeOf(p: ParserState, recovery: StatementRecovery, mode: Mode): ast.mod {
  switch (mode) {
    case "exec": {
      const ignores = p.tokens.typeIgnores.map(({ lineno, tag }) => ast.TypeIgnore(lineno, tag));
      return ast.Module(statementsOf(p, recovery), ignores);
    }
    case "single":
      return ast.Interactive(statementsOf(p, recovery));
    case "eval": {
      const tree = recovery.attempt(p, () => parseTokens(p, "eval"));
      return tree ?? ast.Expression(wholeText(p));
    }
    case "func_type": {
      const tree = recovery.attempt(p, () => parseTokens(p, "func_type"));
      return tree ?? ast.FunctionType([], wholeText(p));
    }
  }
}

function statementsOf(p: ParserState, recovery: StatementRecovery): ast.stmt[] {
  const body: ast.stmt[] = [];
  recovery.statements(p, body);
  return body;
}

/** All of the text, or all that is left of it, as one error. */
function wholeText(p: ParserState): ast.ErrorExpr {
  const { tokens } = p;
  const { source } = tokens;
  let last = tokens.count - 1;
  const isEmpty = (kind: number): boolean => [NEWLINE, INDENT, DEDENT, ENDMARKER].includes(kind);
  while (last > 0 && isEmpty(tokens.kinds[last]!)) last--;
  return ast.ErrorExpr(
    source.slice(tokens.starts[0], tokens.ends[last]),
    [],
    tokens.linenos[0]!,
    tokens.colOffsets[0]!,
    tokens.endLinenos[last]!,
    tokens.endColOffsets[last]!,
  );
}

/** The first one first, the others by their places, one at each. */
function inOrder(first: PySyntaxError, found: readonly PySyntaxError[]): PySyntaxError[] {
  const sorted = [...found].sort(
    (a, b) => (a.lineno ?? 0) - (b.lineno ?? 0) || (a.offset ?? 0) - (b.offset ?? 0),
  );
  const seen = new Set<string>();
  return [first, ...sorted].filter((error) => {
    const key = `${error.lineno}:${error.offset}`;
    return !seen.has(key) && seen.add(key);
  });
}
