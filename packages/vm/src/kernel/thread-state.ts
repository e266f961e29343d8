/**
 * What belongs to one thread of an interpreter. The running thread's exception state and frames are in the fields of
 * `rt`; here they wait while another thread runs.
 */
import type { PyBaseException } from "./exceptions.ts";
import type { PyObject } from "./object.ts";
import type { FrameLink } from "./state.ts";

/** What a thread that does not run is waiting for. */
export type Wait = {
  readonly ready: () => boolean;
  /** By the host's monotonic clock, in nanoseconds; null: for ever. */
  readonly deadline: bigint | null;
  /** Whether something outside of the program can make it ready: a socket, a process. */
  readonly external: boolean;
};

export class ThreadState {
  readonly ident: number;
  handled: PyBaseException | null = null;
  frame: FrameLink | null = null;
  depth = 0;
  /** `rt.nativeDepth` beneath this thread's first activation of the loop; negative while its frames cannot leave the loop. */
  base = 0;
  /** All its frames are on the heap, so it can go on at any time. */
  parked = false;
  wait: Wait | null = null;
  /** The deadline of the wait that was just given up had passed. */
  timedOut = false;
  /** What the thread is to run, until it starts. */
  target: {
    readonly callable: PyObject;
    readonly args: PyObject[];
    readonly kwnames: readonly string[];
  } | null = null;
  /** Told when the thread has ended, with the exception that ended it. */
  onEnd: (exception: PyBaseException | null) => void = () => {};
  /** `sys.get_asyncgen_hooks()`; null: none. */
  asyncgenFirstiter: PyObject | null = null;
  asyncgenFinalizer: PyObject | null = null;
  /** Imports that it is in. */
  importing = 0;
  /** Values by their owner: the context, thread-local data. */
  readonly values = new WeakMap<object, unknown>();

  constructor(ident: number) {
    this.ident = ident;
  }
}
