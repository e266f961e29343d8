/** Programs that are almost right, for tests: pieces of programs with words dropped, doubled, swapped, replaced. */

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
  ...['"s"', "f'{a}'", "f'", "{x", "'", '"', '"""', "0x", "1_", "0777", "é", "€", "\n", "    ", "\t", "\\\n"],
];

/** That many texts, always the same for the same seed. */
export function changedByChance(sources: readonly string[], count: number, seed: number): string[] {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const lines = sources[below(sources.length)]!.split("\n");
    const first = below(lines.length);
    const words = `${lines.slice(first, first + 1 + below(12)).join("\n")}\n`.match(/\w+|\s+|[^\w\s]/g) ?? [];
    for (let changes = 1 + below(2); changes > 0; changes--) changeOne(words, below);
    const text = words.join("");
    return below(10) === 0 ? text.slice(0, below(text.length + 1)) : text;
  });
}

function changeOne(words: string[], below: (limit: number) => number): void {
  const at = below(words.length);
  const other = below(words.length);
  switch (below(5)) {
    case 0:
      words.splice(at, 1);
      break;
    case 1:
      words.splice(at, 0, WORDS[below(WORDS.length)]!);
      break;
    case 2:
      words[at] = WORDS[below(WORDS.length)]!;
      break;
    case 3:
      words.splice(at, 0, words[other] ?? "");
      break;
    default:
      [words[at], words[other]] = [words[other] ?? "", words[at] ?? ""];
  }
}

/** The Park–Miller generator: numbers from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
