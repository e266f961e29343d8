/**
 * The tokenizer with every error recovered: it marks what it cannot read as an ERRORTOKEN and goes on behind it.
 *
 * An unterminated string ends with its line, or with the text if it is triple-quoted. A bracket that is never
 * closed ends in front of the first line below that is not indented more than the statement it is in, or behind
 * the colon at the end of a header; and a bracket that is open is given up where a line like that begins with a
 * keyword that starts statements only. Then the text from there is read again; how often is bounded, so that the
 * cost stays linear. Blocks keep their INDENTs and DEDENTs in balance whatever their lines look like.
 */
import { errorOfTokenizer } from "../diagnosis/locate.ts";
import { PySyntaxError } from "../errors/syntax-error.ts";
import { columnsOfBlanks } from "../tokenizer/indentation.ts";
import {
  COLON,
  COMMENT,
  DEDENT,
  ERRORTOKEN,
  INDENT,
  KEYWORD_ASSERT,
  KEYWORD_ASYNC,
  KEYWORD_BREAK,
  KEYWORD_CLASS,
  KEYWORD_CONTINUE,
  KEYWORD_DEF,
  KEYWORD_DEL,
  KEYWORD_ELIF,
  KEYWORD_EXCEPT,
  KEYWORD_FINALLY,
  KEYWORD_FOR,
  KEYWORD_GLOBAL,
  KEYWORD_IF,
  KEYWORD_IMPORT,
  KEYWORD_NONLOCAL,
  KEYWORD_PASS,
  KEYWORD_RAISE,
  KEYWORD_RETURN,
  KEYWORD_TRY,
  KEYWORD_WHILE,
  KEYWORD_WITH,
  NEWLINE,
  NL,
  RBRACE,
  RPAR,
  RSQB,
} from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import type { TokenizerError } from "../tokenizer/tokenizer-error.ts";
import { EOF, readToken, Tokenizer, type TokenizerOptions } from "../tokenizer/tokenizer.ts";

/** An error of the tokenizer, and what strict mode would say of it. */
export interface RecoveredError {
  /** `null` for a name that cannot be: the tokenizer has no code for it. */
  readonly error: TokenizerError | null;
  readonly diagnostic: PySyntaxError;
}

export interface RecoveredTokens {
  readonly tokens: TokenList;
  /** By the index of the ERRORTOKEN. */
  readonly errors: ReadonlyMap<number, RecoveredError>;
  /** Lines whose depth matches no block. They have no ERRORTOKEN. */
  readonly indentationErrors: readonly PySyntaxError[];
}

/** All tokens of the text. ERRORTOKENs stand between the others. */
export function tokenizeRecovering(source: string, options: TokenizerOptions): RecoveredTokens {
  const t = new RecoveringTokenizer(source, options);
  while (!t.done) t.next();
  return { tokens: t.tokens, errors: t.errors, indentationErrors: t.indentationErrors };
}

/** How many times over the text may be read again. */
const MAX_REREADING = 16;

/** What no line inside brackets begins with. */
const STATEMENT_KEYWORDS: ReadonlySet<number> = new Set([
  ...[KEYWORD_ASSERT, KEYWORD_BREAK, KEYWORD_CLASS, KEYWORD_CONTINUE, KEYWORD_DEF, KEYWORD_DEL],
  ...[KEYWORD_ELIF, KEYWORD_EXCEPT, KEYWORD_FINALLY, KEYWORD_GLOBAL, KEYWORD_IMPORT, KEYWORD_NONLOCAL],
  ...[KEYWORD_PASS, KEYWORD_RAISE, KEYWORD_RETURN, KEYWORD_TRY, KEYWORD_WHILE, KEYWORD_WITH],
]);

const HEADER_KEYWORDS: ReadonlySet<number> = new Set([
  ...[KEYWORD_ASYNC, KEYWORD_CLASS, KEYWORD_DEF, KEYWORD_ELIF, KEYWORD_EXCEPT, KEYWORD_FOR, KEYWORD_IF],
  ...[KEYWORD_WHILE, KEYWORD_WITH],
]);

/** Kinds behind which a statement has ended. */
const LINE_ENDS: ReadonlySet<number> = new Set([NEWLINE, INDENT, DEDENT, NL, COMMENT]);

class RecoveringTokenizer extends Tokenizer {
  readonly errors = new Map<number, RecoveredError>();
  readonly indentationErrors: PySyntaxError[] = [];
  /** INDENTs minus DEDENTs among the first `counted` tokens. */
  private depth = 0;
  private counted = 0;
  private rereadable: number;
  /** Where the last token was begun to be looked for. */
  private from = { cur: 0, lineno: 1, lineStart: 0, extra: 0 };

  constructor(source: string, options: TokenizerOptions) {
    super(source, options);
    this.rereadable = source.length * MAX_REREADING;
  }

