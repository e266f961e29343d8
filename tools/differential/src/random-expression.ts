/**
 * Expressions by chance, a function for each level of precedence as in the grammar.
 *
 * What they may contain depends on where they stand: `await` in an async function, `yield` in a function, neither in
 * an annotation. Within that, everything compiles.
 */
import type { Random } from "./random.ts";

/** Where an expression stands. */
export interface Surroundings {
  readonly random: Random;
  /** How much deeper it may nest. */
  readonly depth: number;
  readonly mayAwait: boolean;
  readonly mayYield: boolean;
  readonly mayYieldFrom: boolean;
  readonly mayName: boolean;
}

export const NAMES = [
  "a",
  "b",
  "c",
  "d",
  "x",
  "y",
  "z",
  "foo",
  "bar",
  "self",
  "_",
  "__hidden",
  "match",
  "type",
] as const;
const ATTRIBUTES = ["real", "name", "append", "__secret", "case", "_x", "é"] as const;

const deeper = (s: Surroundings): Surroundings => ({ ...s, depth: s.depth - 1 });

/** Inside a comprehension: no `:=` that could rebind a loop's name, no `yield`. */
const comprehended = (s: Surroundings): Surroundings => ({
  ...deeper(s),
  mayYield: false,
  mayYieldFrom: false,
  mayName: false,
});

/** In the body of a lambda: a function that is not async. */
const lambdaBody = (s: Surroundings): Surroundings => ({
  ...deeper(s),
  mayAwait: false,
  mayYield: false,
  mayYieldFrom: false,
});

/** `star_expressions`: what may stand behind `=` or `return`. */
export function starExpressions(s: Surroundings): string {
  const { random } = s;
  if (random.once(8) && s.depth > 0) {
    const items = random.several(1, 3, () => starExpression(deeper(s)));
    return `${items.join(", ")}${items.length === 1 || random.once(4) ? "," : ""}`;
  }
  if (s.mayYield && random.once(15)) return yieldExpression(s);
  return expression(s);
}

function starExpression(s: Surroundings): string {
  return s.random.once(5) ? `*${binary(s)}` : expression(s);
}

export function yieldExpression(s: Surroundings): string {
  const { random } = s;
  if (s.mayYieldFrom && random.once(3)) return `yield from ${expression(deeper(s))}`;
  if (random.once(4)) return "yield";
  return `yield ${random.once(4) ? `${starExpression(deeper(s))},` : expression(deeper(s))}`;
}

/** `named_expression`. */
export function namedExpression(s: Surroundings): string {
  if (s.mayName && s.random.once(8)) return `${s.random.pick(NAMES)} := ${expression(deeper(s))}`;
  return expression(s);
}

/** `expression`. */
export function expression(s: Surroundings): string {
  const { random } = s;
  if (s.depth <= 0) return atom(s);
  switch (random.below(14)) {
    case 0:
      return `${disjunction(deeper(s))} if ${disjunction(deeper(s))} else ${expression(deeper(s))}`;
    case 1:
      return `lambda${lambdaParameters(s)}: ${expression(lambdaBody(s))}`;
    case 2:
    case 3:
      return disjunction(s);
    default:
      return comparison(s);
  }
}

function disjunction(s: Surroundings): string {
  const { random } = s;
  if (s.depth <= 0) return atom(s);
  const operator = random.pick([" or ", " and "]);
  const operands = random.several(1, 3, () => comparison(deeper(s)));
  return random.once(6) ? `not ${operands[0]!}` : operands.join(operator);
}

const COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"] as const;

function comparison(s: Surroundings): string {
  const { random } = s;
  let text = binary(s);
  if (!random.once(4)) return text;
  for (let links = 1 + random.below(2); links > 0; links--)
    text += ` ${random.pick(COMPARISONS)} ${binary(deeper(s))}`;
  return text;
}

const OPERATORS = ["+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^"] as const;

/** Arithmetic; parentheses now and then, so that every pair of operators meets both ways. */
function binary(s: Surroundings): string {
  const { random } = s;
  if (s.depth <= 0 || !random.once(3)) return unary(s);
  const left = unary(deeper(s));
  const right = unary(deeper(s));
  const operator = random.pick(OPERATORS);
  const text = random.once(3) ? `${left}${operator}${right}` : `${left} ${operator} ${right}`;
  return random.once(3) ? `(${text})` : text;
}

