/**
 * `gc`: the switches of a collector that is not ours.
 *
 * JavaScript's collector finds cycles by itself and tells nobody. collect() has it run, where the host can, and sees
 * to finalization; the lists are empty, and what else a program sets is only remembered.
 */
import { Op } from "@pyvm/bytecode";
import { operandDepth, restartable } from "../interpreter/restart.ts";
import { runOutsideLoop } from "../interpreter/threads.ts";
import { defineModule, fn, rawFn } from "../kernel/define.ts";
import { finalizeUnreachable } from "../kernel/finalization.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import { type PyFrame, currentFrame } from "../objects/frame.ts";
import { PyFrozenSet, PySet } from "../objects/set.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { noticeDeaths } from "../objects/weakref.ts";
import { call } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";

const DEFAULT_THRESHOLDS = [2000, 10, 10];
const GENERATIONS = 3;

/** What programs set, in one interpreter. */
class Switches {
  enabled = true;
  debug = 0;
  thresholds = [...DEFAULT_THRESHOLDS];
  collections = [0, 0, 0];
  /** What collect() has found, until it is called again to say so. */
  collected: number | null = null;
  /** When it last had found it. */
  last: Moment | null = null;
}
const switchesOf = new WeakMap<object, Switches>();

function switches(): Switches {
  let found = switchesOf.get(rt.interpreter);
  if (found === undefined) switchesOf.set(rt.interpreter, (found = new Switches()));
  return found;
}

/** Answers how many objects were finalized: of others nobody knows. */
const collect = restartable((generationArgument: PyObject): Result => {
  const here = switches();
  if (here.collected === null && isRightBehind(here.last)) here.collected = 0;
  if (here.collected === null) {
    const generation = toGeneration(generationArgument);
    tellCallbacks("start", generation, 0);
    here.collections[generation]!++;
    const { collectGarbage } = rt.host;
    const isOver = runOutsideLoop((where) => {
      forgetOperands(where);
      here.collected = collectGarbage === null ? 0 : finalizeUnreachable(collectGarbage, noticeDeaths);
    });
    if (isOver === undefined) return undefined;
  }
  const { collected } = here;
  here.collected = null;
  here.last = momentNow();
  tellCallbacks("stop", toGeneration(generationArgument), collected!);
  return collected!;
});

/** Where the program is: which instruction of which frame, and how many calls and loops it is away from others. */
type Moment = { readonly frame: WeakRef<PyFrame>; readonly ip: number; readonly budget: number };

function momentNow(): Moment | null {
  const frame = currentFrame();
  return frame === null ? null : { frame: new WeakRef(frame), ip: frame.ip, budget: rt.budget };
}

/** Programs collect several times in a row. Nothing can be new if since then only the next call was made ready. */
function isRightBehind(last: Moment | null): boolean {
  const frame = currentFrame();
  if (last === null || frame === null) return false;
  if (frame !== last.frame.deref() || rt.budget !== last.budget || frame.ip <= last.ip) return false;
  const { co_code } = frame.code.source;
  const offsets = frame.code.offsets!.subarray(last.ip >> 1, (frame.ip >> 1) - 1);
  return offsets.every((offset) => PREPARING_CALLS.has(co_code[offset]!));
}

const PREPARING_CALLS: ReadonlySet<number> = new Set([
  Op.POP_TOP,
  Op.PUSH_NULL,
  Op.LOAD_NAME,
  Op.LOAD_GLOBAL,
  Op.LOAD_FAST,
  Op.LOAD_FAST_BORROW,
  Op.LOAD_ATTR,
]);

function tellCallbacks(phase: string, generation: number, collected: number): void {
  const modules = rt.interpreter.get("modules") as PyDict;
  const module = modules.getText("gc") as { dict?: PyDict } | undefined;
  const callbacks = module?.dict?.getText("callbacks");
  if (!(callbacks instanceof PyList)) return;
  for (const callback of [...callbacks.items]) {
    const info = makeDict();
    info.setText("generation", generation);
    info.setText("collected", collected);
    info.setText("uncollectable", 0);
    must(call(callback, [phase, info]));
  }
}

function toGeneration(argument: PyObject): number {
  const generation = must(toIndex(argument, "OverflowError"));
  if (generation < 0 || generation >= GENERATIONS) throw valueError("invalid generation");
  return generation;
}

