#!/usr/bin/env node
/**
 * The `build` script of every package: bundles the package in the current directory into `dist/`.
 */
import { buildPackage } from "../src/workspace/build-package.js";

await buildPackage(process.cwd());
