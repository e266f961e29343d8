/**
 * generator, and what it shares with coroutine and async_generator: a suspended frame that can be resumed with a
 * value or an exception (language reference 6.2.9; CPython Objects/genobject.c).
 *
 * A generator owns its frame. Resuming it from Python (`for`, `yield from`, `await`) is a switch of frames inside
 * the loop; from native code it enters the loop through `evaluator`. Generators that become garbage while suspended
 * are not closed: JavaScript has no finalizers that run in time.
 */
import { CO_ITERABLE_COROUTINE } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, classMethod, defineType, getset, method, rawMethod } from "../kernel/define.ts";
import {
  PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { addressOf } from "../kernel/identity.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type KeywordNames,
  type PyObject,
  type Result,
} from "../kernel/object.ts";
import {
  pendingException,
  raise,
  runtimeError,
  stopIteration,
  takePending,
  typeError,
  valueError,
} from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { PyInstance, PyType, isInstance, isSubtype, strType, typeName } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { call } from "../protocols/call.ts";
import { type PyFrame, evaluator } from "./frame.ts";
import { makeGenericAlias } from "./generic-alias.ts";
import { textOf } from "./item-array.ts";
import { PyTraceback } from "./traceback.ts";
import { PyTuple } from "./tuple.ts";

export const CREATED = 0;
export const SUSPENDED = 1;
export const RUNNING = 2;
export const FINISHED = 3;

export abstract class PyGeneratorBase extends PyInstance {
  declare readonly frame: PyFrame;
  declare name: PyObject;
  declare qualname: PyObject;
  /** CREATED, SUSPENDED, RUNNING or FINISHED. */
  declare state: number;
  /** Suspended inside `yield from` or `await`: the iterator delegated to is on top of the frame's stack. */
  declare delegating: boolean;
  /** The exception its frame is handling; null outside of any handler. */
  declare handled: PyBaseException | null;
  /** What whoever resumed it was handling. */
  declare callerHandled: PyBaseException | null;
  /** Where the frame that resumed it goes on when it returns; a yield goes on at that frame's `ip`. */
  declare returnTo: number;
  /** The value of its `return`, until a StopIteration takes it (`stopIterationOf`). */
  declare returned: PyObject | undefined;

  constructor(frame: PyFrame) {
    super();
    this.frame = frame;
    this.name = frame.func.name;
    this.qualname = frame.func.qualname;
    this.state = CREATED;
    this.delegating = false;
    this.handled = null;
    this.callerHandled = null;
    this.returnTo = 0;
    this.returned = undefined;
  }

  /** What messages call it. */
  abstract get kind(): string;
  get finished(): boolean {
    return this.state === FINISHED;
  }
  get unstarted(): boolean {
    return this.state === CREATED;
  }
}

export class PyGenerator extends PyGeneratorBase {
  get kind(): string {
    return "generator";
  }
}

/** The object that a generator delegates to, null when it does not. */
export function delegate(generator: PyGeneratorBase): PyObject | null {
  if (generator.state !== SUSPENDED || !generator.delegating) return null;
  return generator.frame.stack[generator.frame.sp - 1]!;
}

/** A generator that `types.coroutine` marked: it may be awaited. */
export function isIterableCoroutine(value: PyObject): boolean {
  return value instanceof PyGenerator && (value.frame.code.flags & CO_ITERABLE_COROUTINE) !== 0;
}

/**
 * Whether it can be resumed with `value`; undefined with the reason pending. A finished one can not, but only a
 * coroutine says so here: the caller checks `state`.
 */
export function mayResume(generator: PyGeneratorBase, value: PyObject): true | undefined {
  switch (generator.state) {
    case CREATED:
      if (value === None) return true;
      return raise(typeError(`can't send non-None value to a just-started ${generator.kind}`));
    case RUNNING:
      return raise(valueError(`${generator.kind} already executing`));
    case FINISHED:
      if (generator.kind !== "coroutine") return true;
      return raise(runtimeError("cannot reuse already awaited coroutine"));
  }
  return true;
}

/** `next(generator)` for native code. */
export function nextFromGenerator(generator: PyGeneratorBase): PyObject | Exhausted | undefined {
  if (mayResume(generator, None) === undefined) return undefined;
  if (generator.state === FINISHED) return EXHAUSTED;
  const value = evaluator.resume(generator, None);
  if (value === undefined || generator.state !== FINISHED) return value;
  generator.returned = value === None ? undefined : value;
  return EXHAUSTED;
}

/** `generator.send(value)`: what it yields; its end is a StopIteration, or StopAsyncIteration, pending. */
export function sendToGenerator(generator: PyGeneratorBase, value: PyObject): Result {
  if (mayResume(generator, value) === undefined) return undefined;
  if (generator.state === FINISHED) return raise(endOf(generator, None));
  return yielded(generator, evaluator.resume(generator, value));
}

function yielded(generator: PyGeneratorBase, value: Result): Result {
  return value === undefined || generator.state !== FINISHED ? value : raise(endOf(generator, value));
}

