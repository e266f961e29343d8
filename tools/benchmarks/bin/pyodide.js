#!/usr/bin/env node
/** `node bin/pyodide.js FILE.py`: runs one program in pyodide, as the command `python` would. */

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const source = readFileSync(process.argv[2], "utf8");
const pyodide = await loadPyodide({ env: { HOME: "/", PYTHONHASHSEED: "0" } });
pyodide.setStdout({ write: (bytes) => process.stdout.write(Uint8Array.from(bytes)) && bytes.length });
pyodide.runPython(source, { globals: pyodide.toPy({ __name__: "__main__" }) });
pyodide.runPython("import sys; sys.stdout.flush()");
