/**
 * `_sha1`: SHA-1 for hashlib.
 */
import type { Digest } from "../algorithms/digest.ts";
import { createSha1 } from "../algorithms/sha1.ts";
import { defineModule, defineType, getset } from "../kernel/define.ts";
import { TypeFlag } from "../kernel/type.ts";
import { PyHash, digestMethods, hashConstructor, hashMethods } from "./hash-object.ts";

class PySha1 extends PyHash<Digest> {}
Object.setPrototypeOf(PySha1.prototype, Object.prototype);

const sha1Type = defineType("sha1", {
  instance: PySha1,
  module: "_sha1",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    ...hashMethods("sha1"),
    ...digestMethods((self: PySha1) => self.hash.digest()),
    block_size: getset(null, (self: PySha1) => self.hash.blockSize),
    digest_size: getset(null, (self: PySha1) => self.hash.digestSize),
  },
});

export const sha1Module = defineModule("_sha1", {
  constants: { SHA1Type: sha1Type, _GIL_MINSIZE: 2048 },
  functions: { sha1: hashConstructor("sha1", () => sha1Type, createSha1) },
});