function unary(s: Surroundings): string {
  const { random } = s;
  if (s.depth > 0 && random.once(8)) return `${random.pick(["-", "+", "~"])}${unary(deeper(s))}`;
  if (s.depth > 0 && s.mayAwait && random.once(6)) return `await ${primary(deeper(s))}`;
  return primary(s);
}

/** Attributes, subscripts and calls of something. */
export function primary(s: Surroundings): string {
  const { random } = s;
  const start = atom(s);
  const links = s.depth <= 0 ? [] : random.several(0, 2, () => trailer(deeper(s)));
  // A point behind a number would belong to it.
  return `${links.length > 0 && /^[0-9.]/.test(start) ? `(${start})` : start}${links.join("")}`;
}

function trailer(s: Surroundings): string {
  switch (s.random.below(4)) {
    case 0:
    case 1:
      return `.${s.random.pick(ATTRIBUTES)}`;
    case 2:
      return `[${slices(s)}]`;
    default:
      return `(${callArguments(s)})`;
  }
}

/** What stands between the brackets of a subscript. */
export function slices(s: Surroundings): string {
  const { random } = s;
  const items = random.once(4) ? random.several(1, 3, () => slice(s)) : [slice(s)];
  return `${items.join(", ")}${items.length === 1 && random.once(8) ? "," : ""}`;
}

function slice(s: Surroundings): string {
  const { random } = s;
  if (random.once(8)) return `*${binary(deeper(s))}`;
  if (!random.once(3)) return namedExpression(deeper(s));
  const part = (): string => (random.once(2) ? expression(deeper(s)) : "");
  return `${part()}:${part()}${random.once(3) ? `:${part()}` : ""}`;
}

/** Arguments of a call or of a class; each keyword once. */
export function callArguments(s: Surroundings): string {
  const { random } = s;
  if (random.once(10)) return `${expression(comprehended(s))} ${clauses(s)}`;
  const positional = random.several(0, 2, () =>
    random.once(6) ? `*${expression(deeper(s))}` : namedExpression(deeper(s)),
  );
  const keywords = random.several(0, 2, (index) =>
    random.once(4) ? `**${expression(deeper(s))}` : `k${index}=${expression(deeper(s))}`,
  );
  const all = [...positional, ...keywords];
  return `${all.join(", ")}${all.length > 0 && random.once(10) ? "," : ""}`;
}

/** An atom: a name, a literal, something in brackets. */
export function atom(s: Surroundings): string {
  const { random } = s;
  const simple = s.depth <= 0;
  switch (random.below(simple ? 8 : 18)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return random.pick(NAMES);
    case 4:
    case 5:
      return random.pick(NUMBERS);
    case 6:
      return random.pick(STRINGS);
    case 7:
      return random.pick(["None", "True", "False", "..."]);
    case 8:
      return s.mayYield && random.once(3) ? `(${yieldExpression(s)})` : `(${namedExpression(deeper(s))})`;
    case 9: {
      const items = random.several(0, 3, () => starNamed(s));
      return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
    }
    case 10:
      return `[${random.several(0, 3, () => starNamed(s)).join(", ")}]`;
    case 11:
      return `{${random.several(1, 3, () => starNamed(s)).join(", ")}}`;
    case 12:
      return `{${random.several(0, 3, () => dictItem(s)).join(", ")}}`;
    case 13:
      return `[${expression(comprehended(s))} ${clauses(s)}]`;
    case 14:
      return random.once(2)
        ? `{${expression(comprehended(s))} ${clauses(s)}}`
        : `{${expression(comprehended(s))}: ${expression(comprehended(s))} ${clauses(s)}}`;
    case 15:
      return `(${expression(comprehended(s))} ${clauses(s)})`;
    case 16:
      return formattedString(s);
    default:
      return random
        .several(2, 3, () =>
          random.once(3) ? formattedString(s, "f") : random.pick(["'s'", '"t"', "r'\\w'"]),
        )
        .join(" ");
  }
}

function starNamed(s: Surroundings): string {
  return s.random.once(6) ? `*${binary(deeper(s))}` : namedExpression(deeper(s));
}

function dictItem(s: Surroundings): string {
  if (s.random.once(6)) return `**${binary(deeper(s))}`;
  return `${expression(deeper(s))}: ${expression(deeper(s))}`;
}

