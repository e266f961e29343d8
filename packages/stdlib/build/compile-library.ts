/**
 * The library's compiled form: for each `NAME.py` a `__pycache__/NAME.pyvm-314.pyc`.
 *
 * Their hashes are not checked (PEP 552): package managers do not keep modification times, and a published
 * library does not change. The file names in them are relative; importlib puts in the real ones.
 */
import { sourceHash, writePyc } from "@pyvm/bytecode";
import { compile } from "@pyvm/compiler";
import type { LibraryFiles } from "./library-files.ts";

/** The compiled files of all sources; fails when a source does not compile. */
export function compileLibrary(files: LibraryFiles): LibraryFiles {
  const sources = [...files].filter(([path]) => path.endsWith(".py"));
  return new Map(sources.map(([path, source]) => [cachePath(path), compileFile(path, source)]));
}

/** `json/decoder.py` → `json/__pycache__/decoder.pyvm-314.pyc`. */
export function cachePath(path: string): string {
  return path.replace(/([^/]*)\.py$/, "__pycache__/$1.pyvm-314.pyc");
}

function compileFile(path: string, source: Uint8Array): Uint8Array {
  const code = compile(source, { filename: path, mode: "exec" });
  return writePyc({ validation: { kind: "unchecked-hash", hash: sourceHash(source) }, code });
}
