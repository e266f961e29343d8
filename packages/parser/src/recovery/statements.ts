/**
 * Statements of a program that is none: what can be read is read, the rest becomes error nodes.
 *
 * A statement is tried as it is. If it is refused, a stretch of its tokens around the place is covered, so that it
 * counts as one expression or pattern: the item between two commas, what a pair of brackets holds, what follows a
 * keyword or an equal sign; and the statement is tried again. When nothing is left to cover, the line is an
 * ErrorStmt. A clause (`else`, `except` …) that cannot be read ends its statement and becomes an ErrorStmt behind
 * it. Each refusal is reported with the tokens that a strict parser has to see to say the same (`excerpt.ts`).
 *
 * Tokens are covered in place, and statements known to be broken are not tried twice, so that a block that is
 * read again, because the statement around it is, costs no more than its length.
 */
import * as ast from "../ast/generated/nodes.ts";
import { compoundStatement } from "../grammar/blocks.ts";
import { simpleStatement } from "../grammar/simple-statements.ts";
import { KnownError, REFUSED, type ParserState, type Recovery } from "../grammar/state.ts";
import { NAME_CASE, NAME_MATCH } from "../tokenizer/names.ts";
import { isStackOverflow } from "../errors/stack-overflow.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";
import {
  AT,
  DEDENT,
  ENDMARKER,
  ERRORTOKEN,
  INDENT,
  KEYWORD_ELIF,
  KEYWORD_ELSE,
  KEYWORD_EXCEPT,
  KEYWORD_FINALLY,
  NAME,
  NEWLINE,
  SEMI,
} from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import { CoveredTokens, stretchesToCover } from "./cover.ts";
import { excerpt, type Repairs } from "./excerpt.ts";
import { readableParts } from "./parts.ts";
import type { RecoveredTokens } from "./tokens.ts";

/** Told of tokens that are no statement: a token list of their own, and the lines they stand on. */
export type OnRefusal = (tokens: TokenList) => void;

/** How often a statement is tried with something covered. */
const MAX_ATTEMPTS = 12;

const CLAUSE_KEYWORDS: ReadonlySet<number> = new Set([
  KEYWORD_ELIF,
  KEYWORD_ELSE,
  KEYWORD_EXCEPT,
  KEYWORD_FINALLY,
]);

export class StatementRecovery implements Recovery {
  private readonly onRefusal: OnRefusal;
  private readonly covered: CoveredTokens;
  private readonly repairs: Repairs;
  /** Indices of first tokens of lines that are no statements. */
  private readonly broken = new Set<number>();
  /** Clause keywords that ended the statement they belong to, with their kinds. */
  private readonly cutOff = new Map<number, number>();
  /** Index of the first token of the innermost statement that is being read. */
  private current = 0;
  private isSilent = false;

  constructor(recovered: RecoveredTokens, onRefusal: OnRefusal) {
    this.onRefusal = onRefusal;
    this.covered = new CoveredTokens(recovered.tokens);
    this.repairs = { covered: this.covered, errors: recovered.errors, colons: new Set(), blocks: new Set() };
  }

  /** All statements there are. */
  statements(p: ParserState, body: ast.stmt[]): void {
    while (p.kind !== ENDMARKER) this.statement(p, body);
  }

  statement(p: ParserState, body: ast.stmt[]): void {
    const start = p.index;
    const { current } = this;
    this.current = start;
    if (p.kind === INDENT) {
      this.refuse(start, start);
      p.advance();
      this.restOfBlock(p, body);
    } else if (this.isClauseOfBroken(p, body)) {
      this.errorStatement(p, body);
    } else if (this.broken.has(start)) {
      this.errorStatement(p, body);
    } else {
      const found = this.attempt(p, () => compoundStatement(p));
      if (found === undefined) {
        this.broken.add(start);
        this.errorStatement(p, body);
      } else if (found === null) {
        this.simpleStatements(p, body);
      } else {
        body.push(found);
      }
    }
    this.current = current;
  }

