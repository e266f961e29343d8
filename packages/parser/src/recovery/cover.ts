/**
 * Stretches of tokens that count as one: what cannot be read, where an expression or a pattern belongs.
 *
 * The first token of a covered stretch is turned into an ERRORTOKEN in place; who passes it goes to the last.
 */
import { NAME_CASE } from "../tokenizer/names.ts";
import {
  AT,
  COLON,
  COLONEQUAL,
  COMMA,
  EQUAL,
  ERRORTOKEN,
  FSTRING_END,
  FSTRING_START,
  KEYWORD_ASSERT,
  KEYWORD_AWAIT,
  KEYWORD_ELIF,
  KEYWORD_EXCEPT,
  KEYWORD_IF,
  KEYWORD_IN,
  KEYWORD_RAISE,
  KEYWORD_RETURN,
  KEYWORD_WHILE,
  KEYWORD_WITH,
  KEYWORD_YIELD,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NEWLINE,
  PLUSEQUAL,
  DOUBLESTAREQUAL,
  RARROW,
  RBRACE,
  RPAR,
  RSQB,
  TSTRING_END,
  TSTRING_START,
} from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";

/** First and last token. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

export class CoveredTokens {
  readonly tokens: TokenList;
  /** By the index of the first token: the last, and the kind the first one had. */
  private readonly stretches = new Map<number, { readonly last: number; readonly kind: number }>();
  /** First tokens in the order in which they were covered. */
  private readonly order: number[] = [];

  constructor(tokens: TokenList) {
    this.tokens = tokens;
  }

  cover({ first, last }: Stretch): void {
    const { kinds } = this.tokens;
    this.uncover(first);
    this.stretches.set(first, { last, kind: kinds[first]! });
    this.order.push(first);
    kinds[first] = ERRORTOKEN;
  }

  /** Whether there was anything to uncover. */
  uncover(first: number): boolean {
    const stretch = this.stretches.get(first);
    if (stretch === undefined) return false;
    this.tokens.kinds[first] = stretch.kind;
    this.stretches.delete(first);
    return true;
  }

  /** A moment to go back to. */
  mark(): number {
    return this.order.length;
  }

  /** Uncovers what was covered on this line since. */
  uncoverSince(mark: number, line: Stretch): void {
    for (const first of this.order.splice(mark)) {
      if (first >= line.first && first <= line.last) this.uncover(first);
      else this.order.push(first);
    }
  }

  /** The last token of the stretch that begins here; the token itself if none does. */
  lastOf(first: number): number {
    return this.stretches.get(first)?.last ?? first;
  }

  has(first: number): boolean {
    return this.stretches.has(first);
  }

  /** Whether a covered stretch begins here or ends right in front. */
  isAround(index: number): boolean {
    if (this.stretches.has(index)) return true;
    const before = this.order.findLast((first) => this.stretches.has(first));
    return before !== undefined && this.lastOf(before) + 1 === index;
  }
}

const OPENERS: ReadonlySet<number> = new Set([LPAR, LSQB, LBRACE, FSTRING_START, TSTRING_START]);
const CLOSERS: ReadonlySet<number> = new Set([RPAR, RSQB, RBRACE, FSTRING_END, TSTRING_END]);

/** Behind these an expression or a pattern follows. */
const ANCHORS: ReadonlySet<number> = new Set([
  ...[KEYWORD_IF, KEYWORD_ELIF, KEYWORD_WHILE, KEYWORD_WITH, KEYWORD_EXCEPT, KEYWORD_RETURN, KEYWORD_ASSERT],
  ...[KEYWORD_RAISE, KEYWORD_IN, KEYWORD_YIELD, KEYWORD_AWAIT, EQUAL, COLONEQUAL, COLON, RARROW, AT],
]);

/** What may be covered so that the refusal at `index` goes away, the smallest first. */
export function stretchesToCover(
  tokens: TokenList,
  covered: CoveredTokens,
  line: Stretch,
  index: number,
  isToken: boolean,
): Stretch[] {
  const found: Stretch[] = isToken ? [{ first: index, last: index }] : [];
  const { kinds } = tokens;
  /** Open brackets in front of the place, innermost last; commas and anchors are seen per level. */
  const levels: { open: number; item: number }[] = [{ open: -1, item: line.first }];
  let anchor = -1;
  for (let at = line.first; at < index; at = covered.lastOf(at) + 1) {
    const kind = kinds[at]!;
    if (OPENERS.has(kind)) levels.push({ open: at, item: at + 1 });
    else if (CLOSERS.has(kind) && levels.length > 1) levels.pop();
    else if (kind === COMMA) levels[levels.length - 1]!.item = at + 1;
    else if (levels.length === 1 && isAnchor(tokens, line, at)) anchor = at;
  }
  let at = index;
  for (let level = levels.length - 1; level > 0; level--) {
    const { open, item } = levels[level]!;
    const { comma, close } = endOfItem(tokens, covered, line, at);
    if (close < 0) break;
    if (item < comma) found.push({ first: item, last: comma - 1 });
    if (open + 1 < close) found.push({ first: open + 1, last: close - 1 });
    if (kinds[open] === FSTRING_START || kinds[open] === TSTRING_START) {
      found.push({ first: open, last: close });
    }
    at = close + 1;
  }
  const end = endBehindAnchor(tokens, line, index);
  if (anchor >= 0 && anchor + 1 < end) found.push({ first: anchor + 1, last: end - 1 });
  return found;
}

function isAnchor(tokens: TokenList, line: Stretch, at: number): boolean {
  const kind = tokens.kinds[at]!;
  if (ANCHORS.has(kind) || (kind >= PLUSEQUAL && kind <= DOUBLESTAREQUAL)) return true;
  return at === line.first && kind === NAME && tokens.values[at] === NAME_CASE;
}

/** The comma that ends the item at the innermost level, and the bracket that ends the level; -1 if none does. */
function endOfItem(
  tokens: TokenList,
  covered: CoveredTokens,
  line: Stretch,
  from: number,
): { comma: number; close: number } {
  let comma = -1;
  let depth = 0;
  for (let at = from; at <= line.last; at = covered.lastOf(at) + 1) {
    const kind = tokens.kinds[at]!;
    if (OPENERS.has(kind)) depth++;
    else if (CLOSERS.has(kind) && depth-- === 0) return { comma: comma < 0 ? at : comma, close: at };
    else if (kind === COMMA && depth === 0 && comma < 0) comma = at;
  }
  return { comma, close: -1 };
}

/** Where the expression ends that holds the token: at the colon of a header, or with the line. */
function endBehindAnchor(tokens: TokenList, line: Stretch, index: number): number {
  const { kinds } = tokens;
  if (kinds[line.last] === COLON && kinds[line.last + 1] === NEWLINE && index <= line.last) return line.last;
  for (let at = index; at <= line.last; at++) if (kinds[at] === COLON) return at;
  return line.last + 1;
}
