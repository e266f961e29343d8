#!/usr/bin/env node
/**
 * `pnpm generate [NAME…]`: writes the generated files whose definitions changed, and says which.
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../src/workspace/import-typescript.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const wanted = process.argv.slice(2);
const { findGenerators, writeStale } = await importTypeScript(join(root, "tools/generate/src/generators.ts"));

for (const path of await findGenerators(root)) {
  if (wanted.length > 0 && !wanted.includes(basename(path, ".ts"))) continue;
  const { generate } = await importTypeScript(join(root, path));
  for (const written of await writeStale(root, await generate(root))) console.log(`${path} → ${written}`);
}
