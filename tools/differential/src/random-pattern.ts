/** Patterns of `case` by chance. */
import type { Random } from "./random.ts";

/** What a pattern has bound so far: no name twice. */
interface Captures {
  count: number;
}

/** A pattern that does not match everything, so that other cases may follow. */
export function refutablePattern(random: Random): string {
  const captures = { count: 0 };
  if (random.once(6)) return sequenceItems(random, captures, 2).replace(/^([^,]*)$/s, "$1,");
  return alternatives(random, captures, 2);
}

/** Any pattern, with names in it. */
function pattern(random: Random, captures: Captures, depth: number): string {
  if (random.once(4)) return random.once(2) ? "_" : capture(captures);
  return alternatives(random, captures, depth);
}

function alternatives(random: Random, captures: Captures, depth: number): string {
  const text = random.once(5)
    ? random.several(2, 3, () => simplePattern(random)).join(" | ")
    : closedPattern(random, captures, depth);
  return random.once(6) ? `${text} as ${capture(captures)}` : text;
}

function capture(captures: Captures): string {
  return `m${captures.count++}`;
}

/** One without names, as alternatives must bind the same. */
function simplePattern(random: Random): string {
  return random.pick([
    ...["0", "-1", "1.5", "1+2j", "-1 - 3j", "'s'", "b'x'", "'a' 'b'", "None", "True", "False"],
    ...["a.b", "foo.bar.x", "int()", "Point(0, y=1)", "[]", "[1, _]", "{}", "{'k': 1}", "(1, *_)", "(None)"],
  ]);
}

function closedPattern(random: Random, captures: Captures, depth: number): string {
  if (depth <= 0) return simplePattern(random);
  switch (random.below(6)) {
    case 0:
      return `[${sequenceItems(random, captures, depth)}]`;
    case 1:
      return `(${sequenceItems(random, captures, depth)},)`;
    case 2:
      return `{${mappingItems(random, captures, depth).join(", ")}}`;
    case 3:
      return `${random.pick(["Point", "a.B"])}(${classArguments(random, captures, depth).join(", ")})`;
    case 4:
      return `(${alternatives(random, captures, depth - 1)})`;
    default:
      return simplePattern(random);
  }
}

function sequenceItems(random: Random, captures: Captures, depth: number): string {
  const items = random.several(1, 3, () => pattern(random, captures, depth - 1));
  if (random.once(3))
    items.splice(random.below(items.length + 1), 0, random.once(2) ? "*_" : `*${capture(captures)}`);
  return items.join(", ");
}

function mappingItems(random: Random, captures: Captures, depth: number): string[] {
  const keys = ["'a'", "1", "-2.5", "None", "x.y", "b'k'"].filter(() => random.once(3));
  const items = keys.map((key) => `${key}: ${pattern(random, captures, depth - 1)}`);
  if (random.once(4)) items.push(`**${capture(captures)}`);
  return items;
}

function classArguments(random: Random, captures: Captures, depth: number): string[] {
  const positional = random.several(0, 2, () => pattern(random, captures, depth - 1));
  const keywords = ["x", "y"].filter(() => random.once(3));
  return [...positional, ...keywords.map((name) => `${name}=${pattern(random, captures, depth - 1)}`)];
}
