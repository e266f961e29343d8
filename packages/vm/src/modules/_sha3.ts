/**
 * `_sha3`: SHA-3 and SHAKE for hashlib.
 */
import { hexOfBytes } from "../algorithms/byte-strings.ts";
import { Sponge } from "../algorithms/keccak.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { type Entry, defineModule, defineType, getset, method } from "../kernel/define.ts";
import type { KeywordNames, PyObject } from "../kernel/object.ts";
import { must, valueError } from "../kernel/raise.ts";
import type { PyType } from "../kernel/type.ts";
import { makeBytes } from "../objects/bytes.ts";
import { toIndex } from "../protocols/number.ts";
import { PyHash, digestMethods, hashMethods, initialData } from "./hash-object.ts";

/** How the two kinds of functions pad what they absorb. */
const SHA3_SUFFIX = 0x06;
const SHAKE_SUFFIX = 0x1f;
const STATE_BYTES = 200;
const MAX_SHAKE_LENGTH = 2 ** 29;

/** `strength` is the security in bits; the sponge keeps twice as much to itself. */
function spongeType(
  name: string,
  strength: number,
  suffix: number,
  methods: Record<string, Entry>,
  digestSize: number,
): PyType {
  const rate = STATE_BYTES - strength / 4;
  const bind = argumentBinder(name, "(data=b'', /, *, usedforsecurity=True, string=None)");
  class PySponge extends PyHash<Sponge> {}
  Object.setPrototypeOf(PySponge.prototype, Object.prototype);
  return defineType(name, {
    instance: PySponge,
    module: "_sha3",
    final: true,
    doc: `A new ${name.toUpperCase()} hash object.`,
    slots: {
      __new__: (type, args: PyObject[], kwnames: KeywordNames) => {
        const [data, , string] = must(bind(args, kwnames)) as [PyObject | undefined, PyObject, PyObject];
        const bytes = initialData(data, string);
        const sponge = new Sponge(rate, suffix);
        if (bytes !== null) sponge.update(bytes);
        return new type.JS(sponge);
      },
    },
    methods: {
      ...hashMethods(name),
      ...methods,
      block_size: getset(null, () => rate),
      digest_size: getset(null, () => digestSize),
    },
  });
}

function sha3(bits: number): PyType {
  const digest = digestMethods((self: PyHash<Sponge>) => self.hash.squeeze(bits / 8));
  return spongeType(`sha3_${bits}`, bits, SHA3_SUFFIX, digest, bits / 8);
}

function shakeLength(value: PyObject): number {
  const length = must(toIndex(value, "OverflowError"));
  if (length < 0) throw valueError("Cannot convert negative int");
  if (length >= MAX_SHAKE_LENGTH) throw valueError("length is too large");
  return length;
}

function shake(bits: number): PyType {
  const methods = {
    digest: method(
      "($self, length)",
      "So many bytes of the hash.",
      (self: PyHash<Sponge>, length: PyObject) => makeBytes(self.hash.squeeze(shakeLength(length))),
    ),
    hexdigest: method(
      "($self, length)",
      "So many bytes of the hash in hexadecimal digits.",
      (self: PyHash<Sponge>, length: PyObject) => hexOfBytes(self.hash.squeeze(shakeLength(length))),
    ),
  };
  return spongeType(`shake_${bits}`, bits, SHAKE_SUFFIX, methods, 0);
}

export const sha3Module = defineModule("_sha3", {
  constants: { implementation: "pyvm", _GIL_MINSIZE: 2048 },
  types: [sha3(224), sha3(256), sha3(384), sha3(512), shake(128), shake(256)],
});
