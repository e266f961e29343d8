/**
 * Indentation: INDENT and DEDENT tokens from the blanks a line starts with.
 *
 * Tabs count to the next multiple of eight, and a second count takes them as one, so that a line whose depth
 * depends on the width of a tab is refused (TabError). A form feed starts the count again.
 */
import { emitDedent, emitIndent, EOF, readContinuation, type Tokenizer } from "./tokenizer.ts";
import { MAXINDENT } from "./tokenizer-error.ts";

const TAB_SIZE = 8;

/** At the beginning of a line. False if tokenizing ended with an error. */
export function readIndentation(t: Tokenizer): boolean {
  let col = 0;
  let altcol = 0;
  // The blanks in front of the first backslash decide the depth of what follows on the next lines.
  let continuedCol = 0;
  let code = t.peek();
  for (;;) {
    if (code === 0x20) {
      col++;
      altcol++;
    } else if (code === 0x09) {
      col = (Math.floor(col / TAB_SIZE) + 1) * TAB_SIZE;
      altcol++;
    } else if (code === 0x0c) {
      col = altcol = 0;
    } else if (code === 0x5c) {
      continuedCol = continuedCol === 0 ? col : continuedCol;
      t.cur++;
      if (!readContinuation(t)) return false;
      code = t.peek();
      continue;
    } else {
      break;
    }
    t.cur++;
    code = t.peek();
  }
  if (code === 0x23 || code === 0x0a) {
    t.blankline = true;
    return true;
  }
  t.blankline = false;
  // The end of the text closes all blocks by itself, but blanks in front of it are a line.
  if (t.brackets.length > 0 || (code === EOF && col === 0)) return true;
  if (continuedCol !== 0) col = altcol = continuedCol;
  return adjustIndentation(t, col, altcol);
}

function adjustIndentation(t: Tokenizer, col: number, altcol: number): boolean {
  const { indstack, altindstack } = t;
  const top = indstack.length - 1;
  if (col === indstack[top]) {
    if (altcol !== altindstack[top]) return failTabs(t);
    return true;
  }
  if (col > indstack[top]!) {
    if (indstack.length >= MAXINDENT) {
      t.cur = endOfLine(t);
      t.fail("E_TOODEEP", "too many levels of indentation");
      return false;
    }
    if (altcol <= altindstack[top]!) return failTabs(t);
    indstack.push(col);
    altindstack.push(altcol);
    emitIndent(t);
    return true;
  }
  let dedents = 0;
  while (indstack.length > 1 && col < indstack[indstack.length - 1]!) {
    indstack.pop();
    altindstack.pop();
    dedents++;
  }
  if (col !== indstack[indstack.length - 1]) {
    t.cur = endOfLine(t);
    t.fail("E_DEDENT", "unindent does not match any outer indentation level");
    return false;
  }
  if (altcol !== altindstack[altindstack.length - 1]) return failTabs(t);
  while (dedents-- > 0) emitDedent(t);
  return true;
}

function failTabs(t: Tokenizer): boolean {
  t.cur = endOfLine(t);
  t.fail("E_TABSPACE", "inconsistent use of tabs and spaces in indentation");
  return false;
}

/** Behind the line's newline: where CPython's tokenizer stands when it gives up on a line. */
function endOfLine(t: Tokenizer): number {
  const end = t.source.indexOf("\n", t.cur);
  return end < 0 ? t.source.length : end + 1;
}

/** The depth of a line by its blanks alone, in both counts, and the offset behind them. */
export function columnsOfBlanks(
  source: string,
  lineStart: number,
): { col: number; altcol: number; end: number } {
  let col = 0;
  let altcol = 0;
  let end = lineStart;
  for (; ; end++) {
    const character = source[end];
    if (character === " ") col++;
    else if (character === "\t") col = (Math.floor(col / TAB_SIZE) + 1) * TAB_SIZE;
    else if (character === "\f") col = 0;
    else return { col, altcol, end };
    altcol = character === "\f" ? 0 : altcol + 1;
  }
}
