/**
 * The native formats of single items, as struct, array and memoryview have them: size, and reading and writing.
 *
 * Sizes are those of 64-bit Unix: `l` has eight bytes.
 */

export type ItemKind = "int" | "uint" | "float" | "bool" | "char" | "half";
export type ItemFormat = { readonly size: number; readonly kind: ItemKind };

export const NATIVE_ITEMS: Readonly<Record<string, ItemFormat>> = {
  c: { size: 1, kind: "char" },
  b: { size: 1, kind: "int" },
  B: { size: 1, kind: "uint" },
  "?": { size: 1, kind: "bool" },
  h: { size: 2, kind: "int" },
  H: { size: 2, kind: "uint" },
  i: { size: 4, kind: "int" },
  I: { size: 4, kind: "uint" },
  l: { size: 8, kind: "int" },
  L: { size: 8, kind: "uint" },
  q: { size: 8, kind: "int" },
  Q: { size: 8, kind: "uint" },
  n: { size: 8, kind: "int" },
  N: { size: 8, kind: "uint" },
  P: { size: 8, kind: "uint" },
  e: { size: 2, kind: "half" },
  f: { size: 4, kind: "float" },
  d: { size: 8, kind: "float" },
};

/** An integer of `size` bytes, 1, 2, 4 or 8, at an offset; a bigint for eight bytes. */
export function readInteger(
  view: DataView,
  offset: number,
  size: number,
  signed: boolean,
  little: boolean,
): number | bigint {
  switch (size) {
    case 1:
      return signed ? view.getInt8(offset) : view.getUint8(offset);
    case 2:
      return signed ? view.getInt16(offset, little) : view.getUint16(offset, little);
    case 4:
      return signed ? view.getInt32(offset, little) : view.getUint32(offset, little);
    default:
      return signed ? view.getBigInt64(offset, little) : view.getBigUint64(offset, little);
  }
}

/** Write an integer that fits. */
export function writeInteger(
  view: DataView,
  offset: number,
  size: number,
  value: number | bigint,
  little: boolean,
): void {
  switch (size) {
    case 1:
      return view.setUint8(offset, Number(value));
    case 2:
      return view.setUint16(offset, Number(value), little);
    case 4:
      return view.setUint32(offset, Number(value), little);
    default:
      return view.setBigUint64(offset, BigInt.asUintN(64, BigInt(value)), little);
  }
}

/** Whether an integer fits `size` bytes. */
export function integerFits(value: number | bigint, size: number, signed: boolean): boolean {
  const bits = size * 8;
  const big = BigInt(value);
  return signed ? BigInt.asIntN(bits, big) === big : BigInt.asUintN(bits, big) === big;
}

/** The double in two bytes (IEEE 754 binary16). */
export function readHalf(view: DataView, offset: number, little: boolean): number {
  const bits = view.getUint16(offset, little);
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** Write a double as binary16, ties to even; false when it is too large. */
export function writeHalf(view: DataView, offset: number, x: number, little: boolean): boolean {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(x);
  let bits: number;
  if (Number.isNaN(x)) bits = 0x7e00;
  else if (magnitude === Infinity) bits = 0x7c00;
  else if (magnitude < 2 ** -14) bits = roundEven(magnitude * 2 ** 24);
  else {
    let exponent = Math.floor(Math.log2(magnitude));
    if (2 ** exponent > magnitude) exponent--;
    // A carry out of the fraction goes into the exponent by itself.
    bits = ((exponent + 15) << 10) + (roundEven(magnitude * 2 ** (10 - exponent)) - 1024);
    if (bits >= 0x7c00) return false;
  }
  view.setUint16(offset, sign | bits, little);
  return true;
}

function roundEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** Write a double in four bytes; false when it is finite and too large. */
export function writeSingle(view: DataView, offset: number, x: number, little: boolean): boolean {
  const single = Math.fround(x);
  if (!Number.isFinite(single) && Number.isFinite(x)) return false;
  view.setFloat32(offset, single, little);
  return true;
}
