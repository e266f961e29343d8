/**
 * The parsers that are compared: what can be installed into a JavaScript program, and CPython's own.
 *
 * They do not make the same thing. pyvm, CPython and py-ast make CPython's tree with positions; Lezer and tree-sitter
 * make concrete trees, which are smaller for their nodes and have no values in them.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parser as lezer } from "@lezer/python";
import { parse as parsePyAst } from "py-ast";
import { parse } from "@pyvm/parser";
import { Language, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);

/** The library that all of them read. */
export const LIBRARY = require.resolve("pyodide/python_stdlib.zip");

export interface Contestant {
  readonly name: string;
  /** Seconds of processor time for all of the sources: that does not depend on what else runs. */
  round(sources: readonly string[]): number | Promise<number>;
  /** Makes a tree to be held, for counting what it takes; missing for what is not in this process. */
  readonly parse?: (source: string) => unknown;
  readonly close?: () => void;
}

export async function contestants(): Promise<Contestant[]> {
  const found = [
    inProcess("pyvm", (source) => parse(source)),
    inProcess("lezer", (source) => lezer.parse(source)),
    await treeSitter(),
    inProcess("py-ast", (source) => parsePyAst(source)),
  ];
  const python = process.env["PYVM_BENCH_PYTHON"];
  if (python !== undefined) found.push(native(python));
  return found;
}

function inProcess(name: string, parseOne: (source: string) => unknown): Contestant {
  return {
    name,
    parse: parseOne,
    round(sources) {
      const start = process.cpuUsage();
      for (const source of sources) parseOrRefuse(parseOne, source);
      return secondsSince(start);
    },
  };
}

/** Processor time, that of the garbage collector's threads counted in. */
export function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** py-ast refuses some files; it has read them up to there. */
export function parseOrRefuse(parseOne: (source: string) => unknown, source: string): unknown {
  try {
    return parseOne(source);
  } catch {
    return null;
  }
}

/** Trees live in WebAssembly's memory and are given back at once, as its users must. */
async function treeSitter(): Promise<Contestant> {
  await Parser.init();
  const language = await Language.load(require.resolve("tree-sitter-python/tree-sitter-python.wasm"));
  const parser = new Parser();
  parser.setLanguage(language);
  const contestant = inProcess("tree-sitter", (source) => parser.parse(source)?.delete());
  return { name: contestant.name, round: contestant.round };
}

function native(python: string): Contestant {
  const script = fileURLToPath(new URL("../../bin/parse-library.py", import.meta.url));
  const child = spawn(python, [script, LIBRARY], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    name: "CPython",
    async round() {
      child.stdin.write("\n");
      return Number((await lines.next()).value);
    },
    close: () => child.stdin.end(),
  };
}
