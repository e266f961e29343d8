/**
 * `node tools/differential/bin/differential.js COMMAND …`: see ../README.md.
 *
 * Each command prints the first sources on which the parser and CPython differ, then how many did.
 */
import { writeFileSync } from "node:fs";
import { readCases, type Case, type JudgedCase } from "./cases.ts";
import { changedByChance } from "./changed-by-chance.ts";
import { mismatch } from "./compare.ts";
import { fuzz } from "./fuzz.ts";
import { createJudge } from "./judge.ts";
import { readLibrary } from "./library.ts";
import { randomProgram } from "./random-program.ts";
import { record, testModules } from "./record.ts";

const SHOWN = 20;
/** Cases judged at a time, so that a long run holds few of them. */
const PORTION = 2000;
const FUZZ_PORTION = 50_000;

export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case "record":
      return recordCases(rest);
    case "compare":
      return report(countMismatches(readCases<JudgedCase>(rest[0]!), 0));
    case "changed":
      return changed(options(rest));
    case "generated":
      return generated(options(rest));
    case "fuzz":
      return fuzzed(options(rest));
    default:
      console.error(
        "commands: record PYTHON OUT [MODULE…], compare CASES, changed, generated, fuzz [--count N] [--seed N]",
      );
      return 2;
  }
}

interface Options {
  readonly count: number;
  readonly seed: number;
}

function options(args: readonly string[]): Options {
  const value = (name: string, otherwise: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? otherwise : Number(args[at + 1]);
  };
  return { count: value("--count", 20_000), seed: value("--seed", 1) };
}

async function recordCases([python, out, ...modules]: readonly string[]): Promise<number> {
  const cases = record(python!, modules.length > 0 ? modules : testModules(python!));
  const judged = await (await createJudge())(cases);
  writeFileSync(out!, judged.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return report(countMismatches(judged, 0));
}

async function changed({ count, seed }: Options): Promise<number> {
  const decoder = new TextDecoder();
  const sources = (await readLibrary())
    .map(({ bytes }) => decoder.decode(bytes))
    .filter((source) => !source.includes("__future__"));
  return compareInPortions(count, (first, size) => changedByChance(sources, size, seed + first));
}

async function generated({ count, seed }: Options): Promise<number> {
  return compareInPortions(count, (first, size) =>
    Array.from({ length: size }, (_, index) => randomProgram(seed + first + index)),
  );
}

async function fuzzed({ count, seed }: Options): Promise<number> {
  const decoder = new TextDecoder();
  const sources = (await readLibrary()).map(({ bytes }) => decoder.decode(bytes));
  const total = { inputs: 0, characters: 0, trees: 0, refused: new Map<string, number>() };
  let failures = 0;
  for (let first = 0; first < count; first += FUZZ_PORTION) {
    const found = fuzz(seed + first, Math.min(FUZZ_PORTION, count - first), sources);
    for (const failure of found.failures) if (failures++ < SHOWN) console.log(JSON.stringify(failure));
    total.inputs += found.inputs;
    total.characters += found.characters;
    total.trees += found.trees;
    for (const [type, times] of found.refused)
      total.refused.set(type, (total.refused.get(type) ?? 0) + times);
    process.stderr.write(`${total.inputs} of ${count}, ${failures} failures\n`);
  }
  console.log(`${total.inputs} inputs, ${total.characters} characters: ${total.trees} trees`);
  for (const [type, times] of total.refused) console.log(`${type}: ${times}`);
  console.log(`${failures} failures`);
  return failures === 0 ? 0 : 1;
}

/** @param make As many sources, from a place in the whole row on. */
async function compareInPortions(
  count: number,
  make: (first: number, size: number) => readonly string[],
): Promise<number> {
  const judge = await createJudge();
  const total = { cases: 0, mismatches: 0, refused: 0 };
  for (let first = 0; first < count; first += PORTION) {
    const judged = await judge(make(first, Math.min(PORTION, count - first)).map(asCase));
    const found = countMismatches(judged, total.mismatches);
    total.cases += found.cases;
    total.mismatches += found.mismatches;
    total.refused += found.refused;
    process.stderr.write(`${total.cases} of ${count}, ${total.mismatches} differ\n`);
  }
  return report(total);
}

function asCase(source: string): Case {
  return { module: "", mode: "exec", flags: 0, feature_version: -1, source };
}

interface Count {
  readonly cases: number;
  readonly mismatches: number;
  /** How many of the cases CPython refuses. */
  readonly refused: number;
}

/** @param shown How many were shown already. */
function countMismatches(judged: readonly JudgedCase[], shown: number): Count {
  let mismatches = 0;
  let refused = 0;
  for (const one of judged) {
    if (one.parse?.error !== undefined) refused++;
    const found = mismatch(one);
    if (found === null) continue;
    if (shown + mismatches++ < SHOWN) console.log(JSON.stringify({ ...one, found: found.found }));
  }
  return { cases: judged.length, mismatches, refused };
}

function report({ cases, mismatches, refused }: Count): number {
  console.log(`${cases} cases, ${refused} of them refused by CPython; ${mismatches} differ`);
  return mismatches === 0 ? 0 : 1;
}
