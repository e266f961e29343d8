/**
 * Attribute names, interned with the JavaScript property keys they stand for.
 *
 * An instance keeps attribute `x` in its own property `$x`; a class keeps what its MRO says about `x` in
 * `c_x` on the prototype of its instances. Invariant: an own `$x` exists only while plain instance
 * semantics hold for `x` (no data descriptor `x` on the type, no custom `__getattribute__`), so finding
 * it is the whole lookup. When a class breaks that after instances exist, `taint` makes `own` a key that
 * nothing has: every fast path misses and the slow path, which uses `stored`, takes over.
 */
import type { PyObject } from "./object.ts";
import { strFromUtf16 } from "./text.ts";

export class AttributeName {
  /** The name in UTF-16. */
  readonly text: string;
  /** The name as a Python str. */
  readonly value: PyObject;
  /** Key of the fast path for instance attributes: `$x`, or a key nothing has once tainted. */
  own: string;
  /** Key under which instance attributes are stored: always `$x`. */
  readonly stored: string;
  /** Key of an instance attribute that the class hides: a data descriptor `x`, or its own `__getattribute__`. */
  readonly hidden: string;
  /** Key of the class attribute on the prototype. */
  readonly inClass: string;
  /** Key of a `__slots__` member's value. */
  readonly slot: string;

  constructor(text: string) {
    this.text = text;
    this.value = strFromUtf16(text);
    this.own = "$" + text;
    this.stored = "$" + text;
    this.hidden = "h_" + text;
    this.inClass = "c_" + text;
    this.slot = "s_" + text;
  }
}

const interned = new Map<string, AttributeName>();
let everythingTainted = false;

/** The one AttributeName for a name given in UTF-16. */
export function attributeName(text: string): AttributeName {
  let name = interned.get(text);
  if (name === undefined) {
    name = new AttributeName(text);
    if (everythingTainted) name.own = NOWHERE;
    interned.set(text, name);
  }
  return name;
}

const NOWHERE = "!";

/** From now on attributes of this name are found by the slow path only. */
export function taint(name: AttributeName): void {
  name.own = NOWHERE;
}

/** A class that already has instances got its own `__getattribute__`: no fast path holds any more. */
export function taintEverything(): void {
  everythingTainted = true;
  for (const name of interned.values()) name.own = NOWHERE;
}
