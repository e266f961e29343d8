/**
 * async_generator and the awaitables of its methods: asend() and `__anext__`, athrow() and aclose() (PEP 525).
 *
 * A value that an async generator yields to its consumer travels wrapped (INTRINSIC_ASYNC_GEN_WRAP), so that it is
 * told from what an `await` inside it passes on to the event loop. CPython: Objects/genobject.c, async_gen_*.
 */
import { type Entry, defineType, getset, method, rawMethod } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException, makeException } from "../kernel/exceptions.ts";
import { type Finalizer, holdForFinalization } from "../kernel/finalization.ts";
import { hooks } from "../kernel/hooks.ts";
import { type Exhausted, type HeapObject, type PyObject, type Result } from "../kernel/object.ts";
import { pendingException, raise, runtimeError, stopIteration } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import type { InstanceConstructor, PyType } from "../kernel/type.ts";
import { utf16Of } from "../kernel/text.ts";
import { exhaustedIfStopIteration } from "../kernel/slot-dispatch.ts";
import { call } from "../protocols/call.ts";
import { repr } from "../protocols/repr.ts";
import type { PyFrame } from "./frame.ts";
import {
  PyGeneratorBase,
  frameAttributes,
  reprAs,
  sendToGenerator,
  sharedAttributes,
  throwArguments,
  throwIntoGenerator,
} from "./generator.ts";

export class PyAsyncGenerator extends PyGeneratorBase {
  /** An awaitable of one of its methods is being awaited. */
  declare busy: boolean;
  declare closed: boolean;
  declare hooksCalled: boolean;
  /** The finalizer of sys.set_asyncgen_hooks() when it was first iterated. */
  declare finalizer: PyObject;
  constructor(frame: PyFrame) {
    super(frame);
    this.busy = false;
    this.closed = false;
    this.hooksCalled = false;
    this.finalizer = None;
  }
  get kind(): string {
    return "async generator";
  }
}

/** A value on its way to the consumer of an async generator. */
export class PyAsyncGeneratorValue implements HeapObject {
  declare readonly cls: PyType;
  readonly value: PyObject;
  constructor(value: PyObject) {
    this.value = value;
  }
}
defineType("async_generator_wrapped_value", { instance: PyAsyncGeneratorValue, final: true });

/** sys.set_asyncgen_hooks(): called with each async generator that is iterated for the first time. */
function callHooks(generator: PyAsyncGenerator): true | undefined {
  if (generator.hooksCalled) return true;
  generator.hooksCalled = true;
  generator.finalizer = rt.thread.asyncgenFinalizer ?? None;
  const first = rt.thread.asyncgenFirstiter ?? None;
  return first === None || call(first, [generator]) !== undefined ? true : undefined;
}

export const asyncGeneratorType: PyType = defineType("async_generator", {
  instance: PyAsyncGenerator,
  final: true,
  hasWeakref: true,
  slots: {
    __repr__: reprAs("async_generator"),
    __aiter__: (self: PyAsyncGenerator) => self,
    __anext__: (self: PyAsyncGenerator) =>
      callHooks(self) === undefined ? undefined : new PyAsyncSend(self, undefined),
  },
  methods: {
    ...sharedAttributes("async generator"),
    ...frameAttributes("ag", "ag_await"),
    ag_running: getset(null, (self: PyAsyncGenerator) => self.busy),
    asend: method(
      "($self, value, /)",
      "Send a value in; awaits to what is yielded next.",
      (self: PyAsyncGenerator, value) =>
        callHooks(self) === undefined ? undefined : new PyAsyncSend(self, value),
    ),
    athrow: rawMethod(
      "($self, type, value=None, traceback=None, /)",
      "Raise an exception inside; awaits to what is yielded next.",
      (self: PyAsyncGenerator, args, kwnames) => {
        const given = throwArguments("athrow", args, kwnames);
        if (given === undefined || callHooks(self) === undefined) return undefined;
        return new PyAsyncThrow(self, given);
      },
    ),
    aclose: method("($self, /)", "Raise GeneratorExit inside.", (self: PyAsyncGenerator) =>
      callHooks(self) === undefined ? undefined : new PyAsyncThrow(self, null),
    ),
  },
});

type AwaitableState = "new" | "iterating" | "closed";

