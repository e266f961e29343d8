/**
 * Runs a TypeScript module of this workspace in a Node that cannot: bundles it and imports the bundle.
 *
 * Workspace packages are taken from source and bundled in; everything else stays an import, resolved from
 * the `node_modules` of the package that the module belongs to, where the bundle is put for that reason.
 * Under vitest there is no need of this: import the module.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * The exports of the module at `path`.
 *
 * @param {string} path
 * @returns {Promise<Record<string, any>>}
 */
export async function importTypeScript(path) {
  const entry = resolve(path);
  const outfile = join(owningPackage(entry), "node_modules/.cache", `${basename(entry, ".ts")}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@pyvm/source"],
    ignoreAnnotations: true,
    sourcemap: "inline",
    logLevel: "warning",
    plugins: [externalExceptWorkspace, keepOwnAddress],
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}

const externalExceptWorkspace = {
  name: "external-except-workspace",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@pyvm/") ? undefined : { path, external: true },
    );
  },
};

/** Source files find the files beside them by `import.meta.url`, which a bundle would change. */
const keepOwnAddress = {
  name: "keep-own-address",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll("import.meta.url", address), loader: "ts" };
    });
  },
};

function owningPackage(path) {
  const directory = dirname(path);
  return existsSync(join(directory, "package.json")) ? directory : owningPackage(directory);
}
