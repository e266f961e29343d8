/**
 * Constants: the values that `co_consts` and marshal can hold, as neutral data.
 *
 * What JavaScript already has is used as it is; the rest are small classes below. A VM never meets these
 * unless it wants to: the marshal reader builds the VM's own values through a builder (marshal/builder.ts).
 *
 * None is `null`; True and False are booleans; an int is a number when |n| ≤ 2^53−1 and a bigint
 * otherwise; a str is a JavaScript string when it holds no lone surrogate (pairs stand for one astral
 * character) and `CodePoints` otherwise; bytes are a `Uint8Array`. Values are immutable by agreement.
 */

import type { CodeObject } from "./code-object.ts";

/** A float, boxed so that `1.0` is told from `1`, and with its sign of zero and NaN kept. */
export class FloatConstant {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class ComplexConstant {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

/** A str that contains surrogate code points, which a JavaScript string could not tell from a pair. */
export class CodePoints {
  readonly points: Uint32Array;
  constructor(points: Uint32Array) {
    this.points = points;
  }
}

export class TupleConstant {
  readonly items: readonly Constant[];
  constructor(items: readonly Constant[]) {
    this.items = items;
  }
}

/** A frozenset; items in CPython's iteration order where it is known, otherwise in source order. */
export class FrozenSetConstant {
  readonly items: readonly Constant[];
  constructor(items: readonly Constant[]) {
    this.items = items;
  }
}

export class SliceConstant {
  readonly start: Constant;
  readonly stop: Constant;
  readonly step: Constant;
  constructor(start: Constant, stop: Constant, step: Constant) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** `Ellipsis`, the only value of its class. */
export class EllipsisConstant {
  readonly name = "Ellipsis";
}
export const ELLIPSIS = new EllipsisConstant();

/**
 * A value that no compiler writes, which a VM found in the constants of code made by hand (`code.replace`).
 *
 * Kept as it is: nothing here looks inside.
 */
export class ForeignConstant {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** A str as constants hold it. */
export type StrConstant = string | CodePoints;

/** Any value of `co_consts`. */
export type Constant =
  | null
  | boolean
  | number
  | bigint
  | StrConstant
  | Uint8Array
  | FloatConstant
  | ComplexConstant
  | TupleConstant
  | FrozenSetConstant
  | SliceConstant
  | EllipsisConstant
  | ForeignConstant
  | CodeObject;

/** An int constant in canonical form: a number while it is exactly representable, otherwise a bigint. */
export function intConstant(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/**
 * A str constant in canonical form.
 *
 * @param points Unicode code points, surrogates included.
 */
export function strConstant(points: Uint32Array): StrConstant {
  for (let index = 0; index < points.length; index++) {
    if (points[index] >= 0xd800 && points[index] <= 0xdfff) return new CodePoints(points);
  }
  let text = "";
  for (let start = 0; start < points.length; start += 4096) {
    text += String.fromCodePoint(...points.subarray(start, start + 4096));
  }
  return text;
}

/** The code points of a str constant. */
export function codePointsOf(text: StrConstant): Uint32Array {
  if (text instanceof CodePoints) return text.points;
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index)!;
    if (point > 0xffff) index++;
    points[count++] = point;
  }
  return points.subarray(0, count);
}
