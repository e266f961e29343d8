/**
 * `sys.monitoring` (PEP 669): tools register callbacks and say which events they want. See interpreter/monitoring.ts.
 */
import { createNativeModule } from "../../importer/native-modules.ts";
import { refreshInstrumentation } from "../../interpreter/instrumentation.ts";
import {
  DISABLE,
  EVENT_NAMES,
  EventKind,
  MISSING,
  type Monitors,
  PROFILE_TOOL,
  monitors,
} from "../../interpreter/monitoring.ts";
import { defineModule, fn } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isInstance, strType } from "../../kernel/type.ts";
import { PyCode } from "../../objects/code.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import type { PyModule } from "../../objects/module.ts";
import { makeSimpleNamespace } from "../../objects/simple-namespace.ts";
import { toCInt } from "../../protocols/number.ts";

const bit = (event: number) => 2 ** event;
const ALL_EVENTS = bit(EVENT_NAMES.length) - 1;
const NATIVE_ENDS = bit(EventKind.C_RETURN) | bit(EventKind.C_RAISE);
const NATIVE_CALLS = NATIVE_ENDS | bit(EventKind.CALL);
const BRANCHES = bit(EventKind.BRANCH_LEFT) | bit(EventKind.BRANCH_RIGHT);
/** Events that can be on for one code object. */
const LOCAL_EVENTS = bit(EventKind.RAISE) - 1;
/** Events that stand for themselves. */
const UNGROUPED = bit(EventKind.C_RETURN) - 1;

function eventNumbers(): Record<string, PyObject> {
  const numbers: Record<string, PyObject> = { NO_EVENTS: 0 };
  EVENT_NAMES.forEach((name, event) => (numbers[name] = bit(event)));
  return numbers;
}

/** The number of a tool; ValueError if there can be none such. */
function toolNumber(tool: PyObject): number {
  const id = must(toCInt(tool));
  if (id < 0 || id >= PROFILE_TOOL) throw valueError(`invalid tool ${id} (must be between 0 and 5)`);
  return id;
}

/** An event set with the events that stand for others resolved. */
function eventSet(events: PyObject): number {
  const bits = must(toCInt(events));
  if ((bits & NATIVE_ENDS) !== 0 && (bits & NATIVE_CALLS) !== NATIVE_CALLS)
    throw valueError("cannot set C_RETURN or C_RAISE events independently");
  const hasBranch = (bits & bit(EventKind.BRANCH)) !== 0;
  return (bits & ~NATIVE_ENDS & ~bit(EventKind.BRANCH)) | (hasBranch ? BRANCHES : 0);
}

/** The names of tools in use, and what they ask for. */
class Tools {
  readonly names = new Map<number, PyObject>();
  readonly #monitors: () => Monitors;
  /** The callbacks as they were given. */
  readonly callbacks = new Map<string, PyObject>();

  constructor(of: () => Monitors) {
    this.#monitors = of;
  }

  tool(id: number) {
    return this.#monitors().tools[id]!;
  }

  inUse(tool: PyObject): number {
    const id = toolNumber(tool);
    if (!this.names.has(id)) throw valueError(`tool ${id} is not in use`);
    return id;
  }

  use(tool: PyObject, name: PyObject): Result {
    const id = toolNumber(tool);
    if (!isInstance(name, strType)) throw valueError("tool name must be a str");
    if (this.names.has(id)) throw valueError(`tool ${id} is already in use`);
    this.names.set(id, name);
    return None;
  }

  clear(tool: PyObject): Result {
    const id = toolNumber(tool);
    const state = this.tool(id);
    state.events = 0;
    state.local.clear();
    state.callbacks.fill(null);
    for (const key of this.callbacks.keys()) if (key.startsWith(`${id} `)) this.callbacks.delete(key);
    refreshInstrumentation();
    return None;
  }

  free(tool: PyObject): Result {
    must(this.clear(tool));
    this.names.delete(toolNumber(tool));
    return None;
  }

  register(tool: PyObject, event: PyObject, callback: PyObject): Result {
    const id = toolNumber(tool);
    const bits = must(toCInt(event));
    if (bits <= 0 || (bits & (bits - 1)) !== 0)
      throw valueError("The callback can only be set for one event at a time");
    if (bits > ALL_EVENTS) throw valueError(`invalid event ${bits}`);
    const kind = Math.log2(bits);
    const key = `${id} ${kind}`;
    const previous = this.callbacks.get(key) ?? None;
    if (callback === None) this.callbacks.delete(key);
    else this.callbacks.set(key, callback);
    const kinds = kind === EventKind.BRANCH ? [EventKind.BRANCH_LEFT, EventKind.BRANCH_RIGHT] : [kind];
    for (const each of kinds)
      this.tool(id).callbacks[each] = callback === None ? null : (_frame, args) => call(callback, args);
    return previous;
  }

