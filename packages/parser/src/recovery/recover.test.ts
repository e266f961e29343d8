/**
 * Recovery of everything that is refused: what must hold for any source.
 *
 * A tree that covers each token, the strict error first, and no difference for programs. The sources are those of
 * `diagnosis/refused.txt` and corpus programs changed by chance.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { changedByChance } from "../../../../tools/differential/src/changed-by-chance.ts";
import { dump, parse, PySyntaxError, unparse, type ast, type Mode } from "../index.ts";
import { AT, DEDENT, ENDMARKER, INDENT, NEWLINE, SEMI } from "../tokenizer/token-kinds.ts";
import { tokenizeRecovering } from "./tokens.ts";

const refused = readFileSync(new URL("../diagnosis/refused.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n---\n");

const corpus = fileURLToPath(new URL("../../../../tools/corpus/", import.meta.url));
const programs = readdirSync(corpus, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".py") && !path.includes("node_modules"))
  .sort()
  .map((path) => readFileSync(corpus + path, "utf8"));

function strictError(source: string, mode: Mode): PySyntaxError | null {
  try {
    parse(source, { mode });
    return null;
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    throw error;
  }
}

/** Checks one source; gives the number of diagnostics. */
function check(source: string, mode: Mode = "exec"): number {
  const strict = strictError(source, mode);
  const { tree, diagnostics } = parse(source, { mode, recover: true });
  const text = dump(tree, { includeAttributes: true });
  unparse(tree);
  if (strict === null) {
    expect(diagnostics).toEqual([]);
    expect(text).toBe(dump(parse(source, { mode }), { includeAttributes: true }));
  } else {
    expect(diagnostics[0]).toEqual(strict);
    if (tree.nodeType === "Module") expectCovered(source, tree.body);
  }
  return diagnostics.length;
}

/** Each token is inside a statement. Of blank lines, comments, semicolons and the `@` no node knows. */
function expectCovered(source: string, body: readonly ast.stmt[]): void {
  const text = source === "" || source.endsWith("\n") ? source : `${source}\n`;
  const { tokens } = tokenizeRecovering(text, {
    typeComments: false,
    extraTokens: false,
    endsLine: false,
    onWarning: null,
  });
  const ranges = body.map((node) => {
    const first = "decorator_list" in node ? (node.decorator_list[0] ?? node) : node;
    return [first.lineno, first.col_offset, node.end_lineno, node.end_col_offset] as const;
  });
  let at = 0;
  for (let index = 0; index < tokens.count; index++) {
    if ([NEWLINE, INDENT, DEDENT, ENDMARKER, SEMI, AT].includes(tokens.kinds[index]!)) continue;
    const start = [tokens.linenos[index]!, tokens.colOffsets[index]!] as const;
    const end = [tokens.endLinenos[index]!, tokens.endColOffsets[index]!] as const;
    while (at < ranges.length && isBefore([ranges[at]![2], ranges[at]![3]], end)) at++;
    const range = ranges[at];
    if (range === undefined || isBefore(start, [range[0], range[1]])) {
      throw new Error(`not covered: token ${tokens.textOf(index)} at ${start.join(":")} of\n${source}`);
    }
  }
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

test.each(["exec", "single", "eval", "func_type"] as const)("refused programs, mode %s", (mode) => {
  for (const source of refused) check(source, mode);
});

test("refused programs one below the other", () => {
  check(refused.join("\n"));
  check(refused.map((source) => `def f():\n    x\n${source.replace(/^/gm, "    ")}\n    y`).join("\n"));
});

test("changed programs", () => {
  for (const source of changedByChance(programs, 3000, 17)) check(source);
});

test("programs", () => {
  for (const source of programs) check(source);
});

test("bytes that are no text", () => {
  const { tree, diagnostics } = parse(Uint8Array.from([0x78, 0x3d, 0xff, 0x0a, 0x79, 0x0a]), {
    recover: true,
  });
  expect(diagnostics[0]!.msg).toMatch(/^Non-UTF-8 code starting with '\\xff'/);
  expect(tree.body.at(-1)!.nodeType).toBe("Expr");
  expect(parse("a\0b\nc\n", { recover: true }).tree.body.map((node) => node.nodeType)).toEqual([
    "ErrorStmt",
    "Expr",
  ]);
});
