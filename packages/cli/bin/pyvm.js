#!/usr/bin/env node
"use strict";
// eslint-disable-next-line @typescript-eslint/no-require-imports -- CommonJS, which Node starts faster than a module.
require("../dist/launcher.cjs");