  setEvents(tool: PyObject, events: PyObject): Result {
    const id = toolNumber(tool);
    const given = must(toCInt(events));
    if (given < 0 || given > ALL_EVENTS)
      throw valueError(`invalid event set 0x${(given >>> 0).toString(16)}`);
    const bits = eventSet(events);
    this.inUse(tool);
    this.tool(id).events = bits;
    refreshInstrumentation();
    return None;
  }

  setLocalEvents(tool: PyObject, code: PyObject, events: PyObject): Result {
    if (!(code instanceof PyCode)) throw typeError("code must be a code object");
    const id = toolNumber(tool);
    const bits = eventSet(events);
    if (bits < 0 || bits > LOCAL_EVENTS)
      throw valueError(`invalid local event set 0x${(bits >>> 0).toString(16)}`);
    this.inUse(tool);
    if (bits === 0) this.tool(id).local.delete(code);
    else this.tool(id).local.set(code, bits);
    refreshInstrumentation();
    return None;
  }

  localEvents(tool: PyObject, code: PyObject): Result {
    if (!(code instanceof PyCode)) throw typeError("code must be a code object");
    return this.tool(toolNumber(tool)).local.get(code) ?? 0;
  }

  restart(): Result {
    for (const tool of this.#monitors().tools) tool.disabled.clear();
    return None;
  }

  all(): Result {
    const events = makeDict();
    EVENT_NAMES.forEach((name, event) => {
      if ((bit(event) & UNGROUPED) === 0) return;
      const users = this.#monitors().tools.reduce(
        (mask, tool, id) => mask | ((tool.events & bit(event)) === 0 ? 0 : bit(id)),
        0,
      );
      if (users !== 0) events.setText(name, users);
    });
    return events;
  }
}

/** The object that `sys.monitoring` is, for a new interpreter. */
export function makeMonitoringModule(): PyModule {
  const tools = new Tools(monitors);
  return createNativeModule(
    defineModule("sys.monitoring", {
      constants: {
        DEBUGGER_ID: 0,
        COVERAGE_ID: 1,
        PROFILER_ID: 2,
        OPTIMIZER_ID: 5,
        DISABLE,
        MISSING,
        events: makeSimpleNamespace(eventNumbers()),
      },
      functions: {
        use_tool_id: fn("($module, tool_id, name, /)", "Claim a tool.", (tool, name) =>
          tools.use(tool, name),
        ),
        clear_tool_id: fn("($module, tool_id, /)", "Drop a tool's callbacks and events.", (tool) =>
          tools.clear(tool),
        ),
        free_tool_id: fn("($module, tool_id, /)", "Give a tool back.", (tool) => tools.free(tool)),
        get_tool: fn(
          "($module, tool_id, /)",
          "The name of a tool in use, or None.",
          (tool) => tools.names.get(toolNumber(tool)) ?? None,
        ),
        register_callback: fn(
          "($module, tool_id, event, func, /)",
          "Set the callback of an event; answers the previous one.",
          (tool, event, callback) => tools.register(tool, event, callback),
        ),
        get_events: fn(
          "($module, tool_id, /)",
          "The events that are on everywhere.",
          (tool) => tools.tool(toolNumber(tool)).events,
        ),
        set_events: fn("($module, tool_id, event_set, /)", "Switch events on everywhere.", (tool, events) =>
          tools.setEvents(tool, events),
        ),
        get_local_events: fn(
          "($module, tool_id, code, /)",
          "The events that are on for a code object.",
          (tool, code) => tools.localEvents(tool, code),
        ),
        set_local_events: fn(
          "($module, tool_id, code, event_set, /)",
          "Switch events on for a code object.",
          (tool, code, events) => tools.setLocalEvents(tool, code, events),
        ),
        restart_events: fn("($module, /)", "Switch events that a callback disabled on again.", () =>
          tools.restart(),
        ),
        _all_events: fn("($module, /)", "The tools that have each event on everywhere.", () => tools.all()),
      },
    }),
  );
}
