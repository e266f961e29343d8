/**
 * Binary operations of which at least one operand is complex (Objects/complexobject.c).
 *
 * A real operand is not widened first: `1 - 1j` keeps the sign of zero that `(1+0j) - 1j` would lose.
 */

import { BinaryOp, ComplexConstant } from "@pyvm/bytecode";

import { power } from "./power.ts";

export interface Complex {
  readonly real: number;
  readonly imag: number;
}

/** The result; `undefined` if Python would raise. A number stands for a real operand. */
export function complexOperation(
  operation: number,
  left: Complex | number,
  right: Complex | number,
): ComplexConstant | undefined {
  switch (operation) {
    case BinaryOp.NB_ADD:
      return add(left, right);
    case BinaryOp.NB_SUBTRACT:
      return subtract(left, right);
    case BinaryOp.NB_MULTIPLY:
      return multiply(left, right);
    case BinaryOp.NB_TRUE_DIVIDE:
      return divide(left, right);
    case BinaryOp.NB_POWER:
      return complexPower(widen(left), widen(right));
    default:
      return undefined;
  }
}

function add(left: Complex | number, right: Complex | number): ComplexConstant {
  if (typeof left === "number") return add(right, left);
  if (typeof right === "number") return new ComplexConstant(left.real + right, left.imag);
  return new ComplexConstant(left.real + right.real, left.imag + right.imag);
}

function subtract(left: Complex | number, right: Complex | number): ComplexConstant {
  if (typeof right === "number") {
    const { real, imag } = widen(left);
    return new ComplexConstant(real - right, imag);
  }
  if (typeof left === "number") return new ComplexConstant(left - right.real, -right.imag);
  return new ComplexConstant(left.real - right.real, left.imag - right.imag);
}

function multiply(left: Complex | number, right: Complex | number): ComplexConstant {
  if (typeof left === "number") return multiply(right, left);
  if (typeof right === "number") return new ComplexConstant(left.real * right, left.imag * right);
  return new ComplexConstant(...product(left, right));
}

/** (a+bi)(c+di), with C99's recovery of infinities that the plain formula turns into NaN. */
function product(z: Complex, w: Complex): [number, number] {
  let { real: a, imag: b } = z;
  let { real: c, imag: d } = w;
  const ac = a * c;
  const bd = b * d;
  const ad = a * d;
  const bc = b * c;
  const real = ac - bd;
  const imag = ad + bc;
  if (!Number.isNaN(real) || !Number.isNaN(imag)) return [real, imag];
  let recalculate = false;
  if (isInfinite(a) || isInfinite(b)) {
    [a, b] = [boxed(a), boxed(b)];
    [c, d] = [zeroOfNaN(c), zeroOfNaN(d)];
    recalculate = true;
  }
  if (isInfinite(c) || isInfinite(d)) {
    [c, d] = [boxed(c), boxed(d)];
    [a, b] = [zeroOfNaN(a), zeroOfNaN(b)];
    recalculate = true;
  }
  if (!recalculate && [ac, bd, ad, bc].some(isInfinite)) {
    [a, b, c, d] = [zeroOfNaN(a), zeroOfNaN(b), zeroOfNaN(c), zeroOfNaN(d)];
    recalculate = true;
  }
  return recalculate ? [Infinity * (a * c - b * d), Infinity * (a * d + b * c)] : [real, imag];
}

/** Smith's method, as CPython. */
function divide(left: Complex | number, right: Complex | number): ComplexConstant | undefined {
  if (typeof right === "number") {
    if (right === 0) return undefined;
    const { real, imag } = widen(left);
    return new ComplexConstant(real / right, imag / right);
  }
  const { real: a, imag: b } = widen(left);
  const { real: c, imag: d } = right;
  let real: number;
  let imag: number;
  if (Math.abs(c) >= Math.abs(d)) {
    if (c === 0) return undefined;
    const ratio = d / c;
    const denominator = c + d * ratio;
    real = typeof left === "number" ? left / denominator : (a + b * ratio) / denominator;
    imag = typeof left === "number" ? (-left * ratio) / denominator : (b - a * ratio) / denominator;
  } else if (Math.abs(d) >= Math.abs(c)) {
    const ratio = c / d;
    const denominator = c * ratio + d;
    real = typeof left === "number" ? (left * ratio) / denominator : (a * ratio + b) / denominator;
    imag = typeof left === "number" ? -left / denominator : (b * ratio - a) / denominator;
  } else {
    return new ComplexConstant(NaN, NaN);
  }
  return new ComplexConstant(real, imag);
}

/** `z ** w`; `undefined` where Python raises. */
export function complexPower(z: Complex, w: Complex): ComplexConstant | undefined {
  const isSmallInt = w.imag === 0 && w.real === Math.floor(w.real) && Math.abs(w.real) <= 100;
  const result = isSmallInt ? integerPower(z, w.real) : generalPower(z, w);
  if (result === undefined) return undefined;
  return isInfinite(result.real) || isInfinite(result.imag) ? undefined : result;
}

function integerPower(z: Complex, exponent: number): ComplexConstant | undefined {
  if (exponent < 0) {
    const inverse = integerPower(z, -exponent);
    return inverse === undefined ? undefined : divide({ real: 1, imag: 0 }, inverse);
  }
  let result: Complex = { real: 1, imag: 0 };
  let factor: Complex = z;
  for (let bits = exponent, mask = 1; mask > 0 && bits >= mask; mask <<= 1) {
    if ((bits & mask) !== 0) result = asComplex(product(result, factor));
    factor = asComplex(product(factor, factor));
  }
  return new ComplexConstant(result.real, result.imag);
}

function generalPower(z: Complex, w: Complex): ComplexConstant | undefined {
  if (w.real === 0 && w.imag === 0) return new ComplexConstant(1, 0);
  if (z.real === 0 && z.imag === 0) {
    return w.imag !== 0 || w.real < 0 ? undefined : new ComplexConstant(0, 0);
  }
  const absolute = Math.hypot(z.real, z.imag);
  const angle = Math.atan2(z.imag, z.real);
  let length = power(absolute, w.real);
  let phase = angle * w.real;
  if (w.imag !== 0) {
    length *= Math.exp(-angle * w.imag);
    phase += w.imag * Math.log(absolute);
  }
  return new ComplexConstant(length * Math.cos(phase), length * Math.sin(phase));
}

function widen(value: Complex | number): Complex {
  return typeof value === "number" ? { real: value, imag: 0 } : value;
}

function asComplex([real, imag]: [number, number]): Complex {
  return { real, imag };
}

function isInfinite(value: number): boolean {
  return value === Infinity || value === -Infinity;
}

/** ±1 for an infinity, ±0 for anything else. */
function boxed(value: number): number {
  const magnitude = isInfinite(value) ? 1 : 0;
  return value < 0 || Object.is(value, -0) ? -magnitude : magnitude;
}

function zeroOfNaN(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