/** Values that instructions have taken off the stacks of the running frames still stand above their tops. */
function forgetOperands(where: "in the loop" | "outside"): void {
  const top = currentFrame();
  for (let frame = top; frame !== null; frame = frame.back) {
    const isStored = frame === top && where === "outside";
    frame.stack.fill(undefined, isStored ? frame.sp : frame.code.localCount + operandDepth(frame));
  }
}

function setThreshold(args: PyObject[]): Result {
  if (args.length < 1 || args.length > GENERATIONS)
    throw typeError("gc.set_threshold requires 1 to 3 arguments");
  args.forEach((value, index) => (switches().thresholds[index] = must(toIndex(value, "OverflowError"))));
  return None;
}

function getStats(): Result {
  return makeList(
    switches().collections.map((collections) => {
      const stats = makeDict();
      stats.setText("collections", collections);
      stats.setText("collected", 0);
      stats.setText("uncollectable", 0);
      return stats;
    }),
  );
}

function getObjects(generation: PyObject): Result {
  if (generation === None) return makeList([]);
  const number = must(toIndex(generation, "OverflowError"));
  if (number < 0) throw valueError("generation parameter cannot be negative");
  if (number >= GENERATIONS) {
    throw valueError(
      `generation parameter must be less than the number of available generations (${GENERATIONS})`,
    );
  }
  return makeList([]);
}

/** What containers hold; other objects keep their references to themselves. */
function getReferents(objects: PyObject[]): Result {
  return makeList(
    objects.flatMap((object) => {
      if (object instanceof PyDict) return object.entriesArray().flat();
      const holds =
        object instanceof PyList ||
        object instanceof PyTuple ||
        object instanceof PySet ||
        object instanceof PyFrozenSet;
      return holds ? must(listOf(object)) : [];
    }),
  );
}

/** Atoms hold no references; a collector would not look at them. */
function isTracked(object: PyObject): boolean {
  if (typeof object !== "object") return false;
  const type = object.cls;
  return (
    type.module !== "builtins" ||
    !["NoneType", "ellipsis", "NotImplementedType", "str", "bytes", "float", "complex"].includes(type.name)
  );
}

export const gcModule = defineModule("gc", {
  doc: "The switches of the garbage collector, which is JavaScript's.",
  constants: {
    DEBUG_STATS: 1,
    DEBUG_COLLECTABLE: 2,
    DEBUG_UNCOLLECTABLE: 4,
    DEBUG_SAVEALL: 32,
    DEBUG_LEAK: 38,
  },
  execute: (namespace) => {
    namespace.set("garbage", makeList([]));
    namespace.set("callbacks", makeList([]));
  },
  functions: {
    enable: fn("($module, /)", "Enable automatic garbage collection.", () => {
      switches().enabled = true;
      return None;
    }),
    disable: fn("($module, /)", "Disable automatic garbage collection.", () => {
      switches().enabled = false;
      return None;
    }),
    isenabled: fn(
      "($module, /)",
      "Whether automatic garbage collection is enabled.",
      () => switches().enabled,
    ),
    collect: fn(
      "($module, /, generation=2)",
      "Run the garbage collector; answers how many objects it finalized.",
      collect,
    ),
    get_debug: fn("($module, /)", "The debugging flags.", () => switches().debug),
    set_debug: fn("($module, flags, /)", "Set the debugging flags.", (flags) => {
      switches().debug = must(toIndex(flags, "OverflowError"));
      return None;
    }),
    get_threshold: fn("($module, /)", "The collection thresholds.", () =>
      makeTuple([...switches().thresholds]),
    ),
    set_threshold: rawFn(null, "Set the collection thresholds.", setThreshold),
    get_count: fn("($module, /)", "The current collection counts.", () => makeTuple([0, 0, 0])),
    get_stats: fn("($module, /)", "Statistics of each generation.", getStats),
    get_objects: fn(
      "($module, /, generation=None)",
      "The objects tracked by the collector: it does not say.",
      getObjects,
    ),
    get_referrers: fn("($module, /, *objs)", "The objects that refer to any of objs: nobody knows.", () =>
      makeList([]),
    ),
    get_referents: fn("($module, /, *objs)", "The objects that objs refer to.", getReferents),
    is_tracked: fn("($module, obj, /)", "Whether the object is tracked by the collector.", isTracked),
    is_finalized: fn("($module, obj, /)", "Whether the object has been finalized.", () => false),
    freeze: fn("($module, /)", "Freeze all tracked objects.", () => None),
    unfreeze: fn("($module, /)", "Unfreeze all objects.", () => None),
    get_freeze_count: fn("($module, /)", "The number of frozen objects.", () => 0),
  },
});
