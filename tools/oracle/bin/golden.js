#!/usr/bin/env node
/** `pnpm golden`: asks CPython for the expected results of corpus programs and writes them down. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { main } = await importTypeScript(fileURLToPath(new URL("../src/golden.ts", import.meta.url)));
process.exitCode = await main(process.argv.slice(2));
