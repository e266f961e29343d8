/**
 * Paths as text: what `posixpath` has natively of splitting and normalising (posixmodule.c, _path_normpath,
 * _path_splitroot_ex; Python/fileutils.c).
 */
import { fn } from "../../kernel/define.ts";
import type { PyObject } from "../../kernel/object.ts";
import { type PyStr, strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { PyBytes, makeBytes } from "../../objects/bytes.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { exactStr } from "../../protocols/repr.ts";
import { fspath } from "./paths.ts";

export const pathTextFunctions = {
  _path_normpath: fn("(path)", "Normalize path, eliminating double slashes, etc.", (path) =>
    onText(path, (text, back) => back(normalized(text))),
  ),
  _path_splitroot_ex: fn("(path)", "Split a pathname into drive, root and tail.", (path) =>
    onText(path, (text, back) => {
      const root = rootOf(text);
      return makeTuple([back(""), back(root), back(text.slice(root.length))]);
    }),
  ),
};

/** A path as text, of bytes one character each, and the way back. */
function onText(
  argument: PyObject,
  body: (text: string, back: (text: string) => PyObject) => PyObject,
): PyObject {
  const path = fspath(argument);
  if (path instanceof PyBytes) return body(latin1Of(path.bytes), (text) => makeBytes(bytesOf(text)));
  return body(utf16Of(exactStr(path) as string | PyStr), strFromUtf16);
}

function latin1Of(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

/** The slashes in front: two are kept, as POSIX wants it; more are one. */
function rootOf(text: string): string {
  if (!text.startsWith("/")) return "";
  return text.startsWith("//") && !text.startsWith("///") ? "//" : "/";
}

function normalized(text: string): string {
  const root = rootOf(text);
  const parts: string[] = [];
  for (const part of text.slice(root.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (root === "" && parts.length === 0) || parts.at(-1) === "..") parts.push(part);
    else parts.pop();
  }
  return root + parts.join("/") || ".";
}
