/**
 * The state of the running interpreter: what is being raised, what is being handled, how deep we are.
 *
 * One Runtime is current at a time; entering a VM from its host makes its Runtime current (embedding/vm.ts).
 * Builtin types are shared by all Runtimes, as CPython shares its static types between interpreters.
 *
 * Hot: every field is assigned in the constructor, in one order.
 */
import type { SipKey } from "../algorithms/siphash.ts";
import type { Host } from "../host/host.ts";
import type { PyObject } from "./object.ts";
import type { PyBaseException } from "./exceptions.ts";
import { ThreadState } from "./thread-state.ts";

/** A frame as the kernel sees it; the whole of it is interpreter/frame.ts. */
export interface FrameLink {
  readonly back: FrameLink | null;
}

export class Runtime {
  /** The exception that is being propagated while helpers return `undefined`. */
  pending: PyBaseException | null = null;
  /** The exception that is being handled (`sys.exception()`), null outside of any handler. */
  handled: PyBaseException | null = null;
  /** The frame that is executing. */
  frame: FrameLink | null = null;
  /** Python frames below this point, native callbacks included. */
  depth = 0;
  /** `sys.getrecursionlimit()`. */
  limit = 1000;
  /** Nested entries of the interpreter loop on the JavaScript stack. */
  nativeDepth = 0;
  /** Counts down at function entries and loop edges; `tick` runs when it falls below zero. */
  budget = 10_000;
  /** Refills the budget, handles interrupts, lets other threads run; answers false when unwinding. */
  tick: () => boolean = refill;
  /** Handles the host's interrupts, on the main thread; answers false when something was raised. */
  poll: () => boolean = () => true;
  /** The thread that runs, and all that have not ended, the main thread first. */
  thread = new ThreadState(1);
  threads: ThreadState[] = [this.thread];
  /** The identity of the youngest thread, and the index of the one that had the last turn. */
  lastIdent = 1;
  lastTurn = 0;
  /** `sys.getswitchinterval()`, in seconds. */
  switchInterval = 0.005;
  /** How str and bytes are hashed (objects/text-hash.ts): CPython's way with a key, quickly with a salt. */
  hashKey: SipKey | null = null;
  hashSalt = 0;
  /** The way out; set before anything runs. */
  host: Host = undefined as unknown as Host;
  /** `sys.modules`, the builtins namespace and other per-interpreter objects, by name. */
  readonly interpreter = new Map<string, PyObject>();
}

function refill(): boolean {
  rt.budget = 10_000;
  return true;
}

/** The current Runtime. A live binding: read it, never copy it. */
export let rt = new Runtime();

/** Make another Runtime current; answers the one it replaces. */
export function enterRuntime(runtime: Runtime): Runtime {
  const previous = rt;
  rt = runtime;
  return previous;
}
