/**
 * The files of the standard library: CPython's, out of the pinned package `pyodide`, and our overlay.
 */
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { pyodideChanges } from "./pyodide-changes.ts";
import type { PyodideChange } from "./pyodide-changes.ts";

/** Contents by path from the root of the library, with `/` between names. */
export type LibraryFiles = Map<string, Uint8Array>;

/** The library as the archive has it, Pyodide's own changes taken back, sorted by path. */
export async function readLibrary(packageDirectory: string): Promise<LibraryFiles> {
  const require = createRequire(join(packageDirectory, "package.json"));
  const archive = join(dirname(require.resolve("pyodide/package.json")), "python_stdlib.zip");
  const entries = Object.entries(unzipSync(await readFile(archive)));
  const files = new Map(entries.filter(([path]) => !path.endsWith("/")).sort(byPath));
  for (const change of pyodideChanges) takeBack(files, change);
  return files;
}

/** The files that stand in for, or beside, the library's own: everything in `overlay/` but its README. */
export async function readOverlay(packageDirectory: string): Promise<LibraryFiles> {
  const folder = join(packageDirectory, "overlay");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".py")).sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return new Map(names.map((name, index) => [name.replaceAll("\\", "/"), contents[index]!]));
}

function byPath([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** Take back one change; fails when it is not there, for then the archive is not the one we know. */
function takeBack(files: LibraryFiles, { path, restore }: PyodideChange): void {
  const affected = [...files.keys()].filter((name) =>
    path.endsWith("/") ? name.startsWith(path) : name === path,
  );
  if (affected.length === 0) throw new Error(`the archive has no ${path}: see pyodide-changes.ts`);
  for (const name of affected) {
    if (restore === undefined) {
      files.delete(name);
      continue;
    }
    const text = new TextDecoder().decode(files.get(name));
    const restored = restore(text);
    if (restored === text) throw new Error(`${name} is not changed as pyodide-changes.ts says`);
    files.set(name, new TextEncoder().encode(restored));
  }
}
