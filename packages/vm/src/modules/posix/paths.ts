/**
 * Path arguments and system errors, as `posix` and `_io` have them (posixmodule.c, path_converter).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { callUnbound } from "../../kernel/invoke.ts";
import type { PyObject } from "../../kernel/object.ts";
import { UNWINDING, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { PyStr, strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { PyStrInstance, lookup, typeName, typeOf } from "../../kernel/type.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import { HostError, HostWait } from "../../host/host.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { osError } from "../../exceptions/os-error.ts";
import { PyBytes, makeBytes } from "../../objects/bytes.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";
import { exactStr } from "../../protocols/repr.ts";

/** A path argument: text for the host, and how answers are given back. */
export type Path = {
  readonly text: string;
  /** The argument as it goes into an OSError's `filename`. */
  readonly argument: PyObject;
  /** Names are answered as bytes when the path was bytes. */
  readonly isBytes: boolean;
};

const fspathName = attributeName("__fspath__");

/** os.fspath(): a str or bytes from a path-like object. */
export function fspath(value: PyObject): PyObject {
  if (isPathText(value)) return value;
  const method = lookup(typeOf(value), fspathName);
  if (method === undefined || method === None) {
    throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(value)}`);
  }
  const path = must(callUnbound(method, value, []));
  if (isPathText(path)) return path;
  throw typeError(`expected ${typeName(value)}.__fspath__() to return str or bytes, not ${typeName(path)}`);
}

function isPathText(value: PyObject): boolean {
  return (
    typeof value === "string" ||
    value instanceof PyStr ||
    value instanceof PyStrInstance ||
    value instanceof PyBytes
  );
}

/** A path argument of a function; `allowed` is what the message lists ("string, bytes or os.PathLike"). */
export function toPath(functionName: string, value: PyObject, parameter = "path"): Path {
  if (!isPathText(value)) {
    const method = lookup(typeOf(value), fspathName);
    if (method === undefined) {
      throw typeError(
        `${functionName}: ${parameter} should be string, bytes or os.PathLike, not ${typeName(value)}`,
      );
    }
  }
  const path = fspath(value);
  const isBytes = path instanceof PyBytes;
  const text = isBytes ? textFromPathBytes(path.bytes) : utf16Of(exactStr(path) as string | PyStr);
  if (text.includes("\0"))
    throw valueError(`${functionName}: embedded null ${isBytes ? "byte" : "character"} in ${parameter}`);
  return { text, argument: value, isBytes };
}

/** A path or an open file's descriptor. */
export function toPathOrDescriptor(functionName: string, value: PyObject): Path | number {
  if (!isPathText(value) && isIndex(value)) return must(toIndex(value, "OverflowError"));
  if (!isPathText(value) && lookup(typeOf(value), fspathName) === undefined) {
    throw typeError(
      `${functionName}: path should be string, bytes, os.PathLike or integer, not ${typeName(value)}`,
    );
  }
  return toPath(functionName, value);
}

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/** Bytes of a path as the host's text: bytes that are not UTF-8 become lone surrogates (PEP 383). */
export function textFromPathBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join("");
  }
}

/** The host's text of a path as bytes. */
export function pathBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point >= 0xdc80 && point <= 0xdcff) bytes.push(point - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** A name from the host, in the kind of the path that was asked with. */
export function nameLike(path: { readonly isBytes: boolean }, name: string): PyObject {
  return path.isBytes ? makeBytes(pathBytes(name)) : strFromUtf16(name);
}

/** Run a call of the host; a failure becomes an OSError with these file names. */
export function system<T>(body: () => T, filename?: PyObject, filename2?: PyObject): T {
  for (;;) {
    try {
      return body();
    } catch (error) {
      if (error instanceof HostWait) {
        must(waitUntil(error.isReady, { deadline: null, external: true }));
        continue;
      }
      const wasInterrupted = error instanceof HostError && error.errno === ERRNO.EINTR;
      if (!wasInterrupted) throw systemError(error, filename, filename2);
      // PEP 475: run the signal's handler, and unless it raises, try again.
      if (!rt.tick()) throw UNWINDING;
    }
  }
}

/** The OSError for a HostError; anything else is no failed call and goes on as it is. */
export function systemError(error: unknown, filename?: PyObject, filename2?: PyObject): PyBaseException {
  if (!(error instanceof HostError)) throw error;
  return osError(error.errno, errnoMessage(error.errno), filename, filename2);
}
