/**
 * The library's own compiled code runs unverified: starting Python is made of it, and its files are the build's.
 *
 * `_io.open_code`, with which importlib reads, marks what it has read from there, and `marshal.loads` asks. So bytes
 * made by hand are never taken for the library's.
 */
import { rt } from "../kernel/state.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import type { PyStr } from "../kernel/text.ts";

const libraryBytes = new WeakSet<ArrayBufferLike>();

/** Says where this interpreter's library is. */
export function setLibrary(directory: string): void {
  rt.interpreter.set("library", strFromUtf16(directory));
}

/** Whether a path is that of a compiled file of the library. */
export function isLibraryCode(path: string): boolean {
  const library = rt.interpreter.get("library");
  if (library === undefined || !path.endsWith(".pyc") || path.includes("/../")) return false;
  return path.startsWith(`${utf16Of(library as string | PyStr)}/`);
}

/** The bytes were read from a compiled file of the library. */
export function markLibraryBytes(bytes: Uint8Array): void {
  libraryBytes.add(bytes.buffer);
}

/** Whether the bytes, or what they are part of, were read from a compiled file of the library. */
export function areLibraryBytes(bytes: Uint8Array): boolean {
  return libraryBytes.has(bytes.buffer);
}
