/**
 * The CPython 3.14 that answers: the one inside the pinned npm package `pyodide`.
 *
 * It is CPython's own C code compiled to WebAssembly, so it runs wherever the tests run, and nothing has
 * to be installed. Loading takes about two seconds and gives an interpreter in its first state.
 * PYTHONHASHSEED is 0 in every one of them: the order of a set of strings must not change a golden.
 */

import { loadPyodide } from "pyodide";

export type Interpreter = Awaited<ReturnType<typeof loadPyodide>>;

export type FileSystem = Interpreter["FS"];

/**
 * A fresh interpreter.
 *
 * @param args What follows `python` on the command line it believes it was given.
 * @param prepareFiles Called before Python starts, to write the files and choose the current folder that
 *   it will find.
 */
export async function loadInterpreter(
  args: readonly string[] = [],
  prepareFiles: (files: FileSystem) => void = () => {},
): Promise<Interpreter> {
  return loadPyodide({
    args: [...args],
    // PYTHONINSPECT: pyodide sets it unless told otherwise, and then sys.exit() would not leave.
    env: { HOME: "/", PYTHONHASHSEED: "0", PYTHONINSPECT: "" },
    fsInit: async (files: FileSystem) => prepareFiles(files),
  });
}
