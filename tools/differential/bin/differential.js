#!/usr/bin/env node
/** Compares the parser with CPython over many sources; see ../README.md. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { main } = await importTypeScript(fileURLToPath(new URL("../src/main.ts", import.meta.url)));
process.exitCode = await main(process.argv.slice(2));
