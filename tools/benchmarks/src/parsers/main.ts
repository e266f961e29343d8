/**
 * `node tools/benchmarks/bin/parsers.js [--rounds N]`: parsers side by side over the standard library.
 *
 * In each round every parser reads all files, one parser after the other. The first rounds warm up and do not count.
 * Then: what a tree takes in memory, and whether time is linear in the size.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse } from "@pyvm/parser";
import { readLibrary } from "@pyvm/tool-differential/library";
import { median } from "../measure.ts";
import { formatTable } from "../table.ts";
import { contestants, parseOrRefuse, secondsSince, type Contestant } from "./contestants.ts";

const WARM_UP = 3;

/** Else code that waits while others are measured is thrown away, and what is measured is its compilation. */
setFlagsFromString("--no-flush-bytecode");

export async function parsers(args: readonly string[]): Promise<number> {
  const at = args.indexOf("--rounds");
  const rounds = at < 0 ? 9 : Number(args[at + 1]);
  const decoder = new TextDecoder();
  const library = await readLibrary();
  const sources = library.map(({ bytes }) => decoder.decode(bytes));
  const size = library.reduce((total, { bytes }) => total + bytes.length, 0);
  console.log(`${library.length} files, ${(size / 1e6).toFixed(2)} MB, ${rounds} rounds\n`);
  const all = await contestants();
  const seconds = await runRounds(all, sources, rounds);
  reportSpeed(all, seconds, size);
  for (const one of all) one.close?.();
  reportMemory(all, sources, size);
  reportLinearity(sources);
  return 0;
}

async function runRounds(
  all: readonly Contestant[],
  sources: readonly string[],
  rounds: number,
): Promise<number[][]> {
  const seconds: number[][] = all.map(() => []);
  for (let round = 0; round < WARM_UP + rounds; round++) {
    process.stderr.write(`round ${round + 1} of ${WARM_UP + rounds}\n`);
    for (const [index, one] of all.entries()) {
      const time = await one.round(sources);
      if (round >= WARM_UP) seconds[index]!.push(time);
    }
  }
  return seconds;
}

function reportSpeed(all: readonly Contestant[], seconds: readonly number[][], size: number): void {
  const ours = median(seconds[0]!);
  const best = Math.min(...seconds[0]!);
  const rows = all.map(({ name }, index) => {
    const times = seconds[index]!;
    const middle = median(times);
    return [
      name,
      (size / middle / 1e6).toFixed(1),
      (size / Math.min(...times) / 1e6).toFixed(1),
      (middle / ours).toFixed(2),
      (Math.min(...times) / best).toFixed(2),
    ];
  });
  console.log(formatTable(["parser", "MB/s median", "MB/s best", "pyvm is × median", "× best"], rows));
}

/** Bytes of heap that the trees of all files hold, per byte of source. */
function reportMemory(all: readonly Contestant[], sources: readonly string[], size: number): void {
  const rows = all
    .filter((one) => one.parse !== undefined)
    .map(({ name, parse: parseOne }) => {
      const before = memory();
      const trees = sources.map((source) => parseOrRefuse(parseOne!, source));
      const bytes = memory() - before;
      return [name, (bytes / size).toFixed(1), String(trees.filter((tree) => tree === null).length)];
    });
  console.log(`\n${formatTable(["trees held", "bytes per source byte", "files refused"], rows)}`);
}

function memory(): number {
  collectGarbage();
  // What has a finalizer takes two.
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Nanoseconds for a byte, at sizes from 1 KB to 10 MB. */
function reportLinearity(sources: readonly string[]): void {
  // The small files first: a text of any size is made of whole ones.
  const bySize = sources
    .filter((source) => source !== "" && !source.includes("from __future__"))
    .sort((a, b) => a.length - b.length);
  const rows = [1e3, 1e4, 1e5, 1e6, 1e7].map((size) => {
    const source = textOfSize(bySize, size);
    const times = Array.from({ length: Math.max(5, 1e6 / size) }, () => {
      const start = process.cpuUsage();
      parse(source);
      return secondsSince(start) * 1e9;
    });
    return [String(source.length), (median(times) / source.length).toFixed(1)];
  });
  console.log(`\n${formatTable(["pyvm, characters", "ns per character"], rows)}`);
}

/** Files joined until there are as many characters. */
function textOfSize(files: readonly string[], size: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < size; index = (index + 1) % files.length) {
    parts.push(files[index]!);
    length += files[index]!.length + 1;
  }
  return parts.join("\n");
}

const collectGarbage = makeCollector();

function makeCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
