/**
 * `cmath`: functions of complex numbers (library reference, "cmath"; CPython Modules/cmathmodule.c).
 *
 * The functions themselves are algorithms/complex-functions.ts; here are the conversions of arguments and the errors.
 */
import * as functions from "../algorithms/complex-functions.ts";
import type { ComplexOutcome } from "../algorithms/complex-functions.ts";
import { atan2, hypot } from "../algorithms/elementary.ts";
import { type Entry, type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { overflowError, valueError } from "../kernel/raise.ts";
import { type Complex, divideComplex, makeComplex, toComplex } from "../objects/complex.ts";
import { makeFloat, toDouble } from "../objects/float.ts";
import { makeTuple } from "../objects/tuple.ts";

const domainError = () => valueError("math domain error");
const rangeError = () => overflowError("math range error");

function complexResult({ real, imag, error }: ComplexOutcome): PyObject {
  if (error !== null) throw error === "domain" ? domainError() : rangeError();
  return makeComplex(real, imag);
}

function unary(doc: string, f: (z: Complex) => ComplexOutcome): Entry {
  return fn("($module, z, /)", doc, (z: PyObject) => complexResult(f(toComplex(z))));
}

function predicate(doc: string, test: (z: Complex) => boolean): Entry {
  return fn("($module, z, /)", doc, (z: PyObject) => test(toComplex(z)));
}

/** The error of the number's logarithm is forgotten when there is a base: that of the base counts. */
function log(zArgument: PyObject, baseArgument: PyObject | undefined): Result {
  const logarithm = functions.log(toComplex(zArgument));
  if (baseArgument === undefined) return complexResult(logarithm);
  const base = functions.log(toComplex(baseArgument));
  const quotient = divideComplex(logarithm, base);
  if (quotient === null) throw domainError();
  return complexResult({ ...quotient, error: base.error });
}

const phase = ({ real, imag }: Complex): number => atan2(imag, real);
const magnitude = ({ real, imag }: Complex): number => hypot([real, imag]);

function polar(zArgument: PyObject): Result {
  const z = toComplex(zArgument);
  const r = magnitude(z);
  if (r === Infinity && Number.isFinite(z.real) && Number.isFinite(z.imag)) throw rangeError();
  return makeTuple([makeFloat(r), makeFloat(phase(z))]);
}

const isInfinite = ({ real, imag }: Complex): boolean =>
  Math.abs(real) === Infinity || Math.abs(imag) === Infinity;

function isClose(
  aArgument: PyObject,
  bArgument: PyObject,
  relativeArgument: PyObject | undefined,
  absoluteArgument: PyObject,
): Result {
  const a = toComplex(aArgument);
  const b = toComplex(bArgument);
  const relative = relativeArgument === undefined ? 1e-9 : toDouble(relativeArgument);
  const absolute = toDouble(absoluteArgument);
  if (relative < 0 || absolute < 0) throw valueError("tolerances must be non-negative");
  if (a.real === b.real && a.imag === b.imag) return true;
  if (isInfinite(a) || isInfinite(b)) return false;
  const difference = magnitude({ real: a.real - b.real, imag: a.imag - b.imag });
  return (
    difference <= relative * magnitude(b) || difference <= relative * magnitude(a) || difference <= absolute
  );
}

export const cmathModule: ModuleDefinition = defineModule("cmath", {
  doc: "Mathematical functions of complex numbers.",
  constants: {
    pi: makeFloat(Math.PI),
    e: makeFloat(Math.E),
    tau: makeFloat(2 * Math.PI),
    inf: makeFloat(Infinity),
    infj: makeComplex(0, Infinity),
    nan: makeFloat(NaN),
    nanj: makeComplex(0, NaN),
  },
  functions: {
    acos: unary("The arc cosine of z.", functions.acos),
    acosh: unary("The inverse hyperbolic cosine of z.", functions.acosh),
    asin: unary("The arc sine of z.", functions.asin),
    asinh: unary("The inverse hyperbolic sine of z.", functions.asinh),
    atan: unary("The arc tangent of z.", functions.atan),
    atanh: unary("The inverse hyperbolic tangent of z.", functions.atanh),
    cos: unary("The cosine of z.", functions.cos),
    cosh: unary("The hyperbolic cosine of z.", functions.cosh),
    exp: unary("e raised to the power z.", functions.exp),
    isclose: fn(
      "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      `Whether two complex numbers are close to each other.

  rel_tol
    Greatest distance, as a fraction of the larger magnitude.
  abs_tol
    Greatest distance for numbers near zero.

NaN is close to nothing; infinities are close to themselves only.`,
      isClose,
    ),
    isfinite: predicate(
      "Whether both parts of z are finite.",
      ({ real, imag }) => Number.isFinite(real) && Number.isFinite(imag),
    ),
    isinf: predicate("Whether a part of z is an infinity.", isInfinite),
    isnan: predicate(
      "Whether a part of z is NaN.",
      ({ real, imag }) => Number.isNaN(real) || Number.isNaN(imag),
    ),
    log: fn(
      "($module, z, base=<unrepresentable>, /)",
      "The logarithm of z to the given base, natural if there is none.",
      log,
    ),
    log10: unary("The logarithm of z to base 10.", functions.log10),
    phase: fn("($module, z, /)", "The angle of z in the complex plane, in radians.", (z: PyObject) =>
      makeFloat(phase(toComplex(z))),
    ),
    polar: fn("($module, z, /)", "The distance of z from 0 and its angle, as a tuple.", polar),
    rect: fn(
      "($module, r, phi, /)",
      "The complex number at a distance from 0 and an angle.",
      (r: PyObject, phi: PyObject) => complexResult(functions.rect(toDouble(r), toDouble(phi))),
    ),
    sin: unary("The sine of z.", functions.sin),
    sinh: unary("The hyperbolic sine of z.", functions.sinh),
    sqrt: unary("The square root of z, in the right half-plane.", functions.sqrt),
    tan: unary("The tangent of z.", functions.tan),
    tanh: unary("The hyperbolic tangent of z.", functions.tanh),
  },
});
