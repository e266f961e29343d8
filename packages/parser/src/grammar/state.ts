/**
 * What the parser knows while it reads: the tokens and the place among them.
 *
 * Hot: grammar functions take this state as their first argument and look at `kind`, the kind of the current
 * token. They return a node or throw `REFUSED`; nobody on this path knows why a program is wrong. That is found
 * out by `diagnosis/` in a pass of its own.
 */
import type * as ast from "../ast/generated/nodes.ts";
import { COLON, DEDENT, NAME, NEWLINE } from "../tokenizer/token-kinds.ts";
import type { SyntaxWarning } from "../tokenizer/tokenizer.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";

/** Thrown when the tokens are no program. Carries nothing, so that it costs nothing. */
export const REFUSED: unique symbol = Symbol("refused");

/**
 * CPython refuses what nests deeper than 6000 rules of its grammar, and 31 of them are around any expression. What
 * nests here says how many rules of CPython's that is (`enter`). What can nest without brackets is read in loops;
 * brackets nest 200 deep and blocks 100, so that the JavaScript stack holds them. Where it is nearly used up before
 * we are called, `parse` says the same.
 */
const MAX_DEPTH = 5969;

/** What takes over where the source is no program, if the parser is to go on there (`recovery/`). */
export interface Recovery {
  statement(p: ParserState, body: ast.stmt[]): void;
  simpleStatements(p: ParserState, body: ast.stmt[]): void;
  /** At an ERRORTOKEN, which is passed. */
  errorExpression(p: ParserState): ast.ErrorExpr;
  errorPattern(p: ParserState): ast.ErrorPattern;
  /** Whether to go on as if the colon or the block that is missing here were there. */
  acceptsMissingColon(p: ParserState): boolean;
  acceptsMissingBlock(p: ParserState): boolean;
  featureTooNew(p: ParserState): void;
}

export class ParserState {
  readonly tokens: TokenList;
  readonly kinds: Uint8Array;
  /** Index of the current token. */
  index = 0;
  /** Its kind. */
  kind: number;
  depth = 0;
  /** Index of the first token of the top-level statement in front of the one that is being read. */
  previousStatement = 0;
  /** How many tokens CPython had read when it gave up; `diagnosis/` finds out. All of them, if it did not. */
  reached: number;
  /** The same when a refused program had been gone over for the first time. */
  firstReached = 0;
  /** Minor version whose grammar is accepted; newer syntax is refused in words. */
  readonly featureVersion: number;
  /** Whether `from __future__ import barry_as_FLUFL` was seen: `<>` for `!=`. */
  barry = false;
  readonly onWarning: ((warning: SyntaxWarning) => void) | null;
  readonly recovery: Recovery | null;

  constructor(
    tokens: TokenList,
    featureVersion: number,
    onWarning: ((warning: SyntaxWarning) => void) | null,
    recovery: Recovery | null = null,
  ) {
    this.tokens = tokens;
    this.kinds = tokens.kinds;
    this.reached = tokens.count;
    this.kind = tokens.kinds[0]!;
    this.featureVersion = featureVersion;
    this.onWarning = onWarning;
    this.recovery = recovery;
  }

  advance(): void {
    this.kind = this.kinds[++this.index]!;
  }

  goTo(index: number): void {
    this.index = index;
    this.kind = this.kinds[index]!;
  }

  peek(distance: number): number {
    const index = this.index + distance;
    return index < this.tokens.count ? this.kinds[index]! : 0;
  }

  expect(kind: number): void {
    if (this.kind !== kind) {
      if (kind === COLON && this.recovery?.acceptsMissingColon(this) === true) return;
      throw REFUSED;
    }
    this.kind = this.kinds[++this.index]!;
  }

  /** Passes the token if it is of that kind. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.kind = this.kinds[++this.index]!;
    return true;
  }

  /** The identifier here, which is passed. */
  name(): string {
    if (this.kind !== NAME) throw REFUSED;
    const name = this.tokens.names.names[this.tokens.values[this.index]!]!;
    this.kind = this.kinds[++this.index]!;
    return name;
  }

  /** Whether the current token is the soft keyword with that index in the name table. */
  isSoftKeyword(name: number): boolean {
    return this.kind === NAME && this.tokens.values[this.index] === name;
  }

  lineno(): number {
    return this.tokens.linenos[this.index]!;
  }

  colOffset(): number {
    return this.tokens.colOffsets[this.index]!;
  }

  /** The end of the token before the current one, where a node that was just read ends. */
  endLineno(): number {
    return this.tokens.endLinenos[this.index - 1]!;
  }

  endColOffset(): number {
    return this.tokens.endColOffsets[this.index - 1]!;
  }

  /** Where a compound statement ends: at its last token that is not about lines and indentation. */
  endOfBlock(): readonly [lineno: number, colOffset: number] {
    let last = this.index - 1;
    while (this.kinds[last]! >= NEWLINE && this.kinds[last]! <= DEDENT) last--;
    return [this.tokens.endLinenos[last]!, this.tokens.endColOffsets[last]!];
  }

  /** Call on the way into whatever can contain itself, with the number of CPython's rules; `leave` on the way out. */
  enter(rules: number): void {
    this.depth += rules;
    if (this.depth > MAX_DEPTH) throw tooComplex();
  }

  leave(rules: number): void {
    this.depth -= rules;
  }

  /** Refuses what was just read if it is newer than the version asked for. */
  requireVersion(minor: number, what: string): void {
    if (this.featureVersion < minor) this.refuseFeature(new FeatureTooNew(what, minor, this.index + 1));
  }

  /** The same where CPython has not looked at the current token yet. */
  requireVersionBehind(minor: number, what: string): void {
    if (this.featureVersion < minor) this.refuseFeature(new FeatureTooNew(what, minor, this.index));
  }

  private refuseFeature(reason: FeatureTooNew): void {
    if (this.recovery === null) throw reason;
    this.recovery.featureTooNew(this);
  }
}

/** Syntax that is right, but not in the version asked for. */
export class FeatureTooNew {
  readonly msg: string;
  /** How many tokens had been looked at. */
  readonly fill: number;
  constructor(what: string, minor: number, fill: number) {
    this.msg = `${what} only supported in Python 3.${minor} and greater`;
    this.fill = fill;
  }
}

/** An error of which the place is known already: a bad literal. */
export class KnownError {
  readonly msg: string;
  readonly tokenIndex: number;
  /** Whether the whole line is shown, because the token is too long to be underlined. */
  readonly isWholeLine: boolean;
  constructor(msg: string, tokenIndex: number, { isWholeLine = false } = {}) {
    this.msg = msg;
    this.tokenIndex = tokenIndex;
    this.isWholeLine = isWholeLine;
  }
}

export function tooComplex(): PySyntaxError {
  return new PySyntaxError("Parser stack overflowed - Python source too complex to parse", {
    type: "MemoryError",
  });
}
