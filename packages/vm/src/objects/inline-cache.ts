/**
 * Inline caches: what an instruction found out about an attribute of the objects it sees.
 *
 * Valid while objects are of the class `type` and its `version` is the same, that is, while no class attribute that
 * they see has changed. An instance's own attribute comes before what is cached for its class; whoever uses the cache
 * looks for that. For attributes of a class or of a module the cache is about that one object, `owner`.
 *
 * Hot: one layout.
 */
import type { PyObject } from "../kernel/object.ts";
import type { PyType } from "../kernel/type.ts";

export const CacheKind = {
  NOTHING: 0,
  /** `value` is a function of the class, called with the object. */
  METHOD: 1,
  /** The same, and objects of the class have no attributes of their own. */
  NATIVE_METHOD: 2,
  /** `value` is the attribute; to be called, `receiver` comes first if there is one. */
  CLASS_VALUE: 3,
  /** `value` is the getter of a property. */
  PROPERTY: 4,
  /** The object keeps the attribute under the JavaScript key `key`. */
  MEMBER: 5,
  /** Instances keep the attribute themselves; nothing of the class has a say. */
  OWN: 6,
  /** `owner` is the object, a class; `ownerVersion` its version. */
  OF_CLASS: 7,
  /** `owner` is the object, a module; `value` its cell. */
  OF_MODULE: 8,
} as const;

/** Refills after which a place is left alone: it sees too many classes. */
const MAX_REFILLS = 16;

export class InlineCache {
  declare kind: number;
  declare type: PyType | null;
  declare version: number;
  declare value: PyObject | undefined;
  declare receiver: PyObject | undefined;
  declare key: string;
  declare owner: PyObject | null;
  declare ownerVersion: number;
  /** How often this place has been filled. */
  declare fills: number;

  constructor(kind: number, type: PyType | null, value: PyObject | undefined) {
    this.kind = kind;
    this.type = type;
    this.version = type === null ? 0 : type.version;
    this.value = value;
    this.receiver = undefined;
    this.key = "";
    this.owner = null;
    this.ownerVersion = 0;
    this.fills = 0;
  }
}

/** The cache of instructions that have not been executed yet. */
export const EMPTY_CACHE = new InlineCache(CacheKind.NOTHING, null, undefined);

/** Put a cache in the place of an instruction, unless that has changed too often. */
export function fillCache(caches: InlineCache[], index: number, cache: InlineCache): void {
  const { fills } = caches[index]!;
  if (fills >= MAX_REFILLS) return;
  cache.fills = fills + 1;
  caches[index] = cache;
}
