/**
 * Every generator of the workspace and what it writes.
 *
 * A generator is a file in this folder that exports `generate`: a function from the root of the repository
 * to the files it makes. A new one needs no registration; exporting the name is enough.
 */
import { readFile, readdir, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Paths from the root of the repository, with the text that belongs there. */
export type GeneratedFiles = Readonly<Record<string, string>>;

/** What a generator module exports as `generate`. */
export type Generate = (root: string) => GeneratedFiles | Promise<GeneratedFiles>;

/** The generator modules, as paths from the root. */
export async function findGenerators(root: string): Promise<string[]> {
  const folder = "tools/generate/src";
  const names = (await readdir(join(root, folder))).filter((name) => /^[\w-]+\.ts$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(root, folder, name), "utf8")));
  return names
    .filter((_, index) => /^export (async function|function|const) generate\b/m.test(texts[index]!))
    .map((name) => `${folder}/${name}`);
}

/** Write the files that are not already as they should be; the paths that were written. */
export async function writeStale(root: string, files: GeneratedFiles): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const current = await readFile(join(root, path), "utf8").catch(() => undefined);
    if (current === text) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    stale.push(path);
  }
  return stale;
}