  /** Reads on by one token. */
  next(): void {
    const { tokens, brackets } = this;
    this.from = { cur: this.cur, lineno: this.lineno, lineStart: this.lineStart, extra: this.extra };
    if (this.peek() === EOF && brackets.length === 0 && this.modes.length === 0) this.endLine();
    const count = tokens.count;
    const bracket = brackets[brackets.length - 1];
    const depth = brackets.length;
    try {
      readToken(this);
    } catch (reason) {
      if (!(reason instanceof PySyntaxError)) throw reason;
      this.mark(this.start, this.cur, { error: null, diagnostic: reason });
      return;
    }
    if (tokens.error !== null) {
      // A closing bracket that closes nothing leaves the others as they are.
      if (brackets.length < depth) brackets.push(bracket!);
      this.resume(tokens.error);
    } else if (brackets.length > 0 && tokens.count > count && this.startsStatement(count)) {
      tokens.count = count;
      this.fail("E_EOF", "unexpected EOF while parsing");
      this.resume(tokens.error!);
    }
  }

  private resume(error: TokenizerError): void {
    const { tokens } = this;
    const recovered = { error, diagnostic: errorOfTokenizer(tokens) };
    tokens.error = null;
    tokens.count--;
    this.done = false;
    switch (error.code) {
      case "E_DEDENT":
      case "E_TABSPACE":
      case "E_TOODEEP":
        this.indentationErrors.push(recovered.diagnostic);
        this.balanceIndentation();
        return;
      case "E_LINECONT": {
        // The character behind it was read, too, unless the text ends there.
        const before = error.cur - 2;
        const backslash = before >= this.from.cur && this.source[before] === "\\" ? before : error.cur - 1;
        this.mark(backslash, backslash + 1, recovered);
        return;
      }
      case "E_EOF":
        if (this.brackets.length > 0) this.giveUpBrackets(recovered);
        else this.mark(this.source.length, this.source.length, recovered);
        return;
      default:
        this.resumeInLine(error, recovered);
    }
  }

  /** After a bad character, number, bracket or string. */
  private resumeInLine(error: TokenizerError, recovered: RecoveredError): void {
    const { source } = this;
    const start = Math.max(error.start, this.from.cur);
    const mode = this.modes[this.modes.length - 1];
    const isText = mode !== undefined && !mode.inExpression;
    const quotes = QUOTES.exec(source.slice(start, start + 8));
    if (mode !== undefined && (isText || quotes !== null)) {
      const end = isText && error.code === "E_EOFS" ? source.length : endOfBrokenLine(source, start);
      this.leaveStrings();
      this.mark(start, end, recovered);
    } else if (quotes !== null) {
      this.mark(start, endOfString(source, start + quotes[1]!.length, quotes[2]!), recovered);
    } else {
      if (mode !== undefined) mode.bracketDepth = Math.max(0, mode.bracketDepth);
      WORD.lastIndex = error.cur;
      // What stands right behind a character that is none of an identifier's is no identifier either.
      const isWide = source.charCodeAt(error.cur - 1) > 0x7f;
      const end = isWide ? error.cur + WORD.exec(source)![0].length : error.cur;
      this.mark(start, Math.max(end, start + 1), recovered);
    }
  }

  /** What is inside an f-string is over, its brackets are too. */
  private leaveStrings(): void {
    let open = 0;
    for (const mode of this.modes) open += Math.max(0, mode.bracketDepth);
    this.brackets.length = Math.max(0, this.brackets.length - open);
    this.modes.length = 0;
  }

  /** An ERRORTOKEN, behind which reading goes on. */
  private mark(start: number, end: number, recovered: RecoveredError): void {
    const { source } = this;
    // The newline that ends the text ends a statement, too.
    const stop = end === source.length && start < end && source.endsWith("\n") ? end - 1 : end;
    this.goTo(start);
    this.begin();
    this.goTo(stop);
    this.errors.set(this.tokens.count, recovered);
    this.emit(ERRORTOKEN);
  }

  /** Moves to an offset that is not in front of where the last token was looked for. */
  private goTo(offset: number): void {
    const { source, from } = this;
    this.cur = from.cur;
    this.lineno = from.lineno;
    this.lineStart = from.lineStart;
    this.extra = from.extra;
    while (this.cur < offset) {
      const code = source.charCodeAt(this.cur++);
      if (code === 0x0a) this.newLine();
      else if (code >= 128) this.countWide(code);
    }
  }

  /** The statement in which brackets are open ends with the line in front of the one that starts the next. */
  private giveUpBrackets(recovered: RecoveredError): void {
    const { tokens, source } = this;
    let index = this.firstOfNextStatement();
    if (index < tokens.count) {
      this.rereadable -= this.cur - tokens.starts[index]!;
      if (this.rereadable < 0) index = tokens.count;
    }
    this.brackets.length = 0;
    this.modes.length = 0;
    if (index < tokens.count) {
      const start = source.lastIndexOf("\n", tokens.starts[index]! - 1) + 1;
      const lineno = tokens.linenos[index]!;
      tokens.count = index;
      for (const marked of this.errors.keys()) if (marked >= index) this.errors.delete(marked);
      while (tokens.typeIgnores.length > 0 && tokens.typeIgnores.at(-1)!.lineno >= lineno) {
        tokens.typeIgnores.pop();
      }
      this.cur = this.lineStart = start;
      this.lineno = lineno;
      this.extra = 0;
      this.atbol = true;
    } else if (this.peek() !== EOF) {
      this.goTo(source.lastIndexOf("\n", this.cur - 1) + 1);
      this.atbol = true;
    }
    this.errors.set(tokens.count, recovered);
    this.pushBehindLast(ERRORTOKEN);
    this.pushBehindLast(NEWLINE);
  }