/** The `for` and `if` clauses of a comprehension. */
function clauses(s: Surroundings): string {
  const { random } = s;
  const inner = comprehended(s);
  return random
    .several(1, random.once(4) ? 2 : 1, () => {
      const conditions = random.several(0, random.once(3) ? 2 : 0, () => ` if ${disjunction(inner)}`);
      const isAsync = s.mayAwait && random.once(4);
      return `${isAsync ? "async " : ""}for ${loopTarget(random)} in ${disjunction(inner)}${conditions.join("")}`;
    })
    .join(" ");
}

/** A target without expressions in it. */
export function loopTarget(random: Random): string {
  const name = (): string => random.pick(["i", "j", "k", "x"]);
  switch (random.below(5)) {
    case 0:
      return `${name()}, ${name()}`;
    case 1:
      return `(${name()}, *${name()})`;
    case 2:
      return `[${name()}, (${name()}, ${name()})]`;
    default:
      return name();
  }
}

function lambdaParameters(s: Surroundings): string {
  const text = parameters(s, (name) => name);
  return text === "" ? "" : ` ${text}`;
}

/**
 * A parameter list, each name once.
 *
 * @param decorate Adds to a name what may follow it: an annotation. Told whether the parameter takes the rest.
 */
export function parameters(s: Surroundings, decorate: (name: string, isRest: boolean) => string): string {
  const { random } = s;
  let count = 0;
  const name = (isRest = false): string => decorate(`p${count++}`, isRest);
  let hasDefault = false;
  const positional = (): string => {
    hasDefault ||= random.once(4);
    return hasDefault ? `${name()}=${expression(deeper(s))}` : name();
  };
  const list: string[] = [];
  if (random.once(4)) list.push(...random.several(1, 2, positional), "/");
  list.push(...random.several(0, 2, positional));
  const keywordOnly = random.several(0, random.once(3) ? 2 : 0, () =>
    random.once(2) ? name() : `${name()}=${expression(deeper(s))}`,
  );
  if (random.once(4)) list.push(`*${name(true)}`);
  else if (keywordOnly.length > 0) list.push("*");
  list.push(...keywordOnly);
  if (random.once(5)) list.push(`**${name()}`);
  return list.join(", ");
}

const NUMBERS = [
  ...[
    "0",
    "1",
    "2",
    "7",
    "10",
    "255",
    "256",
    "1_000",
    "0x1F",
    "0o17",
    "0b101",
    "2147483648",
    "9007199254740993",
  ],
  ...["123456789012345678901234567890", "1.5", "1e3", ".5", "1e400", "0.1", "2j", "1.5e-3J", "00"],
] as const;

const STRINGS = [
  ...[
    "''",
    "'s'",
    '"text"',
    "'a\\nb'",
    "'\\x41\\u00e9'",
    "r'\\d+'",
    "'''long\nstring'''",
    "u'é'",
    "'\\N{BULLET}'",
  ],
  ...[
    "b'bytes'",
    "rb'\\x'",
    "b'\\xff\\0'",
    "'日本'",
    "'𝒳'",
    "'\\ud800'",
    "'it\\'s'",
    "'%s %d' % (a, 1)",
    "'\\\n'",
  ],
] as const;

/** An f-string or t-string. */
function formattedString(s: Surroundings, letter: "f" | "t" = s.random.once(5) ? "t" : "f"): string {
  const { random } = s;
  const quote = random.pick(["'", '"', '"""']);
  const raw = random.once(6) ? "r" : "";
  const parts = random.several(0, 3, () => (random.once(2) ? random.pick(MIDDLES) : replacementField(s)));
  return `${letter}${raw}${quote}${parts.join("")}${quote}`;
}

const MIDDLES = ["text", " ", "{{", "}}", "é", "\\\\", "#", "%", ":"] as const;

function replacementField(s: Surroundings): string {
  const { random } = s;
  // What begins with a brace or holds a colon must not be taken for part of the field.
  const value = random.once(3) && s.depth > 0 ? `(${namedExpression(deeper(s))})` : ` ${primary(deeper(s))}`;
  const debug = random.once(8) ? random.pick(["=", " = "]) : "";
  const conversion = random.once(5) ? random.pick(["!r", "!s", "!a"]) : "";
  const spec = random.once(4)
    ? `:${random.pick(["", ">10", "%Y", ".3f", `{${random.pick(NAMES)}}`, `0{ a !r:1}d`])}`
    : "";
  return `{${value}${debug}${conversion}${spec}}`;
}