/** What comes out of the generator, for whoever awaits: a wrapped value ends the await as its result. */
function unwrap(generator: PyAsyncGenerator, result: Result): Result {
  if (result === undefined) {
    if (isPending("StopAsyncIteration") || isPending("GeneratorExit")) generator.closed = true;
    generator.busy = false;
    return undefined;
  }
  if (!(result instanceof PyAsyncGeneratorValue)) return result;
  generator.busy = false;
  return raise(stopIteration(result.value));
}

function isPending(name: "StopAsyncIteration" | "GeneratorExit" | "StopIteration"): boolean {
  return isInstanceOfException(pendingException(), exceptionTypes[name]);
}

/** close() of an awaitable: the ends that a GeneratorExit thrown in may come to. */
function afterClose(result: Result): Result {
  if (result !== undefined) return raise(runtimeError("coroutine ignored GeneratorExit"));
  if (!isPending("StopIteration") && !isPending("StopAsyncIteration") && !isPending("GeneratorExit"))
    return undefined;
  rt.pending = null;
  return None;
}

function generatorExit(): PyObject[] {
  return [exceptionTypes.GeneratorExit];
}

/** `async_generator_asend` */
export class PyAsyncSend implements HeapObject {
  declare readonly cls: PyType;
  readonly generator: PyAsyncGenerator;
  /** undefined: `__anext__`. */
  readonly value: PyObject | undefined;
  state: AwaitableState = "new";
  constructor(generator: PyAsyncGenerator, value: PyObject | undefined) {
    this.generator = generator;
    this.value = value;
    holdForFinalization(this, unawaited);
  }
}

function enterSend(self: PyAsyncSend): true | undefined {
  if (self.state === "closed") return raise(runtimeError("cannot reuse already awaited __anext__()/asend()"));
  if (self.state === "new" && self.generator.busy) {
    self.state = "closed";
    return raise(runtimeError("anext(): asynchronous generator is already running"));
  }
  return true;
}

function sendStep(self: PyAsyncSend, given: PyObject): Result {
  if (enterSend(self) === undefined) return undefined;
  let value = given;
  if (self.state === "new" && value === None) value = self.value ?? None;
  self.state = "iterating";
  self.generator.busy = true;
  const result = unwrap(self.generator, sendToGenerator(self.generator, value));
  if (result === undefined) self.state = "closed";
  return result;
}

function throwIntoSend(self: PyAsyncSend, args: readonly PyObject[]): Result {
  if (enterSend(self) === undefined) return undefined;
  if (self.state === "new") {
    self.state = "iterating";
    self.generator.busy = true;
  }
  const result = unwrap(self.generator, throwIntoGenerator(self.generator, args, "close"));
  if (result === undefined) {
    self.generator.busy = false;
    self.state = "closed";
  }
  return result;
}

/** `async_generator_athrow`; `args` null is aclose(). */
export class PyAsyncThrow implements HeapObject {
  declare readonly cls: PyType;
  readonly generator: PyAsyncGenerator;
  readonly args: readonly PyObject[] | null;
  state: AwaitableState = "new";
  constructor(generator: PyAsyncGenerator, args: readonly PyObject[] | null) {
    this.generator = generator;
    this.args = args;
    holdForFinalization(this, unawaited);
  }
}

/** What an awaitable does last that nobody awaited. */
const unawaited: Finalizer<PyAsyncSend | PyAsyncThrow> = {
  doing: "finalizing async generator",
  subject: (awaitable) => awaitable.generator,
  state: (awaitable) => (awaitable.state === "new" ? "due" : "over"),
  finalize: (awaitable) => {
    const { qualname } = awaitable.generator;
    const message = `coroutine method '${methodOf(awaitable)}' of ${utf16Of(repr(qualname) as string)} was never awaited`;
    return hooks.warn("RuntimeWarning", message, 1);
  },
};

function methodOf(awaitable: PyAsyncSend | PyAsyncThrow): string {
  if (awaitable instanceof PyAsyncSend) return "asend";
  return awaitable.args === null ? "aclose" : "athrow";
}

const REUSED = "cannot reuse already awaited aclose()/athrow()";

function alreadyRunning(self: PyAsyncThrow): undefined {
  self.state = "closed";
  const name = self.args === null ? "aclose" : "athrow";
  return raise(runtimeError(`${name}(): asynchronous generator is already running`));
}

