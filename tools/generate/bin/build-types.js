#!/usr/bin/env node
/**
 * The `build:types` script of every package: writes the declarations of the package in the current
 * directory into `dist/`, beside the bundles that build-package.js made.
 */
import { buildTypes } from "../src/workspace/build-types.js";

const complaints = buildTypes(process.cwd());
process.stderr.write(complaints);
process.exitCode = complaints === "" ? 0 : 1;
