/**
 * What anext() with a default answers: an awaitable that gives the default instead of raising StopAsyncIteration
 * (CPython Objects/iterobject.c, anextawaitable).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, rawMethod } from "../../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import {
  EXHAUSTED,
  type Exhausted,
  type HeapObject,
  type PyObject,
  type Result,
} from "../../kernel/object.ts";
import { raise, stopIteration } from "../../kernel/raise.ts";
import { rt } from "../../kernel/state.ts";
import { type PyType, createTypeShell, typeOf } from "../../kernel/type.ts";
import { callMethod } from "../../protocols/call.ts";
import { awaitableIterator } from "../../semantics/generators.ts";

class PyAnextAwaitable implements HeapObject {
  declare readonly cls: PyType;
  readonly wrapped: PyObject;
  readonly fallback: PyObject;
  /** What the await ends with (\`stopIterationOf\`). */
  returned: PyObject | undefined = undefined;
  constructor(wrapped: PyObject, fallback: PyObject) {
    this.wrapped = wrapped;
    this.fallback = fallback;
  }
}

export function makeAnextAwaitable(wrapped: PyObject, fallback: PyObject): HeapObject {
  return new PyAnextAwaitable(wrapped, fallback);
}

/** The iterator behind the wrapped awaitable: of a coroutine, its wrapper. */
function iteratorOf(self: PyAnextAwaitable): PyObject | undefined {
  const iterator = awaitableIterator(self.wrapped);
  if (iterator === undefined || typeOf(iterator).slots.__next__ !== undefined) return iterator;
  return typeOf(iterator).slots.__await__!(iterator);
}

/** A StopAsyncIteration that is pending becomes a StopIteration with the default. */
function orDefault<T>(self: PyAnextAwaitable, result: T | undefined): T | undefined {
  if (result !== undefined || rt.pending === null) return result;
  if (!isInstanceOfException(rt.pending, exceptionTypes.StopAsyncIteration)) return undefined;
  return raise(stopIteration(self.fallback));
}

function proxy(name: string): (self: PyAnextAwaitable, args: PyObject[]) => Result {
  const interned = attributeName(name);
  return (self, args) => {
    const iterator = iteratorOf(self);
    return iterator === undefined ? undefined : orDefault(self, callMethod(iterator, interned, args));
  };
}

defineType("anext_awaitable", {
  shell: createTypeShell("anext_awaitable", { instance: PyAnextAwaitable }),
  final: true,
  slots: {
    __await__: (self) => self,
    __iter__: (self) => self,
    __next__: (self: PyAnextAwaitable): PyObject | Exhausted | undefined => {
      const iterator = iteratorOf(self);
      if (iterator === undefined) return undefined;
      const next = orDefault(self, typeOf(iterator).slots.__next__!(iterator));
      if (next === EXHAUSTED) self.returned = (iterator as { returned?: PyObject }).returned;
      return next;
    },
  },
  methods: {
    send: rawMethod("($self, arg, /)", "Send a value into the wrapped iterator.", proxy("send")),
    throw: rawMethod(
      "($self, typ, val=None, tb=None, /)",
      "Raise an exception in the wrapped iterator.",
      proxy("throw"),
    ),
    close: rawMethod("($self, /)", "Raise GeneratorExit in the wrapped iterator.", proxy("close")),
  },
});
