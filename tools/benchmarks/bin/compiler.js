#!/usr/bin/env node
/** Compares the speed of the compiler with CPython's; see ../README.md. */

import { fileURLToPath } from "node:url";
import { importTypeScript } from "../../generate/src/workspace/import-typescript.js";

const { compilers } = await importTypeScript(
  fileURLToPath(new URL("../src/compiler/main.ts", import.meta.url)),
);
process.exitCode = await compilers(process.argv.slice(2));
