/**
 * Sums of doubles without loss: Shewchuk's partials (math.fsum), and triple-length sums of products (math.sumprod).
 */
import { twoProduct, twoSum } from "./double-double.ts";

/** Non-overlapping partial sums, in increasing magnitude. */
export class Partials {
  private partials: number[] = [];

  /** Add a finite double. Answers false when an intermediate sum overflows. */
  add(x: number): boolean {
    let kept = 0;
    for (let y of this.partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const hi = x + y;
      const lo = y - (hi - x);
      if (lo !== 0) this.partials[kept++] = lo;
      x = hi;
    }
    this.partials.length = kept;
    if (!Number.isFinite(x)) return false;
    if (x !== 0) this.partials.push(x);
    return true;
  }

  /** The sum, rounded once, half to even. */
  total(): number {
    const partials = this.partials;
    let n = partials.length;
    if (n === 0) return 0;
    let hi = partials[--n]!;
    let lo = 0;
    while (n > 0) {
      const x = hi;
      const y = partials[--n]!;
      hi = x + y;
      lo = y - (hi - x);
      if (lo !== 0) break;
    }
    // A tie that the next partial decides.
    if (n > 0 && ((lo < 0 && partials[n - 1]! < 0) || (lo > 0 && partials[n - 1]! > 0))) {
      const y = lo * 2;
      const x = hi + y;
      if (y === x - hi) hi = x;
    }
    return hi;
  }
}

/** A sum of products kept in three doubles (mathmodule.c, TripleLength). */
export class ProductSum {
  private hi = 0;
  private lo = 0;
  private tiny = 0;

  /** Add x · y. Answers false, and changes nothing, when the sum would not be finite. */
  add(x: number, y: number): boolean {
    const product = twoProduct(x, y);
    const sum = twoSum(this.hi, product.hi);
    if (!Number.isFinite(sum.hi) || Number.isNaN(product.lo)) return false;
    const first = twoSum(this.lo, product.lo);
    const second = twoSum(first.hi, sum.lo);
    this.hi = sum.hi;
    this.lo = second.hi;
    this.tiny += first.lo + second.lo;
    return true;
  }

  total(): number {
    const last = twoSum(this.lo, this.hi);
    return this.tiny + last.lo + last.hi;
  }
}
