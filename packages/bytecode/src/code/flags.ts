/**
 * The bits of `co_flags`, and the kinds of fast locals.
 *
 * Source: Include/cpython/code.h, Include/internal/pycore_code.h; names for display as in dis.py.
 */

/** Locals live in fast slots rather than in a mapping. */
export const CO_OPTIMIZED = 0x0001;
/** A call makes a new local namespace. */
export const CO_NEWLOCALS = 0x0002;
/** There is a `*args` parameter. */
export const CO_VARARGS = 0x0004;
/** There is a `**kwargs` parameter. */
export const CO_VARKEYWORDS = 0x0008;
/** The scope is nested in a function. */
export const CO_NESTED = 0x0010;
export const CO_GENERATOR = 0x0020;
export const CO_COROUTINE = 0x0080;
/** A generator decorated with `types.coroutine`. */
export const CO_ITERABLE_COROUTINE = 0x0100;
export const CO_ASYNC_GENERATOR = 0x0200;

export const CO_FUTURE_DIVISION = 0x20000;
export const CO_FUTURE_ABSOLUTE_IMPORT = 0x40000;
export const CO_FUTURE_WITH_STATEMENT = 0x80000;
export const CO_FUTURE_PRINT_FUNCTION = 0x100000;
export const CO_FUTURE_UNICODE_LITERALS = 0x200000;
export const CO_FUTURE_BARRY_AS_BDFL = 0x400000;
export const CO_FUTURE_GENERATOR_STOP = 0x800000;
export const CO_FUTURE_ANNOTATIONS = 0x1000000;

/** Never report sys.monitoring events from this code. */
export const CO_NO_MONITORING_EVENTS = 0x2000000;
/** `co_consts[0]` is the docstring. */
export const CO_HAS_DOCSTRING = 0x4000000;
/** A function defined directly in a class body. */
export const CO_METHOD = 0x8000000;

/** The names `dis.pretty_flags` shows, by bit. */
export const COMPILER_FLAG_NAMES: ReadonlyMap<number, string> = new Map([
  [1, "OPTIMIZED"],
  [2, "NEWLOCALS"],
  [4, "VARARGS"],
  [8, "VARKEYWORDS"],
  [16, "NESTED"],
  [32, "GENERATOR"],
  [64, "NOFREE"],
  [128, "COROUTINE"],
  [256, "ITERABLE_COROUTINE"],
  [512, "ASYNC_GENERATOR"],
  [0x4000000, "HAS_DOCSTRING"],
  [0x8000000, "METHOD"],
]);

// One byte of `co_localspluskinds` per fast local, a sum of these bits.

/** The slot is a positional parameter; with FAST_ARG_KW, it may also be given by keyword. */
export const FAST_ARG_POS = 0x02;
export const FAST_ARG_KW = 0x04;
export const FAST_ARG_VAR = 0x08;
/** All the parameter bits. */
export const FAST_ARG = FAST_ARG_POS | FAST_ARG_KW | FAST_ARG_VAR;
/** A local of an inlined comprehension that hides the name from `locals()`. */
export const FAST_HIDDEN = 0x10;
/** An ordinary local variable. */
export const FAST_LOCAL = 0x20;
/** A cell variable: captured by an inner scope. With FAST_LOCAL too: a captured parameter. */
export const FAST_CELL = 0x40;
/** A free variable: captured from an outer scope. */
export const FAST_FREE = 0x80;
