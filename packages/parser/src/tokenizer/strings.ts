/** String tokens, and the start of f-strings and t-strings. What a string is worth is in `literals/strings.ts`. */
import { startFString } from "./fstrings.ts";
import { EOF, type Tokenizer } from "./tokenizer.ts";
import { STRING } from "./token-kinds.ts";

const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;

/** At the first quote; the prefix in lower case has been read. */
export function readString(t: Tokenizer, quote: number, prefix: string): void {
  const incompatible = INCOMPATIBLE_PREFIXES.find(([a, b]) => prefix.includes(a) && prefix.includes(b));
  if (incompatible !== undefined) {
    // CPython has read the quote as well.
    t.cur++;
    const [first, second] = incompatible;
    t.syntaxErrorUpTo(t.cur, `'${first}' and '${second}' prefixes are incompatible`);
    return;
  }
  if (prefix.includes("f") || prefix.includes("t")) startFString(t, quote, prefix);
  else readPlainString(t, quote);
}

// ORDER: the one CPython checks first is the one it names.
const INCOMPATIBLE_PREFIXES = [
  ["u", "b"],
  ["u", "r"],
  ["u", "f"],
  ["u", "t"],
  ["b", "f"],
  ["b", "t"],
  ["f", "t"],
] as const;

/** 3 for a triple quote, else 1: how many quotes are at the cursor and open the string. */
export function quoteSizeAt(t: Tokenizer, quote: number): 1 | 3 {
  const { source, cur } = t;
  return source.charCodeAt(cur + 1) === quote && source.charCodeAt(cur + 2) === quote ? 3 : 1;
}

function readPlainString(t: Tokenizer, quote: number): void {
  const { source } = t;
  const size = quoteSizeAt(t, quote);
  t.cur += size;
  let quotes = 0;
  let escapedQuote = false;
  while (quotes < size) {
    const code = t.peek();
    if (code === EOF || (size === 1 && code === LINE_FEED)) {
      return failUnterminated(t, quote, size, escapedQuote);
    }
    t.cur++;
    if (code === quote) {
      quotes++;
      continue;
    }
    quotes = 0;
    if (code >= 128) {
      t.countWide(code);
    } else if (code === LINE_FEED) {
      t.newLine();
    } else if (code === BACKSLASH) {
      const escaped = t.peek();
      if (escaped === EOF) continue;
      if (escaped === quote) escapedQuote = true;
      t.cur++;
      if (escaped === LINE_FEED) t.newLine();
      else if (escaped >= 128) t.countWide(source.charCodeAt(t.cur - 1));
    }
  }
  t.emit(STRING);
}

/** The error shows at the opening quote's token. */
function failUnterminated(t: Tokenizer, quote: number, size: 1 | 3, escapedQuote: boolean): void {
  const detected = `(detected at line ${t.lineno})`;
  const atEnd = t.peek() === EOF;
  goBackToStart(t);
  const mode = t.modes[t.modes.length - 1];
  if (mode !== undefined && mode.quote === quote && mode.quoteSize === size) {
    t.syntaxError(`${mode.letter}-string: expecting '}'`);
    return;
  }
  const offset = t.charactersUpTo(t.cur);
  if (size === 3) {
    const code = atEnd ? "E_EOFS" : "E_ERROR";
    t.fail(code, `unterminated triple-quoted string literal ${detected}`, offset, offset);
    return;
  }
  const advice = escapedQuote ? "; perhaps you escaped the end quote?" : "";
  const code = atEnd ? "E_EOLS" : "E_ERROR";
  t.fail(code, `unterminated string literal ${detected}${advice}`, offset, offset);
}

function goBackToStart(t: Tokenizer): void {
  t.cur = t.start + 1;
  t.lineno = t.startLineno;
  t.lineStart = t.source.lastIndexOf("\n", t.start - 1) + 1;
  if (t.start === 0) t.lineStart = 0;
}
