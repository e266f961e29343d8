/**
 * Generators, coroutines and async generators: making one, suspending it, and delegating to another.
 *
 * A generator resumed by FOR_ITER or SEND runs as a frame of the loop. What it yields goes to that frame's next
 * instruction, what it returns to the instruction that the resuming one's oparg addresses.
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { PySlotWrapper } from "../kernel/descriptors.ts";
import { type PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { EXHAUSTED, type PyObject, type Result } from "../kernel/object.ts";
import {
  pendingException,
  raise,
  recursionError,
  runtimeError,
  stopIterationOf,
  takePending,
  typeError,
} from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { lookup, typeName, typeOf } from "../kernel/type.ts";
import { PyAsyncGenerator } from "../objects/async-generator.ts";
import { PyCoroutine, coroutineOrigin, coroutineType } from "../objects/coroutine.ts";
import type { PyFrame } from "../objects/frame.ts";
import {
  CREATED,
  PyGenerator,
  type PyGeneratorBase,
  RUNNING,
  SUSPENDED,
  delegate,
  generatorType,
  isIterableCoroutine,
  stopIterationValue,
} from "../objects/generator.ts";
import { holdGenerator } from "../objects/generator-finalizer.ts";
import { callMethod, callUnbound } from "../protocols/call.ts";
import { iter } from "../protocols/iterate.ts";
import { instruction } from "./instruction.ts";
import { reraise } from "./raising.ts";

/** The first instruction of a generator function: the call returns, its frame goes on when it is resumed. */
instruction("RETURN_GENERATOR", {
  stack: "-- sent",
  run: (_, t) => t.suspend(makeGenerator(t.frame)),
});

instruction("RETURN_VALUE", { stack: "value -- result", run: ({ value }, t) => t.leave(value) });

/** The oparg is 1 in `yield from` and `await`. */
instruction("YIELD_VALUE", {
  stack: "value -- sent",
  run: ({ value }, t) => {
    suspendGenerator(t.frame.generator!, t.oparg === 1);
    return t.suspend(value);
  },
});

export function makeGenerator(frame: PyFrame): PyGeneratorBase {
  const { flags } = frame.code;
  let generator: PyGeneratorBase;
  if ((flags & CO_COROUTINE) !== 0) generator = new PyCoroutine(frame, coroutineOrigin());
  else if ((flags & CO_ASYNC_GENERATOR) !== 0) generator = new PyAsyncGenerator(frame);
  else generator = new PyGenerator(frame);
  frame.generator = generator;
  frame.plain = false;
  holdGenerator(generator);
  return generator;
}

export function suspendGenerator(generator: PyGeneratorBase, delegating: boolean): void {
  generator.state = SUSPENDED;
  generator.delegating = delegating;
  rt.handled = generator.callerHandled;
}

/** The frame of a generator that may be resumed, with the value sent on its stack; counted in the depth. */
export function resumedFrame(
  generator: PyGeneratorBase,
  value: PyObject,
  returnTo: number,
): PyFrame | undefined {
  const runtime = rt;
  if (runtime.depth >= runtime.limit) return raise(recursionError("maximum recursion depth exceeded"));
  runtime.depth++;
  const { frame } = generator;
  frame.stack[frame.sp++] = value;
  generator.state = RUNNING;
  generator.returnTo = returnTo;
  generator.callerHandled = runtime.handled;
  if (generator.handled !== null) runtime.handled = generator.handled;
  return frame;
}

/** Resume what is delegated to with a value; when it ends, jump to END_SEND with what it returned. */
instruction("SEND", {
  stack: "receiver value -- receiver result",
  cold: true,
  run: ({ receiver, value }, t) => {
    if (typeof receiver === "object" && (receiver.cls === coroutineType || receiver.cls === generatorType)) {
      const { state } = receiver as PyGeneratorBase;
      if (state === SUSPENDED || (state === CREATED && value === None)) {
        return t.enter(resumedFrame(receiver as PyGeneratorBase, value, t.oparg));
      }
    }
    const result = sendTo(receiver, value);
    if (result !== undefined) return result;
    const ended = takeStopIteration();
    if (ended === undefined) return undefined;
    return t.jump(ended);
  },
});

instruction("END_SEND", { stack: "receiver value -- value", cold: true, run: ({ value }) => value });

const sendName = attributeName("send");
const nextName = attributeName("__next__");

/** Native code's `send`: an iterator that takes no value is simply advanced. */
export function sendTo(receiver: PyObject, value: PyObject): Result {
  const type = typeOf(receiver);
  if (value !== None || type.slots.__next__ === undefined) return callMethod(receiver, sendName, [value]);
  const method = lookup(type, nextName)!;
  if (!(method instanceof PySlotWrapper)) return callUnbound(method, receiver, []);
  const next = type.slots.__next__(receiver);
  return next === EXHAUSTED ? raise(stopIterationOf(receiver)) : (next as Result);
}