  /** The statements of a line; each is tried on its own. */
  simpleStatements(p: ParserState, body: ast.stmt[]): void {
    const { current } = this;
    do {
      this.current = p.index;
      const found = this.broken.has(p.index) ? undefined : this.attempt(p, () => wholeStatement(p));
      if (found !== undefined) {
        body.push(found);
        continue;
      }
      this.broken.add(this.current);
      this.errorStatement(p, body);
      // Its block, if it had one, took the end of the line along.
      if (p.kind !== SEMI && p.kind !== NEWLINE) break;
    } while (p.accept(SEMI) && p.kind !== NEWLINE);
    p.accept(NEWLINE);
    this.current = current;
  }

  /** Runs a rule, with more and more of its tokens covered; `undefined` if that does not help. */
  attempt<T>(p: ParserState, rule: () => T): T | undefined {
    const { index: start, depth } = p;
    const { covered } = this;
    const mark = covered.mark();
    const tried = new Set<string>();
    for (let attempts = 0; ; attempts++) {
      try {
        return rule();
      } catch (reason) {
        p.depth = depth;
        const index = this.indexOfRefusal(p, reason);
        if (!covered.isAround(index)) this.refuse(start, index);
        const line = this.lineAround(p, start, index);
        const stretch = stretchesToCover(p.tokens, covered, line, index, reason instanceof KnownError).find(
          ({ first, last }) => !tried.has(`${first}-${last}`),
        );
        if (attempts < MAX_ATTEMPTS && stretch !== undefined) {
          tried.add(`${stretch.first}-${stretch.last}`);
          covered.cover(stretch);
        } else {
          covered.uncoverSince(mark, line);
          if (!this.cutOffClause(p, start, line)) {
            p.goTo(start);
            return undefined;
          }
        }
        p.goTo(start);
      }
    }
  }

  errorExpression(p: ParserState): ast.ErrorExpr {
    const [source, parts, ...place] = this.passUnread(p);
    return ast.ErrorExpr(source, parts, ...place);
  }

  errorPattern(p: ParserState): ast.ErrorPattern {
    const [source, parts, ...place] = this.passUnread(p);
    return ast.ErrorPattern(source, parts, ...place);
  }

  acceptsMissingColon(p: ParserState): boolean {
    if (p.kind !== NEWLINE || p.peek(1) !== INDENT) return false;
    this.refuse(this.current, p.index);
    this.repairs.colons.add(p.index);
    return true;
  }

  acceptsMissingBlock(p: ParserState): boolean {
    this.refuse(this.current, p.index);
    this.repairs.blocks.add(p.index);
    return true;
  }

  featureTooNew(p: ParserState): void {
    this.refuse(this.current, p.index - 1);
  }

  /** The token, or tokens, at an ERRORTOKEN. */
  private passUnread(
    p: ParserState,
  ): [source: string, parts: ast.expr[], lineno: number, col: number, endLineno: number, endCol: number] {
    const { tokens, index: first, depth } = p;
    const last = this.covered.lastOf(first);
    const wasSilent = this.isSilent;
    this.isSilent = true;
    const uncovered = this.covered.uncover(first);
    const parts = last > first ? readableParts(p, first, last) : [];
    if (uncovered) this.covered.cover({ first, last });
    this.isSilent = wasSilent;
    p.depth = depth;
    p.goTo(last + 1);
    const source = tokens.source.slice(tokens.starts[first], tokens.ends[last]);
    return [source, parts, ...placeOf(tokens, first, last)];
  }

