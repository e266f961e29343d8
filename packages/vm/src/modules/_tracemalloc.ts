/**
 * `_tracemalloc`: memory is JavaScript's, and not traced. start() says so; everything else answers that nothing
 * was recorded.
 */
import { defineModule, fn } from "../kernel/define.ts";
import { notImplementedError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { makeList } from "../objects/list.ts";
import { makeTuple } from "../objects/tuple.ts";

export const tracemallocModule = defineModule("_tracemalloc", {
  doc: "Debug module to trace memory blocks allocated by Python.",
  functions: {
    is_tracing: fn("($module, /)", "Whether memory allocations are traced.", () => false),
    start: fn("($module, nframe=1, /)", "Start tracing memory allocations.", () => {
      throw notImplementedError("tracing memory allocations is not supported by pyvm");
    }),
    stop: fn("($module, /)", "Stop tracing memory allocations.", () => None),
    clear_traces: fn("($module, /)", "Forget traces.", () => None),
    reset_peak: fn("($module, /)", "Set the peak to the current size.", () => None),
    get_traceback_limit: fn("($module, /)", "How many frames a trace keeps.", () => 1),
    get_traced_memory: fn("($module, /)", "Current and peak size of traced memory.", () => makeTuple([0, 0])),
    get_tracemalloc_memory: fn("($module, /)", "Memory used for tracing.", () => 0),
    _get_traces: fn("($module, /)", "All traces.", () => makeList([])),
    _get_object_traceback: fn("($module, obj, /)", "Where an object was allocated.", () => None),
  },
});
