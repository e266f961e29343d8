/**
 * Makes `lib/`, `library.pack` and CHANGES.md: the standard library, ready to be imported from.
 */
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeArchive } from "../src/archive.ts";
import { formatChanges } from "./changes-list.ts";
import { compileLibrary } from "./compile-library.ts";
import { readLibrary, readOverlay } from "./library-files.ts";
import type { LibraryFiles } from "./library-files.ts";

/** Called in the package's directory. */
export async function main(): Promise<void> {
  const directory = process.cwd();
  const overlay = await readOverlay(directory);
  const sources: LibraryFiles = new Map([...(await readLibrary(directory)), ...overlay]);
  const files: LibraryFiles = new Map([...sources, ...compileLibrary(sources)]);
  await writeFiles(join(directory, "lib"), files);
  await writeFile(join(directory, "library.pack"), await writeArchive(files));
  await writeFile(join(directory, "CHANGES.md"), formatChanges(overlay));
}

/** Make `folder` hold these files and no others. What is already as it should be is not touched: it may be in use. */
async function writeFiles(folder: string, files: LibraryFiles): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => join(folder, dirname(path))));
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  const present = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = present.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = new Map([...files].map(([path, contents]) => [join(folder, path), contents]));
  await Promise.all(paths.filter((path) => !wanted.has(path)).map((path) => rm(path)));
  await Promise.all([...wanted].map(([path, contents]) => writeChanged(path, contents)));
}

async function writeChanged(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present === undefined || !present.equals(contents)) await writeFile(path, contents);
}
