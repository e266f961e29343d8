/** What a page that imports the parser has to fetch: 60 KB, and the names of characters only if one is met. */
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

async function bundle(entry: string): Promise<{ path: string; bytes: Uint8Array; imports: string[] }[]> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    outdir: "out",
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    conditions: ["@pyvm/source"],
  });
  return outputFiles.map(({ path, contents }) => {
    const name = Object.keys(metafile.outputs).find((output) => path.endsWith(output))!;
    return { path, bytes: contents, imports: Object.keys(metafile.outputs[name]!.inputs) };
  });
}

test("parse is 60 KB compressed, and the names are a file of their own", async () => {
  const files = await bundle(`export { parse, parseAsync } from "./browser.ts"`);
  const named = files.filter(({ imports }) => imports.some((path) => path.includes("generated/names")));
  expect(named).toHaveLength(1);
  const size = files
    .filter((file) => file !== named[0])
    .reduce((sum, { bytes }) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  expect(size).toBeLessThanOrEqual(60_000);
});

test("all that the package has is below 70 KB", async () => {
  const files = await bundle(`export * from "./browser.ts"`);
  const sizes = files.map(({ bytes }) => gzipSync(bytes, { level: 9 }).length).sort((a, b) => b - a);
  // The largest file is the table of names.
  expect(sizes.slice(1).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(70_000);
});

test("nothing is imported but @pyvm/unicode", async () => {
  const files = await bundle(`export * from "./index.ts"`);
  const folders = files.flatMap(({ imports }) =>
    imports.map((path) => /packages\/([\w-]+)\/|<stdin>/.exec(path)?.[1]),
  );
  expect(new Set(folders)).toEqual(new Set(["parser", "unicode", undefined]));
});