function endOf(generator: PyGeneratorBase, value: PyObject): PyBaseException {
  if (generator.kind === "async generator") return makeException(exceptionTypes.StopAsyncIteration, []);
  return stopIteration(value === None ? undefined : value);
}

/** Raise an exception where the generator is suspended; what it yields next. */
function raiseInside(generator: PyGeneratorBase, exception: PyBaseException): Result {
  if (generator.state === RUNNING) return raise(valueError(`${generator.kind} already executing`));
  if (generator.state === FINISHED) {
    if (generator.kind === "coroutine") return raise(runtimeError("cannot reuse already awaited coroutine"));
    return raise(exception);
  }
  return yielded(generator, evaluator.resumeWithException(generator, exception));
}

const closeName = attributeName("close");
const throwName = attributeName("throw");

/** `generator.close()` */
export function closeGenerator(generator: PyGeneratorBase): Result {
  if (generator.state === CREATED) {
    generator.state = FINISHED;
    forgetLocals(generator);
    return None;
  }
  if (generator.state === FINISHED) return None;
  if (generator.state === RUNNING) return raise(valueError(`${generator.kind} already executing`));
  const iterator = delegate(generator);
  let exception: PyBaseException | undefined;
  if (iterator !== null && whileRunning(generator, () => closeDelegate(iterator)) === undefined)
    exception = takePending();
  const value = raiseInside(generator, exception ?? makeException(exceptionTypes.GeneratorExit, []));
  if (value !== undefined) return raise(runtimeError(`${generator.kind} ignored GeneratorExit`));
  const closed = endOfClose();
  // An exception that it raised instead shows them in its traceback.
  if (closed !== undefined) forgetLocals(generator);
  return closed;
}

function forgetLocals(generator: PyGeneratorBase): void {
  generator.frame.stack.fill(undefined);
}

/** GeneratorExit that comes back out of a closed generator is its normal end, and so is a `return`. */
function endOfClose(): Result {
  const pending = pendingException();
  if (isInstanceOfException(pending, exceptionTypes.GeneratorExit)) {
    rt.pending = null;
    return None;
  }
  if (!isInstanceOfException(pending, exceptionTypes.StopIteration)) return undefined;
  rt.pending = null;
  return stopIterationValue(pending);
}

/** `StopIteration.value` */
export function stopIterationValue(exception: PyBaseException): PyObject {
  return exception.fields?.["value"] ?? exception.args[0] ?? None;
}

/** Delegating calls out of a suspended generator: meanwhile it counts as running. */
function whileRunning<T>(generator: PyGeneratorBase, body: () => T): T {
  const frame = generator.frame;
  const previous = rt.frame as PyFrame | null;
  frame.back = previous;
  rt.frame = frame;
  generator.state = RUNNING;
  const result = body();
  generator.state = SUSPENDED;
  rt.frame = previous;
  frame.back = null;
  return result;
}

function closeDelegate(iterator: PyObject): Result {
  if (iterator instanceof PyGeneratorBase && iterator.kind !== "async generator")
    return closeGenerator(iterator);
  const close = getAttributeOrAbsent(iterator, closeName);
  if (close === undefined) return undefined;
  return close === null ? None : call(close, []);
}

/**
 * `generator.throw(…)` with the arguments it was called with. `onExit` says what GeneratorExit does to the iterator
 * delegated to: async generators leave it alone, to let its own awaits run.
 */
export function throwIntoGenerator(
  generator: PyGeneratorBase,
  args: readonly PyObject[],
  onExit: "close" | "pass on",
): Result {
  const iterator = delegate(generator);
  if (iterator === null) return throwHere(generator, args);
  if (onExit === "close" && isGeneratorExit(args[0]!)) {
    const closed = whileRunning(generator, () => closeDelegate(iterator));
    return closed === undefined ? raiseInside(generator, takePending()) : throwHere(generator, args);
  }
  let value: Result;
  if (iterator instanceof PyGeneratorBase && iterator.kind !== "async generator") {
    value = whileRunning(generator, () => throwIntoGenerator(iterator, args, onExit));
  } else {
    const throwMethod = getAttributeOrAbsent(iterator, throwName);
    if (throwMethod === undefined) return undefined;
    if (throwMethod === null) return throwHere(generator, args);
    value = whileRunning(generator, () => call(throwMethod, [...args]));
  }
  return value === undefined ? resumeAfterDelegate(generator) : value;
}

/** The delegate ended or raised: that happens at the `yield from`, where CLEANUP_THROW looks at it. */
function resumeAfterDelegate(generator: PyGeneratorBase): Result {
  return raiseInside(generator, takePending());
}

function isGeneratorExit(exception: PyObject): boolean {
  if (exception instanceof PyType) return isSubtype(exception, exceptionTypes.GeneratorExit);
  return isInstance(exception, exceptionTypes.GeneratorExit);
}

function throwHere(generator: PyGeneratorBase, args: readonly PyObject[]): Result {
  const exception = exceptionFromThrow(args);
  return exception === undefined ? undefined : raiseInside(generator, exception);
}

