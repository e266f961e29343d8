/** Programs that are almost right: pieces of programs with a word dropped, doubled, swapped or replaced, a bracket turned, a line cut. */
import { Random } from "./random.ts";

/**
 * That many texts, always the same for the same seed.
 *
 * @param most Of how many lines a piece is, at most.
 */
export function changedByChance(
  sources: readonly string[],
  count: number,
  seed: number,
  most = 12,
): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const lines = random.pick(sources).split("\n");
    const first = random.below(lines.length);
    const piece = lines.slice(first, first + 1 + random.below(most));
    if (random.once(3)) dedent(piece);
    const words = `${piece.join("\n")}\n`.match(/\w+|\s+|[^\w\s]/gu) ?? [];
    for (let changes = 1 + random.below(2); changes > 0; changes--) changeOne(words, random);
    return random.once(10) ? cut(words.join(""), random) : words.join("");
  });
}

/** Words in any order. */
export function randomWords(random: Random, most: number): string {
  return random.several(1, most, () => random.pick(WORDS)).join(random.once(2) ? " " : "");
}

/** Else most pieces begin with the indentation of a block, and have no other error. */
function dedent(lines: string[]): void {
  const indentation = /^ */.exec(lines[0]!)![0];
  lines.forEach((line, index) => {
    if (line.startsWith(indentation)) lines[index] = line.slice(indentation.length);
  });
}

/** The text up to somewhere, or without the end of one of its lines. */
function cut(text: string, random: Random): string {
  const characters = Array.from(text);
  const at = random.below(characters.length + 1);
  const end = random.once(2) ? characters.length : characters.indexOf("\n", at);
  return [...characters.slice(0, at), ...(end < 0 ? [] : characters.slice(end))].join("");
}

function changeOne(words: string[], random: Random): void {
  const at = random.below(words.length);
  const other = random.below(words.length);
  switch (random.below(7)) {
    case 0:
      words.splice(at, 1);
      break;
    case 1:
      words.splice(at, 0, random.pick(WORDS));
      break;
    case 2:
      words[at] = random.pick(WORDS);
      break;
    case 3:
      words.splice(at, 0, words[at] ?? "");
      break;
    case 4:
      words.splice(at, 0, words[other] ?? "");
      break;
    case 5:
      turnBracket(words, random);
      break;
    default:
      [words[at], words[other]] = [words[other] ?? "", words[at] ?? ""];
  }
}

const BRACKETS = "()[]{}";

function turnBracket(words: string[], random: Random): void {
  const places = [...words.keys()].filter((index) => BRACKETS.includes(words[index]!) && words[index] !== "");
  if (places.length > 0) words[random.pick(places)] = BRACKETS[random.below(BRACKETS.length)]!;
}

const WORDS = [
  ...[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "=",
    "==",
    ":=",
    "->",
    "@",
    ";",
    ".",
    "*",
    "**",
    "!",
    "$",
    "?",
    "\\",
  ],
  ...[
    "if",
    "else",
    "for",
    "in",
    "not",
    "lambda",
    "def",
    "class",
    "return",
    "yield",
    "await",
    "async",
    "import",
  ],
  ...[
    "from",
    "as",
    "with",
    "try:",
    "except",
    "finally:",
    "del",
    "None",
    "print",
    "match",
    "case",
    "type",
    "x",
    "1",
  ],
  ...[
    '"s"',
    "f'{a}'",
    "f'",
    "t'{a}'",
    "{x",
    "'",
    '"',
    '"""',
    "0x",
    "1_",
    "0777",
    "é",
    "€",
    "\n",
    "    ",
    "\t",
    "\\\n",
  ],
  ...[
    "while",
    "elif",
    "global",
    "is",
    "and",
    "or",
    "raise",
    "assert",
    "except*",
    "+=",
    "!=",
    "<>",
    "...",
    "/",
    "-",
    "~",
  ],
];
