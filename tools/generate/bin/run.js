#!/usr/bin/env node
/**
 * `node run.js FILE.ts [ARGS]`: runs a TypeScript program of this workspace. Its `main(args)` is called.
 */
import { importTypeScript } from "../src/workspace/import-typescript.js";

const [path, ...args] = process.argv.slice(2);
const { main } = await importTypeScript(path);
await main(args);
