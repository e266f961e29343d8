/**
 * The values a `Constant` node can hold, where JavaScript has no value of its own for them.
 *
 * None is `null`, bool is boolean, int is a number while |n| ≤ 2^53 − 1 and a BigInt beyond, bytes is a
 * `Uint8Array`. A float is never a bare number, so that `1` and `1.0` stay apart. A str is a JavaScript
 * string as long as that string is well formed; a str with a surrogate of its own (`"\ud800"`) is
 * `CodePoints`, because in a JavaScript string two of them side by side would become one character.
 */

/** A Python float. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A Python complex. Literals have `real` 0; folding and `literalEval` make others. */
export class Complex {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

/** A Python str with at least one lone surrogate, by code points. */
export class CodePoints {
  readonly points: Uint32Array;
  constructor(points: Uint32Array) {
    this.points = points;
  }
}

/** The type of `ELLIPSIS`; there is one value of it. */
export class EllipsisType {
  readonly name = "Ellipsis";
}

/** `...`. */
export const ELLIPSIS: EllipsisType = Object.freeze(new EllipsisType());

/** What `Constant.value` can be. */
export type ConstantValue =
  null | boolean | number | bigint | string | Float | Complex | CodePoints | EllipsisType | Uint8Array;
