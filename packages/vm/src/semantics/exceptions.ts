/**
 * Raising and handling. The handler of an instruction is found in the exception table (interpreter/unwind.ts), with
 * the exception on the stack.
 *
 * What is being handled (`sys.exception()`) is `rt.handled`; a generator has its own and takes it along when it is
 * suspended, so its handlers save and restore that.
 */
import { PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { raise, systemError, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyType } from "../kernel/type.ts";
import { isSubtype, typeName } from "../kernel/type.ts";
import { baseGroupType } from "../exceptions/group.ts";
import type { PyFrame } from "../objects/frame.ts";
import { lastInstruction } from "../objects/frame.ts";
import { PyTraceback } from "../objects/traceback.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { call, callMethod } from "../protocols/call.ts";
import { instruction } from "./instruction.ts";
import { matches, matchesExcept, mayCatch, raiseException, raiseHandled, reraise } from "./raising.ts";

instruction("PUSH_EXC_INFO", {
  stack: "exception -- previous exception",
  cold: true,
  run: ({ exception }, t) => {
    const previous = pushHandled(t.frame, exception as PyBaseException);
    return { previous, exception };
  },
});

instruction("POP_EXCEPT", {
  stack: "previous --",
  cold: true,
  run: ({ previous }, t) => {
    popHandled(t.frame, previous);
  },
});

/** Handle an exception; what was handled before. */
export function pushHandled(frame: PyFrame, exception: PyBaseException): PyObject {
  const { generator } = frame;
  const previous = generator === null ? rt.handled : generator.handled;
  if (generator !== null) generator.handled = exception;
  rt.handled = exception;
  return previous ?? None;
}

export function popHandled(frame: PyFrame, previous: PyObject): void {
  const restored = previous === None ? null : (previous as PyBaseException);
  const { generator } = frame;
  if (generator === null) rt.handled = restored;
  else {
    generator.handled = restored;
    rt.handled = restored ?? generator.callerHandled;
  }
}

instruction("CHECK_EXC_MATCH", {
  stack: "exception matcher -- exception match",
  cold: true,
  run: ({ exception, matcher }) => matchesExcept(exception, matcher),
});

instruction("CHECK_EG_MATCH", {
  stack: "exception matcher -- rest match",
  cold: true,
  run: ({ exception, matcher }, t) => {
    const parts = matchGroup(t.frame, exception, matcher);
    if (parts === undefined) return undefined;
    const { match, rest } = parts;
    if (match !== None) setHandled(t.frame, match as PyBaseException);
    return { rest, match };
  },
});

export function setHandled(frame: PyFrame, exception: PyBaseException): void {
  if (frame.generator !== null) frame.generator.handled = exception;
  rt.handled = exception;
}

instruction("RAISE_VARARGS", {
  stack: "args[oparg] --",
  cold: true,
  run: ({ args }) => (args.length === 0 ? raiseHandled() : raiseException(args[0]!, args[1])),
});

/** With an oparg: the exception goes on from where it was raised first, which the handler saved. */
instruction("RERAISE", {
  stack: "values[oparg] exception -- values[oparg]",
  cold: true,
  run: ({ values, exception }, t) => {
    if (!(exception instanceof PyBaseException)) return raise(systemError("no exception to reraise"));
    if (t.oparg > 0) t.frame.ip = values[0] as number;
    return reraise(exception);
  },
});

/** `async for` ends at StopAsyncIteration. */
instruction("END_ASYNC_FOR", {
  stack: "awaitable exception --",
  cold: true,
  run: ({ exception }) => {
    if (isInstanceOfException(exception as PyBaseException, exceptionTypes.StopAsyncIteration)) return true;
    return reraise(exception as PyBaseException);
  },
});

/** Call `__exit__` with the exception that ends a `with` body. */
instruction("WITH_EXCEPT_START", {
  stack: "exit exit_self? lasti previous exception -- exit exit_self? lasti previous exception result",
  cold: true,
  run: ({ exit, exit_self, exception }) => callExit(exit, exit_self, exception as PyBaseException),
});

export function callExit(exit: PyObject, self: PyObject | undefined, exception: PyBaseException): Result {
  const args: PyObject[] = [exception.cls, exception, exception.traceback ?? None];
  if (self !== undefined) args.unshift(self);
  return call(exit, args);
}

// ---- except*

const CANNOT_CATCH_GROUP = "catching ExceptionGroup with except* is not allowed. Use except instead.";
const splitName = attributeName("split");

/** What `except* matcher` catches of an exception, and what it leaves. */
export function matchGroup(
  frame: PyFrame,
  exception: PyObject,
  matcher: PyObject,
): { match: PyObject; rest: PyObject } | undefined {
  if (!mayCatch(matcher)) {
    return raise(typeError("catching classes that do not inherit from BaseException is not allowed"));
  }
  const types = matcher instanceof PyTuple ? matcher.items : [matcher];
  if (types.some((type) => isSubtype(type as PyType, exceptionTypes.BaseExceptionGroup))) {
    return raise(typeError(CANNOT_CATCH_GROUP));
  }
  if (exception === None) return { match: None, rest: None };
  const raised = exception as PyBaseException;
  const isGroup = isInstanceOfException(raised, exceptionTypes.BaseExceptionGroup);
  if (matches(raised, matcher)) {
    const match = isGroup ? raised : wrap(frame, raised);
    return match === undefined ? undefined : { match, rest: None };
  }
  if (!isGroup) return { match: None, rest: raised };
  const pair = callMethod(raised, splitName, [matcher]);
  if (pair === undefined) return undefined;
  if (!(pair instanceof PyTuple)) {
    return raise(typeError(`${typeName(raised)}.split must return a tuple, not ${typeName(pair)}`));
  }
  if (pair.items.length < 2) {
    return raise(
      typeError(`${typeName(raised)}.split must return a 2-tuple, got tuple of size ${pair.items.length}`),
    );
  }
  const [match, rest] = pair.items as [PyObject, PyObject];
  for (const part of [match, rest]) {
    if (part !== None && !(part instanceof PyBaseException)) {
      return raise(typeError(`${typeName(raised)}.split must return exceptions, not ${typeName(part)}`));
    }
  }
  return { match, rest };
}

/** A plain exception that `except*` catches comes as a group of one. */
function wrap(frame: PyFrame, exception: PyBaseException): PyBaseException | undefined {
  const group = call(baseGroupType, ["", makeTuple([exception])]) as PyBaseException | undefined;
  if (group === undefined) return undefined;
  group.traceback = new PyTraceback(null, frame, lastInstruction(frame));
  return group;
}
