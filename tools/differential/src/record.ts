/** Records what CPython's test suite compiles, by running it under a CPython that has one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCases, type Case } from "./cases.ts";

const RECORDER = fileURLToPath(new URL("../python/record.py", import.meta.url));

/** A module that hangs, or waits for a terminal, has said what it had to say by then. */
const SECONDS_FOR_A_MODULE = 45;

/** The cases of those modules, each once. */
export function record(python: string, modules: readonly string[]): Case[] {
  const folder = mkdtempSync(join(tmpdir(), "pyvm-record-"));
  try {
    for (const module of modules) {
      spawnSync(python, [RECORDER, join(folder, `${module}.jsonl`), module], {
        cwd: folder,
        stdio: "ignore",
        timeout: SECONDS_FOR_A_MODULE * 1000,
        killSignal: "SIGKILL",
      });
    }
    const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl"));
    return withoutRepetitions(files.sort().flatMap((file) => readCases(join(folder, file))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withoutRepetitions(cases: readonly Case[]): Case[] {
  const byQuestion = new Map<string, Case>();
  for (const one of cases) {
    const { source, bytes, mode, flags, feature_version } = one;
    const question = JSON.stringify([source, bytes, mode, flags, feature_version]);
    if (!byQuestion.has(question)) byQuestion.set(question, one);
  }
  return [...byQuestion.values()];
}

/** The modules of a test suite, by the folder of the interpreter's library. */
export function testModules(python: string): string[] {
  const { stdout } = spawnSync(python, ["-c", "import test; print(test.__path__[0])"], { encoding: "utf8" });
  return readdirSync(stdout.trim())
    .map((file) => file.replace(/\.py$/, ""))
    .filter((name) => /^test_\w+$/.test(name) && !NOT_RUN.has(name))
    .sort();
}

/** These start processes, servers or windows, or take minutes, and compile nothing of their own. */
const NOT_RUN: ReadonlySet<string> = new Set(
  (
    "test_asyncio test_concurrent_futures test_multiprocessing_fork test_multiprocessing_forkserver " +
    "test_multiprocessing_spawn test_multiprocessing_main_handling test_regrtest test_signal test_socket " +
    "test_ssl test_subprocess test_tkinter test_ttk test_turtle test_venv test_winconsoleio test_zipfile64 " +
    "test_largefile test_bigmem test_bigaddrspace test_tools test_embed test_gdb test_ensurepip"
  ).split(" "),
);
