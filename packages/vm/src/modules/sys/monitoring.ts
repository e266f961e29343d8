/**
 * `sys.monitoring` (PEP 669): tools may register themselves and their callbacks. The interpreter emits no events, so
 * switching one on is refused.
 */
import { defineModule, fn } from "../../kernel/define.ts";
import { createNativeModule } from "../../importer/native-modules.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, notImplementedError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isInstance, objectType, strType } from "../../kernel/type.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import type { PyModule } from "../../objects/module.ts";
import { makeSimpleNamespace } from "../../objects/simple-namespace.ts";
import { toCInt } from "../../protocols/number.ts";

/** Bit numbers; BRANCH, C_RETURN and C_RAISE stand for others (Include/cpython/monitoring.h). */
const EVENTS = [
  "PY_START",
  "PY_RESUME",
  "PY_RETURN",
  "PY_YIELD",
  "CALL",
  "LINE",
  "INSTRUCTION",
  "JUMP",
  "BRANCH_LEFT",
  "BRANCH_RIGHT",
  "STOP_ITERATION",
  "RAISE",
  "EXCEPTION_HANDLED",
  "PY_UNWIND",
  "PY_THROW",
  "RERAISE",
  "C_RETURN",
  "C_RAISE",
  "BRANCH",
];

const ALL_EVENTS = 2 ** EVENTS.length - 1;

function eventNumbers(): Record<string, PyObject> {
  const numbers: Record<string, PyObject> = { NO_EVENTS: 0 };
  EVENTS.forEach((name, bit) => (numbers[name] = 2 ** bit));
  return numbers;
}

/** What one interpreter knows of its tools. */
class Tools {
  readonly names = new Map<number, PyObject>();
  readonly callbacks = new Map<string, PyObject>();

  /** The number of a tool; ValueError if there can be none such. */
  number(tool: PyObject): number {
    const id = must(toCInt(tool));
    if (id < 0 || id > 5) throw valueError(`invalid tool ${id} (must be between 0 and 5)`);
    return id;
  }

  inUse(tool: PyObject): number {
    const id = this.number(tool);
    if (!this.names.has(id)) throw valueError(`tool ${id} is not in use`);
    return id;
  }

  use(tool: PyObject, name: PyObject): Result {
    const id = this.number(tool);
    if (!isInstance(name, strType)) throw valueError("tool name must be a str");
    if (this.names.has(id)) throw valueError(`tool ${id} is already in use`);
    this.names.set(id, name);
    return None;
  }

  clear(tool: PyObject): Result {
    const id = this.number(tool);
    for (const key of this.callbacks.keys()) if (key.startsWith(`${id} `)) this.callbacks.delete(key);
    return None;
  }

  free(tool: PyObject): Result {
    const id = this.number(tool);
    must(this.clear(tool));
    this.names.delete(id);
    return None;
  }

  register(tool: PyObject, event: PyObject, callback: PyObject): Result {
    const id = this.number(tool);
    const bits = must(toCInt(event));
    if (bits <= 0 || (bits & (bits - 1)) !== 0)
      throw valueError("The callback can only be set for one event at a time");
    if (bits > ALL_EVENTS) throw valueError(`invalid event ${bits}`);
    const key = `${id} ${bits}`;
    const previous = this.callbacks.get(key) ?? None;
    if (callback === None) this.callbacks.delete(key);
    else this.callbacks.set(key, callback);
    return previous;
  }

  setEvents(tool: PyObject, events: PyObject): Result {
    this.inUse(tool);
    const bits = must(toCInt(events));
    if (bits < 0 || bits > ALL_EVENTS) throw valueError(`invalid event set 0x${(bits >>> 0).toString(16)}`);
    if (bits !== 0) throw notImplementedError("sys.monitoring: this interpreter emits no events");
    return None;
  }
}

/** The object that `sys.monitoring` is, for a new interpreter. */
export function makeMonitoringModule(): PyModule {
  const tools = new Tools();
  return createNativeModule(
    defineModule("sys.monitoring", {
      constants: {
        DEBUGGER_ID: 0,
        COVERAGE_ID: 1,
        PROFILER_ID: 2,
        OPTIMIZER_ID: 5,
        DISABLE: new objectType.JS(),
        MISSING: new objectType.JS(),
        events: makeSimpleNamespace(eventNumbers()),
      },
      functions: {
        use_tool_id: fn("($module, tool_id, name, /)", "Claim a tool.", (tool, name) =>
          tools.use(tool, name),
        ),
        clear_tool_id: fn("($module, tool_id, /)", "Drop a tool's callbacks.", (tool) => tools.clear(tool)),
        free_tool_id: fn("($module, tool_id, /)", "Give a tool back.", (tool) => tools.free(tool)),
        get_tool: fn(
          "($module, tool_id, /)",
          "The name of a tool in use, or None.",
          (tool) => tools.names.get(tools.number(tool)) ?? None,
        ),
        register_callback: fn(
          "($module, tool_id, event, func, /)",
          "Set the callback of an event; answers the previous one.",
          (tool, event, callback) => tools.register(tool, event, callback),
        ),
        get_events: fn(
          "($module, tool_id, /)",
          "The events that are on: none.",
          (tool) => tools.inUse(tool) * 0,
        ),
        set_events: fn("($module, tool_id, event_set, /)", "Switch events on.", (tool, events) =>
          tools.setEvents(tool, events),
        ),
        get_local_events: fn(
          "($module, tool_id, code, /)",
          "The events that are on for a code object: none.",
          (tool) => tools.inUse(tool) * 0,
        ),
        set_local_events: fn(
          "($module, tool_id, code, event_set, /)",
          "Switch events on for a code object.",
          (tool, _code, events) => tools.setEvents(tool, events),
        ),
        restart_events: fn("($module, /)", "Switch events that a callback disabled on again.", () => None),
        _all_events: fn("($module, /)", "The events of each tool: none.", () => makeDict()),
      },
    }),
  );
}
