/**
 * `gc`: the switches of a collector that is not ours.
 *
 * JavaScript's collector finds cycles by itself and tells nobody. So collect() finds nothing, the lists are empty,
 * and what a program sets is only remembered.
 */
import { defineModule, fn, rawFn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import { PyFrozenSet, PySet } from "../objects/set.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
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
}
const switchesOf = new WeakMap<object, Switches>();

function switches(): Switches {
  let found = switchesOf.get(rt.interpreter);
  if (found === undefined) switchesOf.set(rt.interpreter, (found = new Switches()));
  return found;
}

/** Callbacks are told of the collection; there is nothing to collect. */
function collect(generationArgument: PyObject): Result {
  const generation = must(toIndex(generationArgument, "OverflowError"));
  if (generation < 0 || generation >= GENERATIONS) throw valueError("invalid generation");
  const modules = rt.interpreter.get("modules") as PyDict;
  const module = modules.getText("gc") as { dict?: PyDict } | undefined;
  const callbacks = module?.dict?.getText("callbacks");
  const tell = (phase: string) => {
    if (!(callbacks instanceof PyList)) return;
    for (const callback of [...callbacks.items]) {
      const info = makeDict();
      info.setText("generation", generation);
      info.setText("collected", 0);
      info.setText("uncollectable", 0);
      must(call(callback, [phase, info]));
    }
  };
  tell("start");
  switches().collections[generation]!++;
  tell("stop");
  return 0;
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
    collect: fn("($module, /, generation=2)", "Run the garbage collector: it finds nothing.", collect),
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
