/**
 * `_sha2`: SHA-224, SHA-256, SHA-384 and SHA-512 for hashlib.
 */
import { hexOfBytes } from "../algorithms/byte-strings.ts";
import { type Sha2, type Sha2Name, createSha2 } from "../algorithms/sha2.ts";
import { type ModuleDefinition, defineModule, defineType, fn, getset, method } from "../kernel/define.ts";
import type { HeapObject, PyObject, Result } from "../kernel/object.ts";
import { typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { type PyType, TypeFlag } from "../kernel/type.ts";
import { bytesLikeOf } from "../objects/buffer.ts";
import { makeBytes } from "../objects/bytes.ts";
import { strOf } from "../objects/str/text.ts";

class PyHash implements HeapObject {
  declare readonly cls: PyType;
  readonly hash: Sha2;
  constructor(hash: Sha2) {
    this.hash = hash;
  }
}

/** What hashlib accepts: any bytes-like object, but no text. Throws. */
function dataArgument(data: PyObject): Uint8Array {
  if (strOf(data) !== undefined) throw typeError("Strings must be encoded before hashing");
  const bytes = bytesLikeOf(data);
  if (bytes === null) throw typeError("object supporting the buffer API required");
  return bytes;
}

function hashType(algorithm: Sha2Name): PyType {
  class PyAlgorithm extends PyHash {}
  Object.setPrototypeOf(PyAlgorithm.prototype, Object.prototype);
  return defineType(`${algorithm.toUpperCase()}Type`, {
    instance: PyAlgorithm,
    module: "_sha2",
    final: true,
    flags: TypeFlag.DISALLOW_INSTANTIATION,
    methods: {
      copy: method(
        "($self, /)",
        "A copy of the hash object.",
        (self: PyHash) => new PyAlgorithm(self.hash.copy()),
      ),
      digest: method("($self, /)", "The hash of the data so far.", (self: PyHash) =>
        makeBytes(self.hash.digest()),
      ),
      hexdigest: method("($self, /)", "The hash of the data so far in hexadecimal digits.", (self: PyHash) =>
        hexOfBytes(self.hash.digest()),
      ),
      update: method("($self, obj, /)", "Add data to what is hashed.", (self: PyHash, obj: PyObject) => {
        self.hash.update(dataArgument(obj));
        return None;
      }),
      block_size: getset(null, (self: PyHash) => self.hash.blockSize),
      digest_size: getset(null, (self: PyHash) => self.hash.digestSize),
      name: getset(null, () => algorithm),
    },
  });
}

const NAMES = ["sha224", "sha256", "sha384", "sha512"] as const;
const TYPES = Object.fromEntries(NAMES.map((name) => [name, hashType(name)])) as Record<Sha2Name, PyType>;

/** `string` is the deprecated name of `data`. */
function construct(name: Sha2Name) {
  return (data: PyObject | undefined, _usedForSecurity: PyObject, string: PyObject): Result => {
    if (data !== undefined && string !== None) {
      throw typeError(
        "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
      );
    }
    const source = data ?? (string === None ? undefined : string);
    const hash = createSha2(name);
    if (source !== undefined) hash.update(dataArgument(source));
    return new TYPES[name].JS(hash);
  };
}

export const sha2Module: ModuleDefinition = defineModule("_sha2", {
  types: Object.values(TYPES),
  constants: { _GIL_MINSIZE: 2048 },
  functions: Object.fromEntries(
    NAMES.map((name) => [
      name,
      fn(
        "($module, /, data=b'', *, usedforsecurity=True, string=None)",
        `A new ${name.toUpperCase()} hash object.`,
        construct(name),
      ),
    ]),
  ),
});
