#!/usr/bin/env node
/** Compares the speed of pyvm with CPython's and pyodide's; see ../README.md. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { main } = await importTypeScript(fileURLToPath(new URL("../src/main.ts", import.meta.url)));
process.exitCode = await main(process.argv.slice(2));
