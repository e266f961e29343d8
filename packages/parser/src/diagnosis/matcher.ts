/**
 * Matches tokens against the rules, alternative by alternative, as CPython's generated parser does.
 *
 * Slow and only for programs that are wrong. `fill` is how many tokens have been looked at: a plain "invalid
 * syntax" shows at the last of them. Results are kept for every rule, as a rule gives the same wherever it is asked
 * for; only a rule marked `memo` keeps what it gave without error rules when they come into force, which is a
 * peculiarity of CPython's.
 */
import {
  ENDMARKER,
  ERRORTOKEN,
  FIRST_KEYWORD,
  KEYWORDS,
  KIND_NAMES,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NUMBER,
  OPERATOR_TEXTS,
  RBRACE,
  RPAR,
  RSQB,
} from "../tokenizer/token-kinds.ts";
import type { TokenList } from "../tokenizer/token-list.ts";
import { runAction } from "./actions.ts";
import type { Matched } from "./match.ts";
import { readRules, type Alternative, type Item, type NamedItem } from "./notation.ts";
import { compoundStatementsRules } from "./rules/compound-statements.ts";
import { expressionsRules } from "./rules/expressions.ts";
import { functionsRules } from "./rules/functions.ts";
import { literalsRules } from "./rules/literals.ts";
import { matchStatementRules } from "./rules/match-statement.ts";
import { modulesRules } from "./rules/modules.ts";
import { primariesRules } from "./rules/primaries.ts";
import { simpleStatementsRules } from "./rules/simple-statements.ts";
import { targetsRules } from "./rules/targets.ts";
import { Refusal } from "./refusal.ts";

/** The state of one attempt. */
export class Matcher {
  readonly tokens: TokenList;
  /** Index of the current token. */
  mark: number;
  /** How many tokens have been looked at. */
  fill: number;
  /** Whether the error rules are tried. */
  withErrorRules = false;
  /** `<>` instead of `!=`. */
  barry = false;
  readonly results = new Map<number, Result>();
  private levels: Int32Array | undefined;

  constructor(tokens: TokenList, start: number) {
    this.tokens = tokens;
    this.mark = start;
    this.fill = start;
  }

  /** The kind of the current token, which counts as looked at. */
  kind(): number {
    if (this.mark >= this.fill) {
      this.fill = this.mark + 1;
      if (this.tokens.kinds[this.mark] === ERRORTOKEN) throw new Refusal("tokenizer");
    }
    return this.tokens.kinds[this.mark]!;
  }

  /** How many brackets are open behind a token. */
  bracketLevel(index: number): number {
    this.levels ??= bracketLevels(this.tokens);
    return this.levels[index]!;
  }
}

const OPENERS: ReadonlySet<number> = new Set([LPAR, LSQB, LBRACE]);
const CLOSERS: ReadonlySet<number> = new Set([RPAR, RSQB, RBRACE]);

function bracketLevels(tokens: TokenList): Int32Array {
  const levels = new Int32Array(tokens.count);
  let level = 0;
  for (let index = 0; index < tokens.count; index++) {
    if (OPENERS.has(tokens.kinds[index]!)) level++;
    else if (CLOSERS.has(tokens.kinds[index]!)) level--;
    levels[index] = level;
  }
  return levels;
}

interface Result {
  readonly value: Matched | undefined;
  readonly mark: number;
}

type Match = (m: Matcher) => Matched | undefined;

/** Matches a start rule from the current token on. */
export function matchRule(m: Matcher, name: string): Matched | undefined {
  return ruleNamed(name)(m);
}

export const TEXTS: readonly string[] = [
  ...[modulesRules, simpleStatementsRules, compoundStatementsRules, functionsRules, matchStatementRules],
  ...[expressionsRules, primariesRules, literalsRules, targetsRules],
];

/** Rules whose first part may be themselves, directly or through another. */
const LEFT_RECURSIVE: ReadonlySet<string> = new Set([
  ...["dotted_name", "attr", "bitwise_or", "bitwise_xor", "bitwise_and", "shift_expr", "sum", "term"],
  ...["primary", "t_primary"],
]);

let rules: ReadonlyMap<string, Match> | undefined;

function ruleNamed(name: string): Match {
  rules ??= compileRules();
  return rules.get(name)!;
}

