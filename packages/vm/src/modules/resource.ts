/**
 * `resource`: limits of the process. The engine sets them, and nothing here can change them.
 */
import { defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, valueError } from "../kernel/raise.ts";
import { makeTuple } from "../objects/tuple.ts";
import { toCInt } from "../protocols/number.ts";

/** Linux's numbers (asm-generic/resource.h). */
const LIMITS = {
  RLIMIT_CPU: 0,
  RLIMIT_FSIZE: 1,
  RLIMIT_DATA: 2,
  RLIMIT_STACK: 3,
  RLIMIT_CORE: 4,
  RLIMIT_RSS: 5,
  RLIMIT_NPROC: 6,
  RLIMIT_NOFILE: 7,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_AS: 9,
} as const;

const INFINITY = -1;

/** V8's stack, unless its host says otherwise: what limits native recursion here. */
const ENGINE_STACK = 984 * 1024;

function getLimit(resource: PyObject): Result {
  const number = must(toCInt(resource));
  if (!Object.values<number>(LIMITS).includes(number)) throw valueError("invalid resource specified");
  const limit = number === LIMITS.RLIMIT_STACK ? ENGINE_STACK : INFINITY;
  return makeTuple([limit, limit]);
}

export const resourceModule = defineModule("resource", {
  doc: "Limits of the process.",
  constants: { ...LIMITS, RLIM_INFINITY: INFINITY, error: exceptionTypes.OSError },
  functions: {
    getrlimit: fn("($module, resource, /)", "The soft and the hard limit of a resource.", getLimit),
    setrlimit: fn("($module, resource, limits, /)", "Limits cannot be changed from here.", (resource) => {
      must(getLimit(resource));
      throw valueError("not allowed to raise maximum limit");
    }),
    getpagesize: fn("($module, /)", "Bytes in a page of memory.", () => 4096),
  },
});
