#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { main } from "../dist/index.js";

process.exitCode = main(process.argv.slice(2), { executable: fileURLToPath(import.meta.url) });
