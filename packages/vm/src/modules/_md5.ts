/**
 * `_md5`: MD5 for hashlib.
 */
import type { Digest } from "../algorithms/digest.ts";
import { createMd5 } from "../algorithms/md5.ts";
import { defineModule, defineType, getset } from "../kernel/define.ts";
import { TypeFlag } from "../kernel/type.ts";
import { PyHash, digestMethods, hashConstructor, hashMethods } from "./hash-object.ts";

class PyMd5 extends PyHash<Digest> {}
Object.setPrototypeOf(PyMd5.prototype, Object.prototype);

const md5Type = defineType("md5", {
  instance: PyMd5,
  module: "_md5",
  final: true,
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    ...hashMethods("md5"),
    ...digestMethods((self: PyMd5) => self.hash.digest()),
    block_size: getset(null, (self: PyMd5) => self.hash.blockSize),
    digest_size: getset(null, (self: PyMd5) => self.hash.digestSize),
  },
});

export const md5Module = defineModule("_md5", {
  constants: { MD5Type: md5Type, _GIL_MINSIZE: 2048 },
  functions: { md5: hashConstructor("md5", () => md5Type, createMd5) },
});
