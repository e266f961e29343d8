/**
 * Text of a double: `repr`, and the C formats `e`, `f`, `g` with any precision (CPython's PyOS_double_to_string).
 *
 * Signs of −0 and NaN are the caller's affair where it says so; infinities and NaN are spelled in lower case.
 */
import { isNegative } from "./float-bits.ts";
import { type Decimal, fixedDigits, shortestDigits, significantDigits } from "./float-digits.ts";

/** repr(x): the shortest digits that read back as x; exponent form outside of 10^−4 … 10^16. */
export function reprFloat(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e16) return (Object.is(x, -0) ? "-0" : String(x)) + ".0";
  return formatDouble(x, "r", 0, { alternate: false, addDotZero: true });
}

export type DoubleFormat = "e" | "f" | "g" | "r";
export type DoubleFlags = {
  /** `#`: always a decimal point, trailing zeros of `g` kept. */
  readonly alternate: boolean;
  /** Integral results get `.0`. */
  readonly addDotZero: boolean;
};
export const NO_FLAGS: DoubleFlags = { alternate: false, addDotZero: false };

/** `precision`: digits after the point for `e` and `f`, significant digits for `g`; ignored for `r`. */
export function formatDouble(
  x: number,
  format: DoubleFormat,
  precision: number,
  flags: DoubleFlags = NO_FLAGS,
): string {
  if (Number.isNaN(x)) return "nan";
  const sign = isNegative(x) ? "-" : "";
  const magnitude = Math.abs(x);
  if (magnitude === Infinity) return sign + "inf";
  return sign + formatMagnitude(magnitude, format, precision, flags);
}

function formatMagnitude(x: number, format: DoubleFormat, precision: number, flags: DoubleFlags): string {
  switch (format) {
    case "f":
      return layOut(fixedDigits(x, precision), { ...flags, exponent: false, pad: precision, count: 0 });
    case "e":
      return layOut(significantDigits(x, precision + 1), {
        ...flags,
        exponent: true,
        pad: precision,
        count: 0,
      });
    case "g": {
      const count = precision === 0 ? 1 : precision;
      const decimal = significantDigits(x, count);
      const exponent = decimal.point <= -4 || decimal.point > count - (flags.addDotZero ? 1 : 0);
      const trimmed = flags.alternate ? decimal : trimZeros(decimal);
      // `alternate` keeps `count` significant digits, wherever the point is.
      const pad = flags.alternate ? (exponent ? count - 1 : count - decimal.point) : 0;
      return layOut(trimmed, { ...flags, exponent, pad, count });
    }
    case "r": {
      const decimal = shortestDigits(x);
      return layOut(decimal, {
        ...flags,
        exponent: decimal.point <= -4 || decimal.point > 16,
        pad: 0,
        count: 0,
      });
    }
  }
}

function trimZeros({ digits, point }: Decimal): Decimal {
  const trimmed = digits.replace(/0+$/, "");
  return trimmed === "" ? { digits: "0", point: 1 } : { digits: trimmed, point };
}

type Layout = DoubleFlags & {
  readonly exponent: boolean;
  /** At least this many digits after the point. */
  readonly pad: number;
  readonly count: number;
};

function layOut({ digits, point }: Decimal, layout: Layout): string {
  let whole: string;
  let fraction: string;
  if (layout.exponent) {
    whole = digits[0]!;
    fraction = digits.slice(1);
  } else if (point <= 0) {
    whole = "0";
    fraction = digits === "" ? "" : "0".repeat(-point) + digits;
  } else {
    whole = digits.slice(0, point).padEnd(point, "0");
    fraction = digits.slice(point);
  }
  fraction = fraction.padEnd(layout.pad, "0");
  if (fraction === "" && layout.addDotZero && !layout.exponent) fraction = "0";
  let text = whole;
  if (fraction !== "" || layout.alternate) text += "." + fraction;
  if (layout.exponent) {
    const exponent = point - 1;
    text += (exponent < 0 ? "e-" : "e+") + String(Math.abs(exponent)).padStart(2, "0");
  }
  return text;
}
