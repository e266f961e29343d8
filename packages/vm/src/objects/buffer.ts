/**
 * The buffer protocol from the reader's side: the bytes of a bytes-like object (language reference 3.3.11).
 *
 * bytes, bytearray and memoryview are read directly. Any other object with a `__buffer__` slot answers a memoryview,
 * whose bytes are read and which is released again.
 */
import type { PyObject } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { typeName, typeOf } from "../kernel/type.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { PyMemoryView, bytesOfView, checkReleased, releaseView } from "./memoryview.ts";

/** inspect.BufferFlags: a contiguous buffer of bytes, read or written. */
const SIMPLE = 0;
const WRITABLE = 1;

/** The bytes of a bytes-like object, null for anything else. They may be the object's own: do not change, do not keep. Throws. */
export function bytesLikeOf(value: PyObject): Uint8Array | null {
  if (value instanceof PyBytes) return value.bytes;
  if (value instanceof PyByteArray) return value.view();
  if (value instanceof PyMemoryView) {
    checkReleased(value);
    return bytesOfView(value);
  }
  const slot = typeOf(value).slots.__buffer__;
  if (slot === undefined) return null;
  const view = must(slot(value, SIMPLE));
  if (!(view instanceof PyMemoryView)) {
    throw typeError(`__buffer__ returned non-memoryview object`);
  }
  const bytes = bytesOfView(view);
  releaseView(view);
  return bytes;
}

/** The bytes of a bytes-like object. Throws TypeError for anything else. */
export function toBytesLike(value: PyObject): Uint8Array {
  const bytes = bytesLikeOf(value);
  if (bytes === null) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return bytes;
}

/** The memory of a writable bytes-like object, to be changed in place; null if it has none. Throws. */
export function writableBytesOf(value: PyObject): Uint8Array | null {
  if (value instanceof PyByteArray) return value.view();
  if (value instanceof PyMemoryView) {
    checkReleased(value);
    return value.readonly || !value.isContiguous() ? null : value.contiguousMemory();
  }
  const slot = value instanceof PyBytes ? undefined : typeOf(value).slots.__buffer__;
  if (slot === undefined) return null;
  const view = must(slot(value, WRITABLE));
  if (!(view instanceof PyMemoryView)) throw typeError(`__buffer__ returned non-memoryview object`);
  if (view.readonly || !view.isContiguous()) return null;
  const memory = view.contiguousMemory();
  releaseView(view);
  return memory;
}
