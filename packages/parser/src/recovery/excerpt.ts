/**
 * One statement as a program of its own, for a strict parser to refuse in CPython's words.
 *
 * Positions are those in the whole source. What has been repaired is repaired, what is covered is a name, and
 * blocks are `pass`: their own errors are reported elsewhere.
 */
import { NAME_MATCH } from "../tokenizer/names.ts";
import {
  COLON,
  DEDENT,
  ENDMARKER,
  ERRORTOKEN,
  INDENT,
  KEYWORD_PASS,
  NAME,
  NEWLINE,
  SEMI,
} from "../tokenizer/token-kinds.ts";
import { TokenList } from "../tokenizer/token-list.ts";
import type { CoveredTokens } from "./cover.ts";
import type { RecoveredError } from "./tokens.ts";

/** What is not in the text but was read as if it were. */
export interface Repairs {
  readonly covered: CoveredTokens;
  readonly errors: ReadonlyMap<number, RecoveredError>;
  /** Indices of tokens in front of which there is a colon. */
  readonly colons: Set<number>;
  /** The same for blocks. */
  readonly blocks: Set<number>;
}

/** The tokens from the start of a statement to the end of the line that holds the token at `index`. */
export function excerpt(tokens: TokenList, start: number, index: number, repairs: Repairs): TokenList {
  const { kinds } = tokens;
  const copy = new TokenList(tokens.source, tokens.names, Math.max(16, index - start + 8), tokens.lines);
  let at = start;
  if (kinds[at] === INDENT) copyToken(copy, tokens, at++, INDENT);
  let open = at - start;
  const isMatch = kinds[at] === NAME && tokens.values[at] === NAME_MATCH;
  for (; at < tokens.count && kinds[at] !== ENDMARKER; at++) {
    const kind = kinds[at]!;
    const isPast = at > index;
    if (repairs.colons.has(at)) pushEmpty(copy, tokens, at, COLON);
    if (repairs.blocks.has(at)) pushBlock(copy, tokens, at);
    if (kind === INDENT && isMatch && open === 0) {
      // The block of a match statement is made of clauses.
      copyToken(copy, tokens, at, INDENT);
      open++;
    } else if (kind === INDENT) {
      pushBlock(copy, tokens, at);
      at = endOfBlock(tokens, at);
      if (isPast) break;
    } else if (kind === ERRORTOKEN && !repairs.covered.has(at)) {
      const { error = null } = repairs.errors.get(at) ?? {};
      copyToken(copy, tokens, at, error === null ? NAME : ERRORTOKEN);
      if (error !== null) {
        copy.error = error;
        return copy;
      }
    } else if (kind === ERRORTOKEN) {
      const last = repairs.covered.lastOf(at);
      copyToken(copy, tokens, at, NAME);
      copy.ends[copy.count - 1] = tokens.ends[last]!;
      copy.endLinenos[copy.count - 1] = tokens.endLinenos[last]!;
      copy.endColOffsets[copy.count - 1] = tokens.endColOffsets[last]!;
      at = last;
    } else if (kind === SEMI && isPast) {
      pushEmpty(copy, tokens, at, NEWLINE);
      break;
    } else {
      copyToken(copy, tokens, at, kind);
    }
    if (at >= index && kind === NEWLINE && kinds[at + 1] !== INDENT) break;
  }
  if (open > 0) pushEmpty(copy, tokens, Math.min(at + 1, tokens.count - 1), DEDENT);
  pushEmpty(copy, tokens, Math.min(at + 1, tokens.count - 1), ENDMARKER);
  return copy;
}

function copyToken(copy: TokenList, tokens: TokenList, at: number, kind: number): void {
  copy.push(
    kind,
    tokens.starts[at]!,
    tokens.ends[at]!,
    tokens.linenos[at]!,
    tokens.colOffsets[at]!,
    tokens.endLinenos[at]!,
    tokens.endColOffsets[at]!,
    tokens.values[at]!,
  );
}

/** A token of no text in front of another. */
function pushEmpty(copy: TokenList, tokens: TokenList, at: number, kind: number): void {
  const start = tokens.starts[at]!;
  const lineno = tokens.linenos[at]!;
  const col = tokens.colOffsets[at]!;
  copy.push(kind, start, start, lineno, col, lineno, col, 0);
}

function pushBlock(copy: TokenList, tokens: TokenList, at: number): void {
  for (const kind of [INDENT, KEYWORD_PASS, NEWLINE, DEDENT]) pushEmpty(copy, tokens, at, kind);
}

/** The index of the DEDENT that belongs to the INDENT. */
function endOfBlock(tokens: TokenList, indent: number): number {
  let depth = 0;
  let at = indent;
  for (; at < tokens.count; at++) {
    if (tokens.kinds[at] === INDENT) depth++;
    else if (tokens.kinds[at] === DEDENT && --depth === 0) break;
  }
  return at;
}
