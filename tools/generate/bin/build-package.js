#!/usr/bin/env node
/**
 * The `build` script of every package: bundles the package in the current directory into `dist/`.
 */
import { buildPackage } from "../src/workspace/build-package.js";

const built = await buildPackage(process.cwd());
process.exitCode = built ? 0 : 1;
