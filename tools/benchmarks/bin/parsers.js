#!/usr/bin/env node
/** Compares the speed of Python parsers; see ../README.md. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { parsers } = await importTypeScript(fileURLToPath(new URL("../src/parsers/main.ts", import.meta.url)));
process.exitCode = await parsers(process.argv.slice(2));