function compileRules(): ReadonlyMap<string, Match> {
  const compiled = new Map<string, Match>();
  const definitions = TEXTS.flatMap((text) => readRules(text));
  definitions.forEach(({ name, alternatives, isMemoized }, index) => {
    const body = compileAlternatives(alternatives);
    const match = name === "expression_without_invalid" ? withoutErrorRules(body) : body;
    const isRecursive = LEFT_RECURSIVE.has(name);
    const keep = isRecursive ? keepGrowing : keepResult;
    // `name_or_attr` only leads to `attr`, which grows; kept results would stop it.
    compiled.set(name, name === "name_or_attr" ? match : keep(match, index, isMemoized || isRecursive));
  });
  return compiled;
}

function withoutErrorRules(match: Match): Match {
  return (m) => {
    const before = m.withErrorRules;
    m.withErrorRules = false;
    const value = match(m);
    m.withErrorRules = before;
    return value;
  };
}

const RULE_COUNT = 1024;

function keyOf(m: Matcher, rule: number, isMemoized: boolean): number {
  const variant = m.withErrorRules && !isMemoized ? 1 : 0;
  return (m.mark * RULE_COUNT + rule) * 2 + variant;
}

function keepResult(match: Match, rule: number, isMemoized: boolean): Match {
  return (m) => {
    const key = keyOf(m, rule, isMemoized);
    const kept = m.results.get(key);
    if (kept !== undefined) {
      m.mark = kept.mark;
      return kept.value;
    }
    const value = match(m);
    m.results.set(key, { value, mark: m.mark });
    return value;
  };
}

/** A left-recursive rule starts from nothing and is matched again as long as that gets further. */
function keepGrowing(match: Match, rule: number): Match {
  return (m) => {
    const key = keyOf(m, rule, true);
    const kept = m.results.get(key);
    if (kept !== undefined) {
      m.mark = kept.mark;
      return kept.value;
    }
    const start = m.mark;
    let best: Result = { value: undefined, mark: start };
    for (;;) {
      m.results.set(key, best);
      m.mark = start;
      const value = match(m);
      if (value === undefined || m.mark <= best.mark) break;
      best = { value, mark: m.mark };
    }
    m.mark = best.mark;
    return best.value;
  };
}

function compileAlternatives(alternatives: readonly Alternative[]): Match {
  const compiled = alternatives.map(compileAlternative);
  if (compiled.length === 1) {
    const only = compiled[0]!;
    return (m) => {
      const start = m.mark;
      const value = only(m);
      if (value === NEXT || value === STOP) {
        m.mark = start;
        return undefined;
      }
      return value;
    };
  }
  return (m) => {
    const start = m.mark;
    for (const alternative of compiled) {
      const value = alternative(m);
      if (value === STOP) break;
      if (value !== NEXT) return value;
      m.mark = start;
    }
    m.mark = start;
    return undefined;
  };
}

/** An alternative did not match: try the next. */
const NEXT: unique symbol = Symbol("next");
/** It did not match behind a cut, or its action declined: try none. */
const STOP: unique symbol = Symbol("stop");

type MatchAlternative = (m: Matcher) => Matched | typeof NEXT | typeof STOP;

function compileAlternative(alternative: Alternative): MatchAlternative {
  const items = alternative.items.map((part) => ({ name: part.name, match: compileItem(part.item) }));
  const cut = alternative.items.findIndex((part) => part.item.type === "cut");
  const counted = alternative.items.map((part) => counts(part.item));
  const { action } = alternative;
  const isErrorRule = isSingleErrorRule(alternative.items);
  return (m) => {
    if (isErrorRule && !m.withErrorRules) return NEXT;
    const start = m.mark;
    const values: Matched[] = [];
    const parts: Record<string, Matched> = {};
    for (let index = 0; index < items.length; index++) {
      const { name, match } = items[index]!;
      const value = match(m);
      if (value === undefined) return cut >= 0 && index > cut ? STOP : NEXT;
      if (counted[index]) values.push(value);
      if (name !== "" && !(name in parts)) parts[name] = value;
    }
    if (action === null) return values.length === 1 ? values[0]! : values;
    const whole = { nodeType: "", first: start, last: lastToken(m, start), parts };
    const value = runAction(action, m, whole);
    return value === undefined ? STOP : value;
  };
}

