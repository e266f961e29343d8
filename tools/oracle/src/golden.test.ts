import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readCorpus } from "../../corpus/src/read-corpus.ts";
import { stageGoldens } from "./golden.ts";
import { createOracle, type Oracle } from "./index.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

// Running each program again would take minutes; the stages take seconds.
test.for(readCorpus())("the stage goldens of $id are CPython's", (program) => {
  for (const [name, content] of Object.entries(stageGoldens(oracle, program))) {
    const path = join(program.folder, name);
    const present = existsSync(path) ? readFileSync(path) : null;
    const same = content === null ? present === null : present?.equals(Buffer.from(content as Uint8Array));
    expect(same, `${path} is not what the oracle says: pnpm golden ${program.id}`).toBe(true);
  }
});
