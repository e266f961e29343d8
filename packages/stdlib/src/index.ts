/**
 * Where the standard library's files are. The files themselves are data: `lib/` and `library.pack`.
 */
export { readArchive, writeArchive } from "./archive.ts";
export type { LibraryFiles } from "./archive.ts";

/** The version of CPython whose library this is. */
export const pythonVersion = "3.14.2";

/** The directory with the library's files, `.py` with compiled `.pyc` beside; ends with a slash. */
export const libraryUrl = besideThisPackage("lib/");

/** The same files in one, for `readArchive`. */
export const archiveUrl = besideThisPackage("library.pack");

/**
 * The library's directory as a path, without a slash at the end: what goes on `sys.path`.
 *
 * Only where this package is a file on a disk; elsewhere it is the empty string.
 */
export const libraryPath = libraryUrl.protocol === "file:" ? pathOf(libraryUrl) : "";

/** Both `src` and `dist` are folders of the package. */
function besideThisPackage(name: string): URL {
  const here = import.meta.url;
  return new URL(`../${name}`, here);
}

/** `file:///home/x%20y/` → `/home/x y`, and `file:///C:/x/` → `C:/x`. */
function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname)
    .replace(/^\/(?=[A-Za-z]:)/, "")
    .replace(/\/$/, "");
}
