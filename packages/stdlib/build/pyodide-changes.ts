/**
 * What Pyodide changed in the standard library that it ships, file by file, and how it is taken back.
 *
 * Found by comparing `python_stdlib.zip` with CPython's library. A pin of another Pyodide version must be
 * compared again: the build fails when a change to be taken back is not there, but cannot see a new one.
 */

export interface PyodideChange {
  /** A path in the library, or a folder when it ends in a slash. */
  readonly path: string;
  /** Why it is not as it was, or not wanted. */
  readonly reason: string;
  /** CPython's text from Pyodide's; without it the file is left out. */
  readonly restore?: (text: string) => string;
}

/** The files that pyvm does not take as they are. */
export const pyodideChanges: readonly PyodideChange[] = [
  { path: "_pyodide/", reason: "Pyodide's own" },
  { path: "pyodide/", reason: "Pyodide's own" },
  { path: "site-packages/", reason: "holds nothing but a README" },
  {
    path: "_sysconfigdata__emscripten_wasm32-emscripten.py",
    reason: "describes how Pyodide's interpreter was built",
  },
  { path: "_ssl.py", reason: "Pyodide's stand-in for an extension module" },
  { path: "ssl.py", reason: "Pyodide's stand-in; CPython's needs the extension module `_ssl`" },
  { path: "webbrowser.py", reason: "Pyodide's own implementation over the page it runs in" },
  { path: "ctypes/macholib/fetch_macholib", reason: "a maintainer's script" },
  { path: "ctypes/macholib/fetch_macholib.bat", reason: "a maintainer's script" },
  {
    path: "json/encoder.py",
    reason: "Pyodide also encodes JavaScript's null",
    restore: withoutJsNull,
  },
  {
    path: "zoneinfo/_common.py",
    reason: "Pyodide asks for its own time zone package",
    restore: withoutTzdataAdvice,
  },
];

/** What CPython's library has and Pyodide's archive has not. Nothing here can be taken from it. */
export const absentModules: readonly string[] = [
  "_aix_support",
  "_android_support",
  "_apple_support",
  "_ios_support",
  "_osx_support",
  "_pydecimal",
  "curses",
  "dbm",
  "ensurepip",
  "idlelib",
  "lib2to3",
  "pydoc_data",
  "tkinter",
  "turtle",
  "turtledemo",
  "venv",
  "zoneinfo._zoneinfo",
];

/** Each test for JavaScript's null is a branch of two lines, and one line names it. */
function withoutJsNull(text: string): string {
  return text.replace(/^ *elif \w+ is _JSNULL:\n.*\n/gm, "").replace(/^_JSNULL = None\n/m, "");
}

function withoutTzdataAdvice(text: string): string {
  return text.replace(/^ {8}import sys\n {8}if "tzdata" not in sys\.modules:\n(?: {12}.*\n)+/m, "");
}
