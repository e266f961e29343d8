#!/usr/bin/env node
/** Compares how fast pyvm and CPython run the programs of pyperformance; see ../README.md. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { main } = await importTypeScript(fileURLToPath(new URL("../src/pyperformance.ts", import.meta.url)));
process.exitCode = main(process.argv.slice(2));