  /** The line at `current` as an ErrorStmt, with the block below it. */
  private errorStatement(p: ParserState, body: ast.stmt[]): void {
    const first = this.current;
    const { tokens } = p;
    const kind = this.cutOff.get(first);
    if (kind !== undefined) tokens.kinds[first] = kind;
    let last = endOfLine(p, first);
    // Decorators of nothing are one error.
    if (p.kinds[first] === AT) {
      while (p.kinds[last + 1] === NEWLINE && p.kinds[last + 2] === AT) last = endOfLine(p, last + 2);
    }
    const { depth } = p;
    this.isSilent = true;
    const parts = readableParts(p, first, last);
    this.isSilent = false;
    p.depth = depth;
    p.goTo(last + 1);
    if (kind !== undefined) tokens.kinds[first] = ERRORTOKEN;
    const source = tokens.source.slice(tokens.starts[first], tokens.ends[last]);
    const place = placeOf(tokens, first, last);
    const node = ast.ErrorStmt(source, parts, [], ...place);
    body.push(node);
    if (p.kind !== NEWLINE) return;
    if (p.peek(1) === INDENT) {
      p.goTo(p.index + 2);
      this.restOfBlock(p, node.body, tokens.values[first] === NAME_MATCH && tokens.kinds[first] === NAME);
      [node.end_lineno, node.end_col_offset] = p.endOfBlock();
    } else {
      p.advance();
    }
  }

  /** Behind an INDENT, up to and including its DEDENT. */
  private restOfBlock(p: ParserState, body: ast.stmt[], isMatch = false): void {
    while (p.kind !== DEDENT && p.kind !== ENDMARKER) {
      if (isMatch && p.isSoftKeyword(NAME_CASE)) {
        this.current = p.index;
        this.errorStatement(p, body);
      } else {
        this.statement(p, body);
      }
    }
    p.accept(DEDENT);
  }

  /** A clause behind a statement that was not recognised is not its own fault. */
  private isClauseOfBroken(p: ParserState, body: readonly ast.stmt[]): boolean {
    return (
      this.cutOff.has(p.index) ||
      (CLAUSE_KEYWORDS.has(p.kind) && body[body.length - 1]?.nodeType === "ErrorStmt")
    );
  }

  /** Makes the compound statement at `start` end in front of the clause on this line, if it is one. */
  private cutOffClause(p: ParserState, start: number, line: Line): boolean {
    const kind = p.kinds[line.first]!;
    if (line.first === start || !CLAUSE_KEYWORDS.has(kind)) return false;
    this.cutOff.set(line.first, kind);
    p.kinds[line.first] = ERRORTOKEN;
    return true;
  }

  private indexOfRefusal(p: ParserState, reason: unknown): number {
    if (reason instanceof KnownError) return reason.tokenIndex;
    if (reason === REFUSED || reason instanceof PySyntaxError) return p.index;
    if (isStackOverflow(reason)) return p.index;
    throw reason;
  }

  /** The line of the statement or clause that holds the token at `index`. */
  private lineAround(p: ParserState, start: number, index: number): Line {
    let first = index;
    while (first > start && !isLineEnd(p.kinds[first - 1]!)) first--;
    return { first, last: endOfLine(p, first) };
  }

  /** Reports what starts at one token and cannot go on at another. */
  private refuse(start: number, index: number): void {
    if (!this.isSilent) this.onRefusal(excerpt(this.covered.tokens, start, index, this.repairs));
  }
}

/** First and last token of a line, without its NEWLINE. */
export interface Line {
  readonly first: number;
  readonly last: number;
}

function wholeStatement(p: ParserState): ast.stmt {
  const found = simpleStatement(p);
  if (p.kind !== SEMI && p.kind !== NEWLINE) throw REFUSED;
  return found;
}

/** The last token in front of the NEWLINE or semicolon. */
function endOfLine(p: ParserState, first: number): number {
  let last = first;
  while (last + 1 < p.tokens.count && !isEndOfStatement(p.kinds[last + 1]!)) last++;
  return last;
}

function isLineEnd(kind: number): boolean {
  return kind === NEWLINE || kind === INDENT || kind === DEDENT;
}

function isEndOfStatement(kind: number): boolean {
  return kind === NEWLINE || kind === SEMI || kind === ENDMARKER;
}

function placeOf(
  tokens: TokenList,
  first: number,
  last: number,
): [lineno: number, col: number, endLineno: number, endCol: number] {
  return [
    tokens.linenos[first]!,
    tokens.colOffsets[first]!,
    tokens.endLinenos[last]!,
    tokens.endColOffsets[last]!,
  ];
}
