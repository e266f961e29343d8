/**
 * Asks the oracle about cases, a few hundred at a time.
 *
 * What is too deep for CPython's own limits can take a WebAssembly interpreter down. Then the ones asked together
 * are asked one by one, each loss costing a new interpreter, and the source that did it stays without a verdict.
 */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import type { Case, JudgedCase, Verdict } from "./cases.ts";

const BATCH = 200;

export type Judge = <T extends Case>(cases: readonly T[]) => Promise<(T & JudgedCase)[]>;

export async function createJudge(): Promise<Judge> {
  let ask = await loadVerdicts();
  return async (cases) => {
    const judged = [];
    for (let start = 0; start < cases.length; start += BATCH) {
      const batch = cases.slice(start, start + BATCH);
      judged.push(...withVerdicts(batch, await askSafely(batch)));
    }
    return judged;
  };

  async function askSafely(batch: readonly Case[]): Promise<Verdict[]> {
    try {
      return ask(batch);
    } catch {
      ask = await loadVerdicts();
      if (batch.length === 1) return [{}];
      const verdicts: Verdict[] = [];
      for (const one of batch) verdicts.push(...(await askSafely([one])));
      return verdicts;
    }
  }
}

function withVerdicts<T extends Case>(cases: readonly T[], verdicts: readonly Verdict[]): (T & JudgedCase)[] {
  return cases.map((one, index) => ({ ...one, ...verdicts[index] }));
}

async function loadVerdicts(): Promise<(cases: readonly Case[]) => Verdict[]> {
  const oracle = await loadPyodide({ env: { HOME: "/", PYTHONHASHSEED: "0" } });
  oracle.runPython(readFileSync(new URL("../python/verdicts.py", import.meta.url), "utf8"));
  const verdicts = oracle.globals.get("verdicts") as (cases: string) => string;
  return (cases) => JSON.parse(verdicts(JSON.stringify(cases))) as Verdict[];
}
