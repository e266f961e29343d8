/** The sources of the standard library that the oracle comes with. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadPyodide } from "pyodide";

const LIST = `
import zipfile
archive = zipfile.ZipFile("/library.zip")
[name for name in archive.namelist() if name.endswith(".py")]
`;

export interface LibraryFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function readLibrary(): Promise<LibraryFile[]> {
  const oracle = await loadPyodide();
  oracle.FS.writeFile(
    "/library.zip",
    readFileSync(createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip")),
  );
  const names = (oracle.runPython(LIST) as { toJs(): string[] }).toJs();
  return names.map((name) => {
    const bytes = oracle.runPython(`archive.read(${JSON.stringify(name)})`) as { toJs(): Uint8Array };
    return { name, bytes: bytes.toJs() };
  });
}
