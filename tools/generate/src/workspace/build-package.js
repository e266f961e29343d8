/**
 * Bundles one package: each entry of its `exports` becomes one file in `dist/`.
 *
 * An entry is an export with the condition `@pyvm/source`; where its `default` condition points is where
 * the bundle goes. Everything outside the package stays an import. Entries of one package share their
 * modules through chunks (`@pyvm/vm` and `@pyvm/vm/core` are one machine, with one `None`). Statements
 * labelled `DEV:` are dropped: a build is a release. Nothing is minified: an installed package is meant to
 * be read, and its bundler will minify it anyway.
 *
 * Types are not made here but by build-types.js: running a program does not need them.
 */
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Build the package in `directory` (absolute path) into its `dist/`. What is wrong with it is said on stderr.
 *
 * @param {string} directory
 * @returns {Promise<boolean>} true when it was built
 */
export async function buildPackage(directory) {
  const manifest = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  const options = {
    absWorkingDir: directory,
    entryPoints: sourceEntries(manifest).map(({ source, output }) => ({
      in: source,
      out: output.replace(/\.js$/, ""),
    })),
    outdir: ".",
    chunkNames: "dist/chunk-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "neutral",
    target: "es2023",
    sourcemap: true,
    sourcesContent: false,
    dropLabels: ["DEV"],
    // `sideEffects: false` is a promise about entries; inside, a module may be there for what it registers.
    ignoreAnnotations: true,
    charset: "utf8",
    logLevel: "warning",
    metafile: true,
  };
  return build(options).then(
    async ({ metafile }) => {
      await removeOtherBundles(directory, new Set(Object.keys(metafile.outputs)));
      return true;
    },
    () => false,
  );
}

/**
 * The entries of a package that are built: `{ source: "src/index.ts", output: "dist/index.js" }`.
 *
 * @param {{ exports?: Record<string, unknown> }} manifest
 */
export function sourceEntries(manifest) {
  return Object.values(manifest.exports ?? {})
    .filter((target) => typeof target === "object" && target !== null && "@pyvm/source" in target)
    .map((target) => ({
      source: target["@pyvm/source"].replace(/^\.\//, ""),
      output: target.default.replace(/^\.\//, ""),
    }));
}

/** Chunk names carry a hash, so that the last build's would stay; types are another build's business. */
async function removeOtherBundles(directory, outputs) {
  const names = await readdir(join(directory, "dist"), { recursive: true });
  const bundles = names.filter((name) => /\.js(\.map)?$/.test(name)).map((name) => join("dist", name));
  const others = bundles.filter((path) => !outputs.has(path.replaceAll("\\", "/")));
  await Promise.all(others.map((path) => rm(join(directory, path), { force: true })));
}
