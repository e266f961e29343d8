/**
 * Hash objects for hashlib: what the native modules of MD5, SHA-1, SHA-3 and BLAKE2 have in common.
 */
import { hexOfBytes } from "../algorithms/byte-strings.ts";
import { type Entry, fn, getset, method } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import type { PyType } from "../kernel/type.ts";
import { bytesLikeOf } from "../objects/buffer.ts";
import { makeBytes } from "../objects/bytes.ts";
import { strOf } from "../objects/str/text.ts";

/** What hashlib accepts: any bytes-like object, but no text. Throws. */
export function hashData(data: PyObject): Uint8Array {
  if (strOf(data) !== undefined) throw typeError("Strings must be encoded before hashing");
  const bytes = bytesLikeOf(data);
  if (bytes === null) throw typeError("object supporting the buffer API required");
  return bytes;
}

/** The data that a constructor was given; `string` is the deprecated name of `data`. */
export function initialData(data: PyObject | undefined, string: PyObject): Uint8Array | null {
  if (data !== undefined && string !== None) {
    throw typeError(
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  }
  const source = data ?? (string === None ? undefined : string);
  return source === undefined ? null : hashData(source);
}

/** Any of them. */
type AnyHash = { update(data: Uint8Array): void; copy(): AnyHash };

type Updatable<T> = { update(data: Uint8Array): void; copy(): T };

export class PyHash<T extends Updatable<T>> implements HeapObject {
  declare readonly cls: PyType;
  readonly hash: T;
  constructor(hash: T) {
    this.hash = hash;
  }
}

/** copy() and update(), and what the hash is called. */
export function hashMethods(name: string): Record<string, Entry> {
  return {
    copy: method(
      "($self, /)",
      "A copy of the hash object.",
      (self: PyHash<AnyHash>) => new self.cls.JS(self.hash.copy()),
    ),
    update: method(
      "($self, obj, /)",
      "Add data to what is hashed.",
      (self: PyHash<AnyHash>, obj: PyObject) => {
        self.hash.update(hashData(obj));
        return None;
      },
    ),
    name: getset(null, () => name),
  };
}

/** digest() and hexdigest() of hashes of one size. */
export function digestMethods<T>(digest: (self: T) => Uint8Array): Record<string, Entry> {
  return {
    digest: method("($self, /)", "The hash of the data so far.", (self: T) => makeBytes(digest(self))),
    hexdigest: method("($self, /)", "The hash of the data so far in hexadecimal digits.", (self: T) =>
      hexOfBytes(digest(self)),
    ),
  };
}

/** The function that makes hash objects of a type. */
export function hashConstructor<T extends Updatable<T>>(
  name: string,
  type: () => PyType,
  create: () => T,
): Entry {
  return fn(
    "($module, /, data=b'', *, usedforsecurity=True, string=None)",
    `A new ${name.toUpperCase()} hash object.`,
    (data: PyObject | undefined, _usedForSecurity: PyObject, string: PyObject): Result => {
      const bytes = initialData(data, string);
      const hash = create();
      if (bytes !== null) hash.update(bytes);
      return new (type().JS)(hash);
    },
  );
}
