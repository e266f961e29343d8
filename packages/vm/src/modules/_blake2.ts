/**
 * `_blake2`: BLAKE2b and BLAKE2s for hashlib.
 */
import { BLAKE2B, BLAKE2S, Blake2, type Blake2Parameters, type Blake2Variant } from "../algorithms/blake2.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { defineModule, defineType, getset } from "../kernel/define.ts";
import type { KeywordNames, PyObject } from "../kernel/object.ts";
import { must, overflowError, valueError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import type { PyType } from "../kernel/type.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { toInteger } from "../protocols/number.ts";
import { PyHash, digestMethods, hashMethods, initialData } from "./hash-object.ts";

const OPTIONS =
  "key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, " +
  "last_node=False, usedforsecurity=True, string=None";

type Limits = { readonly digest: number; readonly salt: number; readonly offset: bigint };

function sized(name: string, value: PyObject | undefined, limit: number): Uint8Array {
  if (value === undefined) return new Uint8Array();
  const bytes = toBytesLike(value);
  if (bytes.length > limit) throw valueError(`maximum ${name} length is ${limit} bytes`);
  return bytes;
}

function unsigned(value: PyObject, limit: bigint, what: string): bigint {
  const integer = BigInt(must(toInteger(value)));
  if (integer < 0n) throw valueError("Cannot convert negative int");
  if (integer > limit) throw overflowError(`${what} is too large`);
  return integer;
}

function inRange(
  name: string,
  value: PyObject,
  low: number,
  high: number,
  words = `between ${low} and ${high}`,
): number {
  const integer = must(toInteger(value));
  if (integer < low || integer > high) throw valueError(`${name} must be ${words}`);
  return Number(integer);
}

/** Arguments in CPython's order, so that errors come in the same. */
function parametersOf(
  label: string,
  limits: Limits,
  values: readonly (PyObject | undefined)[],
): Blake2Parameters {
  const [, size, key, salt, person, fanout, depth, leafSize, nodeOffset, nodeDepth, innerSize, lastNode] =
    values;
  const digestSize = size === undefined ? limits.digest : Number(must(toInteger(size)));
  if (digestSize < 1 || digestSize > limits.digest) {
    throw valueError(
      `digest_size for ${label} must be between 1 and ${limits.digest} bytes, here it is ${digestSize}`,
    );
  }
  return {
    digestSize,
    salt: sized("salt", salt, limits.salt),
    person: sized("person", person, limits.salt),
    fanout: inRange("fanout", fanout!, 0, 255),
    depth: inRange("depth", depth!, 1, 255),
    leafSize: Number(unsigned(leafSize!, 0xffffffffn, "leaf_size")),
    nodeOffset: unsigned(nodeOffset!, limits.offset, "node_offset"),
    nodeDepth: inRange("node_depth", nodeDepth!, 0, 255),
    innerSize: inRange("inner_size", innerSize!, 0, limits.digest, `between 0 and is ${limits.digest}`),
    lastNode: must(isTrue(lastNode!)),
    key: sized("key", key, limits.digest),
  };
}

function blake2Type(name: string, label: string, variant: Blake2Variant, limits: Limits): PyType {
  const signature = `(data=b'', /, *, digest_size=<unset>, ${OPTIONS})`;
  const bind = argumentBinder(name, signature);
  class PyBlake2 extends PyHash<Blake2> {}
  Object.setPrototypeOf(PyBlake2.prototype, Object.prototype);
  return defineType(name, {
    instance: PyBlake2,
    module: "_blake2",
    final: true,
    signature,
    doc: `A new ${label} hash object.`,
    slots: {
      __new__: (type, args: PyObject[], kwnames: KeywordNames) => {
        const values = must(bind(args, kwnames)) as (PyObject | undefined)[];
        const bytes = initialData(values[0], values.at(-1)!);
        const hash = new Blake2(variant, parametersOf(label, limits, values));
        if (bytes !== null) hash.update(bytes);
        return new type.JS(hash);
      },
    },
    methods: {
      ...hashMethods(name),
      ...digestMethods((self: PyBlake2) => self.hash.digest()),
      block_size: getset(null, (self: PyBlake2) => self.hash.blockSize),
      digest_size: getset(null, (self: PyBlake2) => self.hash.digestSize),
    },
    attributes: {
      SALT_SIZE: limits.salt,
      PERSON_SIZE: limits.salt,
      MAX_KEY_SIZE: limits.digest,
      MAX_DIGEST_SIZE: limits.digest,
    },
  });
}

export const blake2Module = defineModule("_blake2", {
  constants: {
    BLAKE2B_SALT_SIZE: 16,
    BLAKE2B_PERSON_SIZE: 16,
    BLAKE2B_MAX_KEY_SIZE: 64,
    BLAKE2B_MAX_DIGEST_SIZE: 64,
    BLAKE2S_SALT_SIZE: 8,
    BLAKE2S_PERSON_SIZE: 8,
    BLAKE2S_MAX_KEY_SIZE: 32,
    BLAKE2S_MAX_DIGEST_SIZE: 32,
    _GIL_MINSIZE: 2048,
  },
  types: [
    blake2Type("blake2b", "Blake2b", BLAKE2B, { digest: 64, salt: 16, offset: 2n ** 64n - 1n }),
    blake2Type("blake2s", "Blake2s", BLAKE2S, { digest: 32, salt: 8, offset: 2n ** 48n - 1n }),
  ],
});
