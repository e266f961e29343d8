/**
 * Bundles the command for starting fast: `dist/launcher.cjs` (main thread), `dist/worker.cjs` and `dist/command.cjs`,
 * which is everything from the parser to the VM in one script, and has V8 compile it once (src/launcher/code-cache.ts).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OPTIONS = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "es2023",
  conditions: ["@pyvm/source"],
  dropLabels: ["DEV"],
  ignoreAnnotations: true,
  // One byte a character, and few of them: the text is read at each start.
  charset: "ascii",
  minifyWhitespace: true,
  minifySyntax: true,
  write: false,
  logLevel: "warning",
};

/** `STDLIB_URL`: for the code of @pyvm/stdlib, which looks beside itself. */
const WRAPPER = ["(function (exports, require, module, __filename, STDLIB_URL) {", "})"];

/** What most programs need, so that its functions are in the cache. */
const WARM_UP = `
import sys
class Example:
    def __init__(self): self.items = [x for x in range(3)]
    def __repr__(self): return f"{self.items!r:>10}"
print(Example(), {"a": 1, **{"b": 2.5}}, len("abc"), file=sys.stderr if False else open("/dev/null", "w"))
try:
    {}["missing"]
except KeyError as error:
    pass
`;

async function bundle(entry, outfile, options = {}, decorate = (text) => text) {
  const result = await build({ ...OPTIONS, ...options, entryPoints: [entry] });
  await writeFile(`${outfile}.new`, decorate(result.outputFiles[0].text));
  await rename(`${outfile}.new`, outfile);
}

async function bundleCommand() {
  const options = { define: { "import.meta.url": "STDLIB_URL" } };
  await bundle("src/command.ts", "dist/command.cjs", options, (text) => {
    const script = `${WRAPPER[0]}${text}\n${WRAPPER[1]}`;
    return `/*${createHash("sha256").update(script).digest("hex").slice(0, 16)}*/${script}`;
  });
}

async function removeCaches() {
  const names = (await readdir("dist")).filter((name) => name.endsWith(".cache"));
  await Promise.all(names.map((name) => rm(`dist/${name}`)));
}

await bundle("src/launcher/main-thread.ts", "dist/launcher.cjs", { external: ["@pyvm/stdlib"] });
await bundle("src/launcher/worker-thread.ts", "dist/worker.cjs");
await bundleCommand();
await removeCaches();
spawnSync(process.execPath, ["bin/pyvm.js", "-I", "-c", WARM_UP], { stdio: ["ignore", 2, 2] });
