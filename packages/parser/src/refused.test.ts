/**
 * Programs that are refused: every field of the error, and what is warned of, against the oracle.
 *
 * The programs of `diagnosis/refused.txt`, which meet every message there is, the same in the other modes, and corpus
 * programs with a few words changed by chance (the seed is fixed). Some of the last are still programs; then the
 * trees must be equal. Long rows of them, and the sources of CPython's own tests: `tools/differential`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { Case } from "../../../tools/differential/src/cases.ts";
import { changedByChance } from "../../../tools/differential/src/changed-by-chance.ts";
import { mismatch } from "../../../tools/differential/src/compare.ts";
import { createJudge, type Judge } from "../../../tools/differential/src/judge.ts";
import { randomProgram } from "../../../tools/differential/src/random-program.ts";
import { TEXTS } from "./diagnosis/matcher.ts";
import { readRules } from "./diagnosis/notation.ts";
import { parse, PySyntaxError } from "./index.ts";

let judge: Judge;

beforeAll(async () => {
  judge = await createJudge();
});

const PYCF_TYPE_COMMENTS = 0x1000;
const PROGRAM = { module: "", mode: "exec", flags: 0, feature_version: -1 } as const;

const refused = readFileSync(new URL("diagnosis/refused.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n---\n");

test.each(["exec", "single", "eval", "func_type"] as const)("refused programs, mode %s", async (mode) => {
  await compare(refused.map((source) => ({ ...PROGRAM, mode, source })));
});

test("type comments", async () => {
  await compare(refused.map((source) => ({ ...PROGRAM, flags: PYCF_TYPE_COMMENTS, source })));
  const commented = refused.map((source) => source.replaceAll("\n", " # type: int\n"));
  await compare(commented.map((source) => ({ ...PROGRAM, flags: PYCF_TYPE_COMMENTS, source })));
});

test("changed programs", async () => {
  const corpus = fileURLToPath(new URL("../../../tools/corpus/", import.meta.url));
  const sources = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py") && !path.includes("node_modules"))
    .sort()
    .map((path) => readFileSync(corpus + path, "utf8"));
  // Which warnings come before an error depends on how far CPython's memo has led it: one in a thousand may differ.
  await compare(
    changedByChance(sources, 3000, 3).map((source) => ({ ...PROGRAM, source })),
    3,
  );
});

test("programs from the grammar", async () => {
  await compare(Array.from({ length: 100 }, (_, seed) => ({ ...PROGRAM, source: randomProgram(seed, 3) })));
});

test("sources in bytes", async () => {
  await compare(ENCODED.map((bytes) => ({ ...PROGRAM, bytes })));
});

test("every message of the rules is met", () => {
  const met = new Set(refused.flatMap((source) => [messageOf(source, false), messageOf(source, true)]));
  const messages = TEXTS.flatMap((text) => messagesIn(text)).filter((message) => !UNREACHABLE.has(message));
  const unmet = messages.filter((message) => ![...met].some((words) => patternOf(message).test(words)));
  expect(messages.length).toBeGreaterThan(100);
  expect(unmet).toEqual([]);
});

async function compare(cases: readonly Case[], tolerated = 0): Promise<void> {
  const wrong = (await judge(cases)).flatMap((one) => {
    const found = mismatch(one);
    return found === null ? [] : [{ source: one.source ?? one.bytes, mode: one.mode, ...found }];
  });
  if (wrong.length > tolerated) expect(wrong).toEqual([]);
}

/** Every statement whose block can be missing says so itself. */
const UNREACHABLE: ReadonlySet<string> = new Set(["expected an indented block"]);

/** The messages that actions of the rules raise. */
function messagesIn(rules: string): string[] {
  return readRules(rules).flatMap(({ alternatives }) =>
    alternatives.flatMap(({ action }) => /"(.*)"$/s.exec(action ?? "")?.[1] ?? []),
  );
}

/** What is in angles stands for words of the program. */
function patternOf(message: string): RegExp {
  const parts = message.split(/<\w+ \w+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function messageOf(source: string, typeComments: boolean): string {
  try {
    parse(source, { typeComments });
    return "";
  } catch (error) {
    if (error instanceof PySyntaxError) return error.msg;
    throw error;
  }
}

/** A character is a byte. */
const ENCODED = [
  ...[
    "\xef\xbb\xbfx = )",
    "\xef\xbb\xbf#coding: latin-1\nx",
    "\xef\xbb\xbf\xff",
    "x = '\xff'",
    "x\n y='\xc3('",
  ],
  ...[
    "\xff",
    "\n\n\xff\n",
    "'''\n\xff'''",
    "x=1\r\ny='\xff'",
    "(\n\xff",
    "x\0y",
    "#coding: latin-1\nx\0",
    "",
  ],
  ...["#\xff\n#coding: latin-1\nx", "#coding: latin-1\r\nx='\xe9' )", "#coding: latin-1\rx='\xe9' )"],
  ...["\f#coding: latin-1\nx='\xe9' )", "x#coding: latin-1\nx='\xe9' )", "'\\\n#coding: latin-1\n\xe9'"],
  ...["#coding: utf8\nx='\xa4'", "#coding: utf-8-sig\nx=1", "#coding: U8\nx=1\xff", "#coding: ascii\n\xe2"],
  ...["#coding: cp1252\nx='\x81'", "#coding: cp1252\nx='\x80'", "#coding: cp1251\nx='\x98'"],
  ...["#coding: latin9\nx='\xa4'", "#coding: koi8-r\nx='\xc1'", "#coding: mac-roman\nx='\x80'"],
  ...["#coding: cp866\nx='\x80'", "#coding: foo\nx", "#coding: cp949\na='\xaa\xa7'"],
  ...["#coding: cp932\nx='\x94N' y", "#coding: euc-jp\nx='\xa4\xa2'", "#coding: gbk\nx='\xa4\xa2'"],
  ...["#coding: big5\nx='\xa4\xa2'", "#coding: shift_jis\nx='\x81'"],
];