/** An alternative that is nothing but an error rule is tried in the second attempt only. */
function isSingleErrorRule(items: readonly NamedItem[]): boolean {
  const item = items[0]?.item;
  return items.length === 1 && item?.type === "reference" && item.name.startsWith("invalid_");
}

/** Lookaheads and cuts are worth nothing. */
function counts(item: Item): boolean {
  return item.type !== "lookahead" && item.type !== "cut";
}

function lastToken(m: Matcher, start: number): number {
  let last = m.mark - 1;
  while (last > start && m.tokens.kinds[last]! >= 4 && m.tokens.kinds[last]! <= 6) last--;
  return Math.max(last, start);
}

function compileItem(item: Item): Match {
  switch (item.type) {
    case "cut":
      return () => null;
    case "token":
      return item.isSoft ? softKeyword(item.text) : tokenOfKind(kindOfText(item.text));
    case "reference":
      return reference(item.name);
    case "group":
      return compileAlternatives(item.alternatives);
    case "optional":
      return optional(compileItem(item.item));
    case "repeat":
      return repeat(compileItem(item.item), item.atLeastOne);
    case "gather":
      return gather(compileItem(item.item), compileItem(item.separator));
    case "lookahead":
      return lookahead(compileItem(item.item), item.positive);
    case "forced":
      return forced(compileItem(item.item), item.text);
  }
}

function reference(name: string): Match {
  if (name === "NAME") return token(NAME, "Name");
  if (name === "NUMBER") return token(NUMBER, "Constant");
  if (name === "SOFT_KEYWORD") {
    const words = ["_", "case", "match", "type"].map(softKeyword);
    return (m) => {
      for (const word of words) {
        const value = word(m);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  }
  const kind = KIND_NAMES.indexOf(name);
  if (kind >= ENDMARKER) return tokenOfKind(kind);
  let match: Match | undefined;
  return (m) => (match ??= ruleNamed(name))(m);
}

function tokenOfKind(kind: number): Match {
  return token(kind, "");
}

const NO_PARTS = {};

function token(kind: number, nodeType: string): Match {
  return (m) => {
    if (m.kind() !== kind) return undefined;
    const { mark } = m;
    m.mark++;
    return { nodeType, first: mark, last: mark, parts: NO_PARTS };
  };
}

function softKeyword(word: string): Match {
  return (m) => {
    if (m.kind() !== NAME || m.tokens.textOf(m.mark) !== word) return undefined;
    const { mark } = m;
    m.mark++;
    return { nodeType: "Name", first: mark, last: mark, parts: NO_PARTS };
  };
}

function kindOfText(text: string): number {
  const keyword = KEYWORDS.indexOf(text);
  if (keyword >= 0) return FIRST_KEYWORD + keyword;
  for (const [kind, operator] of OPERATOR_TEXTS) if (operator === text) return kind;
  throw new Error(`no token ${text}`);
}

function optional(match: Match): Match {
  return (m) => {
    const start = m.mark;
    const value = match(m);
    if (value !== undefined) return value;
    m.mark = start;
    return null;
  };
}

function repeat(match: Match, atLeastOne: boolean): Match {
  return (m) => {
    const values: Matched[] = [];
    for (;;) {
      const start = m.mark;
      const value = match(m);
      if (value === undefined) {
        m.mark = start;
        break;
      }
      values.push(value);
      if (m.mark === start) break;
    }
    return atLeastOne && values.length === 0 ? undefined : values;
  };
}

function gather(match: Match, separator: Match): Match {
  return (m) => {
    const first = match(m);
    if (first === undefined) return undefined;
    const values = [first];
    for (;;) {
      const start = m.mark;
      const next = separator(m) === undefined ? undefined : match(m);
      if (next === undefined) {
        m.mark = start;
        return values;
      }
      values.push(next);
    }
  };
}

function lookahead(match: Match, positive: boolean): Match {
  return (m) => {
    const start = m.mark;
    const value = match(m);
    m.mark = start;
    return (value !== undefined) === positive ? null : undefined;
  };
}

function forced(match: Match, text: string): Match {
  return (m) => {
    const start = m.mark;
    const value = match(m);
    if (value === undefined) {
      throw new Refusal("syntax", `expected ${text}`, { kind: "range", first: start, last: start });
    }
    return value;
  };
}
