/**
 * `_random`: the generator under the class `random.Random` (CPython Modules/_randommodule.c).
 */
import { MersenneTwister } from "../algorithms/mersenne-twister.ts";
import { type ModuleDefinition, defineModule, defineType, method } from "../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import type { PyType } from "../kernel/type.ts";
import { hash } from "../protocols/hash.ts";
import { intValueOf, toInteger } from "../protocols/number.ts";
import { makeFloat } from "../objects/float.ts";
import { normalize } from "../objects/int/arithmetic.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";

class PyRandom implements HeapObject {
  declare readonly cls: PyType;
  readonly generator = new MersenneTwister();
}

/** Seed from |n| for an int, from the hash of anything else, from the host's entropy for None. */
function seed(self: PyRandom, n: PyObject): Result {
  if (n === None) {
    const bytes = rt.host.entropy(N_WORDS * 4);
    self.generator.seed(Array.from(new Uint32Array(bytes.slice().buffer)));
    return None;
  }
  const integer = intValueOf(n) ?? must(hash(n));
  const value = BigInt(integer);
  self.generator.seed(
    wordsOf(intValueOf(n) === undefined ? BigInt.asUintN(64, value) : value < 0n ? -value : value),
  );
  return None;
}

const N_WORDS = 624;

function wordsOf(value: bigint): number[] {
  const words: number[] = [];
  do {
    words.push(Number(BigInt.asUintN(32, value)));
    value >>= 32n;
  } while (value !== 0n);
  return words;
}

function getRandomBits(self: PyRandom, kArgument: PyObject): Result {
  const k = must(toInteger(kArgument));
  if (k < 0) throw valueError("Cannot convert negative int");
  if (k >= 2n ** 64n) throw overflowError("Python int too large for C uint64_t");
  let left = Number(k);
  if (left === 0) return 0;
  if (left <= 32) return self.generator.next() >>> (32 - left);
  let digits = "";
  for (; left > 0; left -= 32) {
    const word = left < 32 ? self.generator.next() >>> (32 - left) : self.generator.next();
    digits = word.toString(16).padStart(8, "0") + digits;
  }
  return normalize(BigInt("0x" + digits));
}

function setState(self: PyRandom, state: PyObject): Result {
  if (!(state instanceof PyTuple)) throw typeError("state vector must be a tuple");
  if (state.items.length !== N_WORDS + 1) throw valueError("state vector is the wrong size");
  const words = state.items.map((item) => {
    const word = intValueOf(item);
    if (word === undefined) throw typeError("an integer is required");
    if (word < 0) throw overflowError("can't convert negative value to unsigned int");
    if (word >= 2n ** 64n) throw overflowError("Python int too large to convert to C unsigned long");
    return Number(BigInt.asUintN(32, BigInt(word)));
  });
  const index = words[N_WORDS]!;
  if (index > N_WORDS) throw valueError("invalid state");
  self.generator.state.set(words.slice(0, N_WORDS));
  self.generator.index = index;
  return None;
}

const randomType = defineType("Random", {
  module: "_random",
  instance: PyRandom,
  signature: "(seed=None, /)",
  doc: "A generator of random numbers.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: (self: PyRandom, args: PyObject[], kwnames: KeywordNames) => {
      if (kwnames !== undefined && kwnames.length > 0 && self.cls === randomType)
        throw typeError("Random() takes no keyword arguments");
      const given = args.length - (kwnames?.length ?? 0);
      if (given > 1) throw typeError(`Random expected at most 1 argument, got ${given}`);
      return seed(self, given === 0 ? None : args[0]!);
    },
  },
  methods: {
    random: method("($self, /)", "random() -> x in the interval [0, 1).", (self: PyRandom) =>
      makeFloat(self.generator.nextDouble()),
    ),
    seed: method(
      "($self, n=None, /)",
      "Start anew from an int, from the hash of another object, or from entropy.",
      seed,
    ),
    getstate: method("($self, /)", "The state as a tuple of ints.", (self: PyRandom) =>
      makeTuple([...self.generator.state, self.generator.index]),
    ),
    setstate: method("($self, state, /)", "Restore a state from getstate().", setState),
    getrandbits: method("($self, k, /)", "An int of k random bits.", getRandomBits),
  },
});

export const randomModule: ModuleDefinition = defineModule("_random", {
  doc: "The Mersenne Twister.",
  types: [randomType],
});
