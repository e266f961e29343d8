import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readPyc } from "@pyvm/bytecode";
import { beforeAll, expect, test } from "vitest";
import { compileLibrary } from "./compile-library.ts";
import { formatChanges } from "./changes-list.ts";
import { readLibrary, readOverlay } from "./library-files.ts";
import type { LibraryFiles } from "./library-files.ts";
import { absentModules } from "./pyodide-changes.ts";

const packageDirectory = fileURLToPath(new URL("..", import.meta.url));
let library: LibraryFiles;
let overlay: LibraryFiles;

beforeAll(async () => {
  library = await readLibrary(packageDirectory);
  overlay = await readOverlay(packageDirectory);
});

test("nothing of Pyodide's is in the library", () => {
  const decoder = new TextDecoder();
  const mentioning = [...library].filter(
    ([path, contents]) => /pyodide/i.test(path) || /pyodide|_JSNULL/i.test(decoder.decode(contents)),
  );
  expect(mentioning.map(([path]) => path)).toEqual([]);
});

test("the library has what programs import", () => {
  expect(library.size).toBeGreaterThan(500);
  for (const path of ["os.py", "importlib/_bootstrap.py", "collections/__init__.py", "encodings/utf_8.py"]) {
    expect(library.has(path), path).toBe(true);
  }
});

test("what is said to be absent is absent", () => {
  const present = absentModules.filter((name) => {
    const path = name.replaceAll(".", "/");
    return library.has(`${path}.py`) || library.has(`${path}/__init__.py`);
  });
  expect(present).toEqual([]);
});

test("a source is compiled to a file that importlib finds and does not check", () => {
  const compiled = compileLibrary(new Map([["json/__init__.py", new TextEncoder().encode("x = 1\n")]]));
  expect([...compiled.keys()]).toEqual(["json/__pycache__/__init__.pyvm-314.pyc"]);
  const { validation, code } = readPyc([...compiled.values()][0]!);
  expect(validation.kind).toBe("unchecked-hash");
  expect(code.co_filename).toBe("json/__init__.py");
});

test("CHANGES.md is up to date (the build writes it)", async () => {
  expect(await readFile(`${packageDirectory}CHANGES.md`, "utf8")).toBe(formatChanges(overlay));
});
