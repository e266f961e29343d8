/**
 * Makes `lib/`, `library.pack` and CHANGES.md: the standard library, ready to be imported from.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeArchive } from "../src/archive.ts";
import { formatChanges } from "./changes-list.ts";
import { readLibrary, readOverlay } from "./library-files.ts";
import type { LibraryFiles } from "./library-files.ts";

/** Called in the package's directory. */
export async function main(): Promise<void> {
  const directory = process.cwd();
  const overlay = await readOverlay(directory);
  const files: LibraryFiles = new Map([...(await readLibrary(directory)), ...overlay]);
  await writeFiles(join(directory, "lib"), files);
  await writeFile(join(directory, "library.pack"), await writeArchive(files));
  await writeFile(join(directory, "CHANGES.md"), formatChanges(overlay));
}

async function writeFiles(folder: string, files: LibraryFiles): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const folders = new Set([...files.keys()].map((path) => join(folder, dirname(path))));
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  await Promise.all([...files].map(([path, contents]) => writeFile(join(folder, path), contents)));
}
