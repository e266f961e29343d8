import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findGenerators, writeStale } from "./generators.ts";
import type { Generate } from "./generators.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test.for((await findGenerators(root)).map((path) => basename(path)))(
  "what %s writes is up to date (if not, it is now: commit it)",
  async (name) => {
    const { generate } = (await import(/* @vite-ignore */ join(root, "tools/generate/src", name))) as {
      generate: Generate;
    };
    expect(await writeStale(root, await generate(root))).toEqual([]);
  },
);