  /** Index of the first token behind the outermost open bracket that may start a statement; else the count. */
  private firstOfNextStatement(): number {
    const { tokens, brackets, indstack } = this;
    const { lineno, colOffset } = brackets[0]!;
    let index = tokens.count - 1;
    while (index > 0 && (tokens.linenos[index]! !== lineno || tokens.colOffsets[index]! !== colOffset))
      index--;
    const depth = indstack[indstack.length - 1]!;
    const isHeader = this.isInHeader(index);
    while (++index < tokens.count) {
      const kind = tokens.kinds[index]!;
      if (!this.isFirstOfLine(index) || kind === RPAR || kind === RSQB || kind === RBRACE) continue;
      if (kind === NL || kind === COMMENT) continue;
      if (this.columnOf(index) <= depth || (isHeader && tokens.kinds[index - 1] === COLON)) return index;
    }
    return tokens.count;
  }

  private startsStatement(index: number): boolean {
    if (!STATEMENT_KEYWORDS.has(this.tokens.kinds[index]!) || !this.isFirstOfLine(index)) return false;
    const isBehindColon = this.tokens.kinds[index - 1] === COLON;
    return (
      this.columnOf(index) <= this.indstack[this.indstack.length - 1]! ||
      (isBehindColon && this.isInHeader(index - 1))
    );
  }

  /** Whether the statement a token is in has a block. */
  private isInHeader(index: number): boolean {
    const { kinds } = this.tokens;
    let first = index;
    while (first > 0 && !LINE_ENDS.has(kinds[first - 1]!)) first--;
    return HEADER_KEYWORDS.has(kinds[first]!);
  }

  private isFirstOfLine(index: number): boolean {
    const { tokens } = this;
    return index > 0 && tokens.linenos[index]! > tokens.endLinenos[index - 1]!;
  }

  /** How far the first token of a line is indented. */
  private columnOf(index: number): number {
    const start = this.tokens.starts[index]!;
    return columnsOfBlanks(this.source, this.source.lastIndexOf("\n", start - 1) + 1).col;
  }

  /** The line is part of the block that is nearest to it in depth. */
  private balanceIndentation(): void {
    const { indstack, altindstack, tokens } = this;
    const { col, altcol, end } = columnsOfBlanks(this.source, this.lineStart);
    this.goTo(end);
    while (indstack.length > 1 && col < indstack[indstack.length - 1]!) {
      indstack.pop();
      altindstack.pop();
    }
    for (; this.counted < tokens.count; this.counted++) {
      const kind = tokens.kinds[this.counted];
      if (kind === INDENT) this.depth++;
      else if (kind === DEDENT) this.depth--;
    }
    // Of the blocks that this line is not deep enough for, the outermost goes on with it.
    let dedents = this.depth - (indstack.length - 1);
    if (col > indstack[indstack.length - 1]! && dedents > 0) {
      indstack.push(col);
      altindstack.push(altcol);
      dedents--;
    }
    altindstack[altindstack.length - 1] = altcol;
    this.begin();
    for (; dedents > 0; dedents--) this.emit(DEDENT);
    this.atbol = false;
  }

  /** The text has ended within a line. */
  private endLine(): void {
    const { tokens } = this;
    if (tokens.count === 0 || LINE_ENDS.has(tokens.kinds[tokens.count - 1]!)) return;
    this.pushBehindLast(NEWLINE);
  }

  /** A token without text. */
  private pushBehindLast(kind: number): void {
    const { tokens } = this;
    const last = tokens.count - 1;
    const end = tokens.ends[last]!;
    const lineno = tokens.endLinenos[last]!;
    const col = tokens.endColOffsets[last]!;
    tokens.push(kind, end, end, lineno, col, lineno, col, 0);
  }
}

const QUOTES = /^([bruft]{0,5})("""|'''|"|')/i;
const WORD = /[\w\u0080-\uffff]*/y;

/** The offset of the newline that no backslash precedes. */
function endOfBrokenLine(source: string, start: number): number {
  for (let at = start; at < source.length; at++) {
    if (source[at] === "\n") return at;
    if (source[at] === "\\") at++;
  }
  return source.length;
}

/** Behind the closing quotes, or where the string ends without them. */
function endOfString(source: string, start: number, quotes: string): number {
  for (let at = start + quotes.length; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith(quotes, at)) return at + quotes.length;
    else if (source[at] === "\n" && quotes.length === 1) return at;
  }
  return source.length;
}
