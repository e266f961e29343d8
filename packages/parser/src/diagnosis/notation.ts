/**
 * The notation of `rules/`: the grammar with its error rules, as data.
 *
 * It is CPython's own (`Grammar/python.gram`), rule for rule and name for name, because which message a program
 * gets depends on the order in which CPython tries its rules. Rules whose names begin with `invalid_` match
 * programs that are wrong and are tried only when everything else has failed.
 *
 *     rule:                    `rule memo:` where CPython keeps results, which can hide an error
 *         | e1 e2              alternatives in order
 *     'if' "match" NAME        a token by its text, a soft keyword, a token by its kind
 *     e? [e] e* e+ ','.e+      optional, repeated, separated
 *     &e !e                    looks ahead
 *     ~                        no other alternative after this
 *     &&e                      must follow; if not, "expected 'e'"
 *     a=e                      names a part for the action
 *
 * An action in braces says what an alternative is worth:
 *
 *     {Tuple}                  a node of that type, its parts those with names
 *     {a}                      that part
 *     {at a "…"}               raises SyntaxError at that part; also `range a b`, `from a` (to the current token),
 *                              `last` (at the last token read), `next` (at the next), `indent` (IndentationError)
 *     {target FOR_TARGETS a}   raises at the part of `a` that is no target, if there is one
 *     {do name}                a function of `actions.ts`
 *
 * In a message `<name a>`, `<line a>` and `<text a>` stand for what kind of expression a part is, its line and its
 * source text. `first:a`, `last:a` and `lastClause:a` pick out of a list.
 */

export type Item =
  | { readonly type: "token"; readonly text: string; readonly isSoft: boolean }
  | { readonly type: "reference"; readonly name: string }
  | { readonly type: "group"; readonly alternatives: readonly Alternative[] }
  | { readonly type: "optional"; readonly item: Item }
  | { readonly type: "repeat"; readonly item: Item; readonly atLeastOne: boolean }
  | { readonly type: "gather"; readonly item: Item; readonly separator: Item }
  | { readonly type: "lookahead"; readonly item: Item; readonly positive: boolean }
  | { readonly type: "forced"; readonly item: Item; readonly text: string }
  | { readonly type: "cut" };

export interface NamedItem {
  /** "" for a part without a name. */
  readonly name: string;
  readonly item: Item;
}

export interface Alternative {
  readonly items: readonly NamedItem[];
  readonly action: string | null;
}

export interface Rule {
  readonly name: string;
  readonly isMemoized: boolean;
  readonly alternatives: readonly Alternative[];
}

/** The rules of one text. The text is ours, so that nothing in it is checked. */
export function readRules(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const part of text.split(/^(?=\w)/m)) {
    const head = /^(\w+)( memo)?:/.exec(part);
    if (head === null) continue;
    const reader = { text: part.slice(head[0].length).trim().replace(/^\|/, ""), at: 0 };
    rules.push({
      name: head[1]!,
      isMemoized: head[2] !== undefined,
      alternatives: readAlternatives(reader),
    });
  }
  return rules;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readAlternatives(reader: Reader): Alternative[] {
  const alternatives = [readAlternative(reader)];
  while (accept(reader, "|")) alternatives.push(readAlternative(reader));
  return alternatives;
}

function readAlternative(reader: Reader): Alternative {
  const items: NamedItem[] = [];
  let action: string | null = null;
  for (;;) {
    const next = peek(reader);
    if (next === "" || next === "|" || next === ")" || next === "]") break;
    if (next === "{") action = readAction(reader);
    else items.push(readNamedItem(reader));
  }
  return { items, action };
}

/** A message may contain braces and quotes; it ends with the quote in front of the closing brace. */
function readAction(reader: Reader): string {
  const quote = reader.text.indexOf('"', reader.at);
  const brace = reader.text.indexOf("}", reader.at);
  const end = quote >= 0 && quote < brace ? reader.text.indexOf('"}', quote + 1) + 1 : brace;
  const action = reader.text.slice(reader.at + 1, end);
  reader.at = end + 1;
  return action;
}

function readNamedItem(reader: Reader): NamedItem {
  const label = /^(\w+)=(?!=)/.exec(reader.text.slice(reader.at));
  if (label !== null) reader.at += label[0].length;
  return { name: label?.[1] ?? "", item: readItem(reader) };
}

function readItem(reader: Reader): Item {
  if (accept(reader, "~")) return { type: "cut" };
  if (accept(reader, "&&")) {
    const start = reader.at;
    const item = readAtom(reader);
    return { type: "forced", item, text: reader.text.slice(start, reader.at) };
  }
  if (accept(reader, "&")) return { type: "lookahead", item: readAtom(reader), positive: true };
  if (accept(reader, "!")) return { type: "lookahead", item: readAtom(reader), positive: false };
  const item = readAtom(reader);
  const suffix = reader.text[reader.at];
  if (suffix === "?") {
    reader.at++;
    return { type: "optional", item };
  }
  if (suffix === "*" || suffix === "+") {
    reader.at++;
    return { type: "repeat", item, atLeastOne: suffix === "+" };
  }
  if (suffix === ".") {
    reader.at++;
    const repeated = readAtom(reader);
    reader.at++; // the + behind it
    return { type: "gather", item: repeated, separator: item };
  }
  return item;
}

function readAtom(reader: Reader): Item {
  const next = peek(reader);
  if (next === "(" || next === "[") {
    reader.at++;
    const alternatives = readAlternatives(reader);
    peek(reader);
    reader.at++;
    const group: Item = { type: "group", alternatives };
    return next === "[" ? { type: "optional", item: group } : group;
  }
  if (next === "'" || next === '"') {
    const end = reader.text.indexOf(next, reader.at + 1);
    const text = reader.text.slice(reader.at + 1, end);
    reader.at = end + 1;
    return { type: "token", text, isSoft: next === '"' && /^\w+$/.test(text) };
  }
  const name = /^\w+/.exec(reader.text.slice(reader.at))![0];
  reader.at += name.length;
  return { type: "reference", name };
}

function peek(reader: Reader): string {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
  return reader.text[reader.at] ?? "";
}

function accept(reader: Reader, text: string): boolean {
  peek(reader);
  if (!reader.text.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}
