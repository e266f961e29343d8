/**
 * Programs that are refused: every field of the error, against the oracle.
 *
 * The programs of `diagnosis/refused.txt`, the same in the other modes, and corpus programs with a few tokens
 * changed by chance (the seed is fixed). Some of the last are still programs; then the trees must be equal.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { beforeAll, expect, test } from "vitest";
import { dump, parse, PySyntaxError, type Mode } from "./index.ts";
import { changedByChance } from "../../../tools/differential/src/changed-by-chance.ts";

/** `compile` without the checks of `from __future__`, which are the compiler's. */
const ANSWER = `
import ast, json, warnings
warnings.simplefilter("ignore")
def answer(source, mode, type_comments):
    try:
        tree = ast.parse(source, "<test>", mode, type_comments=type_comments)
        return ast.dump(tree, include_attributes=True)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset]
    except MemoryError:
        return ["MemoryError"]
`;

type Question = readonly [source: string, mode: Mode, typeComments: boolean];

let ask: (questions: readonly Question[]) => unknown[];

beforeAll(async () => {
  const oracle = await loadPyodide();
  oracle.runPython(ANSWER);
  ask = (questions) => {
    oracle.globals.set("questions", JSON.stringify(questions));
    return JSON.parse(
      oracle.runPython("json.dumps([answer(*question) for question in json.loads(questions)])") as string,
    ) as unknown[];
  };
});

const refused = readFileSync(new URL("diagnosis/refused.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n---\n");

test.each(["exec", "single", "eval", "func_type"] as const)("refused programs, mode %s", (mode) => {
  compare(refused.map((source) => [source, mode, false]));
});

test("type comments", () => {
  compare(refused.map((source) => [source.replaceAll("\n", " # type: int\n"), "exec", true]));
});

test("changed programs", () => {
  const corpus = fileURLToPath(new URL("../../../tools/corpus/", import.meta.url));
  const sources = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py") && !path.includes("node_modules"))
    .sort()
    .map((path) => readFileSync(corpus + path, "utf8"))
    .filter((source) => !source.includes("__future__"));
  // A change can cut a surrogate pair in two: text that neither of the two can be handed.
  const changed = changedByChance(sources, 800, 3).filter((source) => !/\p{Surrogate}/u.test(source));
  compare(changed.map((source) => [source, "exec", false]));
});

function compare(questions: readonly Question[]): void {
  const expected = ask(questions);
  const wrong = questions.flatMap((question, index) => {
    const found = ours(question);
    return JSON.stringify(found) === JSON.stringify(expected[index])
      ? []
      : [{ question, expected: expected[index], found }];
  });
  expect(wrong).toEqual([]);
}

function ours([source, mode, typeComments]: Question): unknown {
  try {
    return dump(parse(source, { mode, typeComments, filename: "<test>" }), { includeAttributes: true });
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    if (error.type === "MemoryError") return ["MemoryError"];
    const { type, msg, lineno, offset, text, end_lineno, end_offset } = error;
    return [type, msg, lineno, offset, text, end_lineno, end_offset];
  }
}