/** The exception that `throw(value)` or `throw(type, value, traceback)` means. */
function exceptionFromThrow(args: readonly PyObject[]): PyBaseException | undefined {
  const [type, value = None, traceback = None] = args as [PyObject, PyObject?, PyObject?];
  if (traceback !== None && !(traceback instanceof PyTraceback)) {
    return raise(typeError("throw() third argument must be a traceback object"));
  }
  let exception: PyBaseException;
  if (type instanceof PyType && isSubtype(type, exceptionTypes.BaseException)) {
    exception = normalized(type, value);
  } else if (type instanceof PyBaseException) {
    if (value !== None) return raise(typeError("instance exception may not have a separate value"));
    exception = type;
  } else {
    return raise(
      typeError(`exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`),
    );
  }
  if (traceback !== None) exception.traceback = traceback;
  return exception;
}

/** An instance of the class, or what making one raised: that is thrown in then. */
function normalized(type: PyType, value: PyObject): PyBaseException {
  const exception = instantiate(type, value);
  if (exception === undefined) return takePending();
  if (exception instanceof PyBaseException) return exception;
  return typeError(
    `calling <class '${type.name}'> should have returned an instance of BaseException, not ${typeName(exception)}`,
  );
}

function instantiate(type: PyType, value: PyObject): Result {
  if (isInstance(value, type)) return value;
  if (value === None) return call(type, []);
  return call(type, value instanceof PyTuple ? [...value.items] : [value]);
}

// ---- The types.

/** `throw` of all three kinds: the forms with type and traceback are deprecated. */
export function throwArguments(
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
): readonly PyObject[] | undefined {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError(`${name}() takes no keyword arguments`));
  const count = args.length;
  if (count < 1) return raise(typeError(`${name} expected at least 1 argument, got 0`));
  if (count > 3) return raise(typeError(`${name} expected at most 3 arguments, got ${count}`));
  if (count > 1) {
    const message = `the (type, exc, tb) signature of ${name}() is deprecated, use the single-arg signature instead.`;
    if (hooks.warn("DeprecationWarning", message, 1) === undefined) return undefined;
  }
  return args;
}

/** Attributes that generator, coroutine and async_generator have under the same name. */
export const sharedAttributes = (kind: string): Record<string, Entry> => ({
  __name__: getset(`name of the ${kind}`, (self: PyGeneratorBase) => self.name, setText("__name__", "name")),
  __qualname__: getset(
    `qualified name of the ${kind}`,
    (self: PyGeneratorBase) => self.qualname,
    setText("__qualname__", "qualname"),
  ),
  __class_getitem__: classMethod("($type, item, /)", "See PEP 585", (cls: PyType, item: PyObject) =>
    makeGenericAlias(cls, item),
  ),
});

/** send, throw and close as generator and coroutine have them. */
export const resumingMethods = (kind: "generator" | "coroutine"): Record<string, Entry> => ({
  send: method(
    "($self, value, /)",
    `Send a value into ${kind}; return what is yielded next, or raise StopIteration.`,
    sendToGenerator,
  ),
  throw: rawMethod(
    "($self, type, value=None, traceback=None, /)",
    `Raise an exception in ${kind}; return what is yielded next, or raise StopIteration.`,
    (self: PyGeneratorBase, args, kwnames) => {
      const given = throwArguments("throw", args, kwnames);
      return given === undefined ? undefined : throwIntoGenerator(self, given, "close");
    },
  ),
  close: method("($self, /)", `Raise GeneratorExit inside ${kind}.`, closeGenerator),
});

function setText(attribute: string, key: "name" | "qualname") {
  return (self: PyGeneratorBase, value: PyObject | undefined): Result => {
    if (value === undefined || !isInstance(value, strType))
      return raise(typeError(`${attribute} must be set to a string object`));
    self[key] = value;
    return None;
  };
}

/** `gi_frame`, `gi_code`, …: the same attributes under a prefix of each type's own. */
export function frameAttributes(prefix: string, delegateName: string): Record<string, Entry> {
  return {
    [`${prefix}_frame`]: getset(null, (self: PyGeneratorBase) => (self.finished ? None : self.frame)),
    [`${prefix}_code`]: getset(null, (self: PyGeneratorBase) => self.frame.code),
    [`${prefix}_suspended`]: getset(null, (self: PyGeneratorBase) => self.state === SUSPENDED),
    [delegateName]: getset(
      "object being delegated to, or None",
      (self: PyGeneratorBase) => delegate(self) ?? None,
    ),
  };
}

/** `<generator object f at 0x…>` */
export function reprAs(typeText: string): (self: PyGeneratorBase) => Result {
  return (self) => strFromUtf16(`<${typeText} object ${textOf(self.qualname)} at ${addressOf(self)}>`);
}

export const generatorType: PyType = defineType("generator", {
  instance: PyGenerator,
  final: true,
  hasWeakref: true,
  slots: {
    __repr__: reprAs("generator"),
    __iter__: (self: PyGenerator) => self,
    __next__: nextFromGenerator,
  },
  methods: {
    ...sharedAttributes("generator"),
    ...resumingMethods("generator"),
    ...frameAttributes("gi", "gi_yieldfrom"),
    gi_running: getset(null, (self: PyGenerator) => self.state === RUNNING),
  },
});
