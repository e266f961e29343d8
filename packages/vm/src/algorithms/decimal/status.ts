/**
 * The conditions that an operation of decimal arithmetic can raise, as bits of its status (General Decimal Arithmetic,
 * "Exceptional conditions"; libmpdec mpdecimal.h).
 */
export const Clamped = 0x1;
export const ConversionSyntax = 0x2;
export const DivisionByZero = 0x4;
export const DivisionImpossible = 0x8;
export const DivisionUndefined = 0x10;
export const FpuError = 0x20;
export const Inexact = 0x40;
export const InvalidContext = 0x80;
export const InvalidOperation = 0x100;
/** A float was mixed with decimals; not of the specification. */
export const FloatOperation = 0x400;
export const Overflow = 0x800;
export const Rounded = 0x1000;
export const Subnormal = 0x2000;
export const Underflow = 0x4000;

/** Every condition that is the signal InvalidOperation. */
export const IEEE_INVALID_OPERATION =
  ConversionSyntax | DivisionImpossible | DivisionUndefined | FpuError | InvalidContext | InvalidOperation;

/** The conditions that leave no useful result. */
export const ERRORS = IEEE_INVALID_OPERATION | DivisionByZero;
