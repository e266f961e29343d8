import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** V8 does not optimise functions above 61,440 bytes of its bytecode; half as much again is kept in reserve. */
const LIMIT = 40_000;

/** A program that makes V8 compile the loop: one frame with one instruction that it does not know. */
const PROGRAM = `
  import { runLoop } from ${JSON.stringify(fileURLToPath(new URL("./generated/loop.ts", import.meta.url)))};
  try { runLoop({}); } catch {}
`;

test("the loop stays small enough for V8 to optimise", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pyvm-loop-"));
  const outfile = join(folder, "loop.mjs");
  await build({
    stdin: { contents: PROGRAM, resolveDir: folder },
    outfile,
    bundle: true,
    ignoreAnnotations: true,
    platform: "node",
    format: "esm",
    conditions: ["@pyvm/source"],
  });
  const options = ["--print-bytecode", "--print-bytecode-filter=dispatch", outfile];
  const listing = execFileSync(process.execPath, options, { encoding: "utf8", maxBuffer: 1 << 26 });
  await rm(folder, { recursive: true });
  const size = Number(/Bytecode length: (\d+)/.exec(listing)?.[1]);
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThan(LIMIT);
});