/** The value of the pending StopIteration, which is taken; undefined when something else is pending. */
export function takeStopIteration(): PyObject | undefined {
  if (!isInstanceOfException(pendingException(), exceptionTypes.StopIteration)) return undefined;
  return stopIterationValue(takePending());
}

/** An exception thrown into a delegating generator came back out of the delegate: StopIteration is its result. */
instruction("CLEANUP_THROW", {
  stack: "receiver value exception -- none result",
  cold: true,
  run: ({ exception }) => {
    const raised = exception as PyBaseException;
    if (!isInstanceOfException(raised, exceptionTypes.StopIteration)) return reraise(raised);
    return { none: None, result: stopIterationValue(raised) };
  },
});

instruction("GET_YIELD_FROM_ITER", {
  stack: "iterable -- iter",
  cold: true,
  run: ({ iterable }, t) => yieldFromIterator(t.frame, iterable),
});

export function yieldFromIterator(frame: PyFrame, iterable: PyObject): Result {
  if (iterable instanceof PyGenerator) return iterable;
  if (!(iterable instanceof PyCoroutine)) return iter(iterable);
  if ((frame.code.flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) !== 0) return iterable;
  return raise(typeError("cannot 'yield from' a coroutine object in a non-coroutine generator"));
}

// ---- await, async for

instruction("GET_AWAITABLE", {
  stack: "object -- awaitable",
  cold: true,
  run: ({ object }, t) => {
    if (
      typeof object === "object" &&
      object.cls === coroutineType &&
      delegate(object as PyCoroutine) === null
    )
      return object;
    return awaitableFor(object, t.oparg);
  },
});

/** `where` is GET_AWAITABLE's oparg: 1 after `__aenter__`, 2 after `__aexit__`. */
export function awaitableFor(object: PyObject, where: number): Result {
  if (object instanceof PyCoroutine && delegate(object) !== null) {
    return raise(runtimeError("coroutine is being awaited already"));
  }
  const awaitable = awaitableIterator(object);
  if (awaitable !== undefined || where === 0 || typeOf(object).slots.__await__ !== undefined)
    return awaitable;
  const method = where === 1 ? "__aenter__" : "__aexit__";
  return raise(
    typeError(
      `'async with' received an object from ${method} that does not implement __await__: ${typeName(object)}`,
    ),
  );
}

/** A coroutine itself, else what `__await__` gives. */
export function awaitableIterator(object: PyObject): Result {
  if (object instanceof PyCoroutine || isIterableCoroutine(object)) return object;
  const slot = typeOf(object).slots.__await__;
  if (slot === undefined) return raise(typeError(`'${typeName(object)}' object can't be awaited`));
  const iterator = slot(object);
  if (iterator === undefined) return undefined;
  if (iterator instanceof PyCoroutine || isIterableCoroutine(iterator)) {
    return raise(typeError("__await__() returned a coroutine"));
  }
  if (typeOf(iterator).slots.__next__ === undefined) {
    return raise(typeError(`__await__() returned non-iterator of type '${typeName(iterator)}'`));
  }
  return iterator;
}

instruction("GET_AITER", {
  stack: "object -- iter",
  cold: true,
  run: ({ object }) => asyncIterator(object),
});

export function asyncIterator(object: PyObject): Result {
  const slot = typeOf(object).slots.__aiter__;
  if (slot === undefined) {
    return raise(typeError(`'async for' requires an object with __aiter__ method, got ${typeName(object)}`));
  }
  const iterator = slot(object);
  if (iterator === undefined || typeOf(iterator).slots.__anext__ !== undefined) return iterator;
  return raise(
    typeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    ),
  );
}

instruction("GET_ANEXT", {
  stack: "iter -- iter awaitable",
  cold: true,
  run: ({ iter }) => nextAwaitable(iter),
});

export function nextAwaitable(iterator: PyObject): Result {
  const slot = typeOf(iterator).slots.__anext__;
  if (slot === undefined) {
    return raise(
      typeError(`'async for' requires an iterator with __anext__ method, got ${typeName(iterator)}`),
    );
  }
  const next = slot(iterator);
  if (next === undefined || iterator instanceof PyAsyncGenerator) return next;
  const awaitable = awaitableIterator(next);
  if (awaitable !== undefined) return awaitable;
  const cause = takePending();
  const error = typeError(`'async for' received an invalid object from __anext__: ${typeName(next)}`);
  error.cause = cause;
  error.context = cause;
  error.suppress_context = true;
  return raise(error);
}
