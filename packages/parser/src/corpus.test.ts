/** Trees and tokens of every corpus program, against CPython's answers beside it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dump, parse, reprConstant, tokenize } from "./index.ts";
import { KIND_NAMES } from "./tokenizer/token-kinds.ts";

const corpus = fileURLToPath(new URL("../../../tools/corpus/", import.meta.url));

/** Paths without `.py` of the programs that have goldens. */
const programs = readdirSync(corpus, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("ast.txt") && !path.includes("node_modules"))
  .map((path) => path.slice(0, -"/ast.txt".length))
  .sort();

describe.each(programs)("%s", (program) => {
  const source = readFileSync(`${corpus}${program}.py`);
  const golden = (name: string): string => readFileSync(`${corpus}${program}/${name}`, "utf8");

  test("tree", () => {
    const text = dump(parse(source), { includeAttributes: true });
    expect(text).toBe(golden("ast.txt").trimEnd());
  });

  test("tokens", () => {
    const lines = tokenize(new TextDecoder().decode(source)).map(({ start, end, exactType, string }) => {
      return `${start.join(",")}-${end.join(",")} ${KIND_NAMES[exactType]!} ${reprConstant(string)}`;
    });
    expect(lines.join("\n")).toBe(golden("tokens.txt").trimEnd());
  });
});
