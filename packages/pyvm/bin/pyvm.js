#!/usr/bin/env node
import "@pyvm/cli/bin/pyvm.js";