function throwStep(self: PyAsyncThrow, value: PyObject): Result {
  const { generator } = self;
  if (self.state === "closed") return raise(runtimeError(REUSED));
  if (generator.finished) {
    self.state = "closed";
    return raise(stopIteration());
  }
  if (self.state === "iterating") {
    const result = sendToGenerator(generator, value);
    return self.args === null ? closeStep(self, result) : unwrap(generator, result);
  }
  if (generator.busy) return alreadyRunning(self);
  if (generator.closed) {
    self.state = "closed";
    return raise(makeException(exceptionTypes.StopAsyncIteration, []));
  }
  if (value !== None) return raise(runtimeError("can't send non-None value to a just-started coroutine"));
  self.state = "iterating";
  generator.busy = true;
  if (self.args === null) {
    generator.closed = true;
    return closeStep(self, throwIntoGenerator(generator, generatorExit(), "pass on"));
  }
  const result = unwrap(generator, throwIntoGenerator(generator, self.args, "pass on"));
  return result === undefined ? finish(self) : result;
}

/** A step of aclose(): yielding a value to the consumer now is an error, GeneratorExit the normal end. */
function closeStep(self: PyAsyncThrow, result: Result): Result {
  if (result === undefined) return finish(self);
  if (!(result instanceof PyAsyncGeneratorValue)) return result;
  self.generator.busy = false;
  self.state = "closed";
  return raise(runtimeError("async generator ignored GeneratorExit"));
}

function finish(self: PyAsyncThrow): undefined {
  self.generator.busy = false;
  self.state = "closed";
  if (self.args === null && (isPending("StopAsyncIteration") || isPending("GeneratorExit")))
    raise(stopIteration());
  return undefined;
}

function throwIntoThrow(self: PyAsyncThrow, args: readonly PyObject[]): Result {
  const { generator } = self;
  if (self.state === "closed") return raise(runtimeError(REUSED));
  if (self.state === "new") {
    if (generator.busy) return alreadyRunning(self);
    self.state = "iterating";
    generator.busy = true;
  }
  const result = throwIntoGenerator(generator, args, "close");
  if (self.args === null) return closeStep(self, result);
  const value = unwrap(generator, result);
  if (value === undefined) {
    generator.busy = false;
    self.state = "closed";
  }
  return value;
}

/** What both awaitables show: they are their own iterators. */
function defineAwaitable<T extends PyAsyncSend | PyAsyncThrow>(
  name: string,
  instance: InstanceConstructor,
  step: (self: T, value: PyObject) => Result,
  throwInto: (self: T, args: readonly PyObject[]) => Result,
): PyType {
  const next = (self: T): PyObject | Exhausted | undefined => {
    const value = step(self, None);
    return value === undefined ? endedWithValue(self) : value;
  };
  const methods: Record<string, Entry> = {
    send: method("($self, value, /)", "Go on with a value.", step),
    throw: rawMethod(
      "($self, type, value=None, traceback=None, /)",
      "Go on with an exception.",
      (self: T, args, kwnames) => {
        const given = throwArguments("throw", args, kwnames);
        return given === undefined ? undefined : throwInto(self, given);
      },
    ),
    close: method("($self, /)", "End it.", (self: T) =>
      self.state === "closed" ? None : afterClose(throwInto(self, generatorExit())),
    ),
  };
  return defineType(name, {
    instance,
    final: true,
    slots: { __iter__: (self: T) => self, __await__: (self: T) => self, __next__: next },
    methods,
  });
}

/** The StopIteration that ends the await carries the result: keep it for whoever makes one anew. */
function endedWithValue(self: HeapObject): Exhausted | undefined {
  const pending = pendingException();
  const ended = exhaustedIfStopIteration();
  if (ended !== undefined) (self as { returned?: PyObject }).returned = pending.args[0]!;
  return ended;
}

export const asyncSendType: PyType = defineAwaitable(
  "async_generator_asend",
  PyAsyncSend,
  sendStep,
  throwIntoSend,
);
export const asyncThrowType: PyType = defineAwaitable(
  "async_generator_athrow",
  PyAsyncThrow,
  throwStep,
  throwIntoThrow,
);
