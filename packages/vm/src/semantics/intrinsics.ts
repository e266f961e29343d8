/** CALL_INTRINSIC_1 and 2: what the compiler needs now and then, by number. */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, INTRINSIC_1, INTRINSIC_2 } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import {
  PyBaseException,
  exceptionTypes,
  isInstanceOfException,
  makeException,
} from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import {
  importErrorMessage,
  must,
  pendingException,
  raise,
  runtimeError,
  systemError,
  typeError,
} from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { isInstance, strType, typeName } from "../kernel/type.ts";
import { prepareReraiseStar } from "../exceptions/group.ts";
import { PyAsyncGeneratorValue } from "../objects/async-generator.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import type { PyFrame } from "../objects/frame.ts";
import { PyFunction } from "../objects/function.ts";
import { textOf } from "../objects/item-array.ts";
import type { PyList } from "../objects/list.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import {
  makeParamSpec,
  makeTypeAlias,
  makeTypeVar,
  makeTypeVarTuple,
  setTypeParameterDefault,
  subscriptGeneric,
} from "../objects/type-variables.ts";
import { getAttribute, getAttributeOrAbsent, toAttributeName } from "../protocols/attribute.ts";
import { call, callMethod } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { positive } from "../protocols/number.ts";
import { getItem, setItem } from "../protocols/sequence.ts";
import { instruction } from "./instruction.ts";

instruction("CALL_INTRINSIC_1", {
  stack: "value -- result",
  cold: true,
  run: ({ value }, t) => callIntrinsic1(t.frame, t.oparg, value),
});
instruction("CALL_INTRINSIC_2", {
  stack: "first second -- result",
  cold: true,
  run: ({ first, second }, t) => callIntrinsic2(t.oparg, first, second),
});

export function callIntrinsic1(frame: PyFrame, index: number, value: PyObject): Result {
  switch (INTRINSIC_1[index]) {
    case "INTRINSIC_PRINT":
      return display(value);
    case "INTRINSIC_IMPORT_STAR":
      return importStar(frame, value);
    case "INTRINSIC_STOPITERATION_ERROR":
      return stopIterationError(frame, value as PyBaseException);
    case "INTRINSIC_ASYNC_GEN_WRAP":
      return new PyAsyncGeneratorValue(value);
    case "INTRINSIC_UNARY_POSITIVE":
      return positive(value);
    case "INTRINSIC_LIST_TO_TUPLE":
      return makeTuple((value as PyList).items.slice());
    case "INTRINSIC_TYPEVAR":
      return makeTypeVar(value, null, null);
    case "INTRINSIC_PARAMSPEC":
      return makeParamSpec(value);
    case "INTRINSIC_TYPEVARTUPLE":
      return makeTypeVarTuple(value);
    case "INTRINSIC_SUBSCRIPT_GENERIC":
      return value instanceof PyTuple ? subscriptGeneric(value) : raise(badArgument());
    case "INTRINSIC_TYPEALIAS":
      return value instanceof PyTuple && value.items.length === 3
        ? makeTypeAlias(value)
        : raise(badArgument());
  }
  return raise(systemError("invalid intrinsic function"));
}

export function callIntrinsic2(index: number, first: PyObject, second: PyObject): Result {
  switch (INTRINSIC_2[index]) {
    case "INTRINSIC_PREP_RERAISE_STAR":
      return reraiseStar(first as PyBaseException, second as PyList);
    case "INTRINSIC_TYPEVAR_WITH_BOUND":
      return makeTypeVar(first, second, null);
    case "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS":
      return makeTypeVar(first, null, second);
    case "INTRINSIC_SET_FUNCTION_TYPE_PARAMS":
      if (!(first instanceof PyFunction && second instanceof PyTuple)) return raise(badArgument());
      first.typeParams = second;
      return first;
    case "INTRINSIC_SET_TYPEPARAM_DEFAULT":
      return setTypeParameterDefault(first, second);
  }
  return raise(systemError("invalid intrinsic function"));
}

/** No compiler writes such code. */
const badArgument = () => systemError("bad argument to intrinsic function");

/** An expression statement typed at the prompt: `sys.displayhook(value)`. */
function display(value: PyObject): Result {
  const hook = (rt.interpreter.get("sys") as PyDict).getText("displayhook");
  if (hook === undefined) return raise(runtimeError("lost sys.displayhook"));
  return call(hook, [value]);
}

/** StopIteration that leaves a generator's body is an error (PEP 479). */
function stopIterationError(frame: PyFrame, exception: PyBaseException): PyObject {
  const { flags } = frame.code;
  const kind =
    (flags & CO_ASYNC_GENERATOR) !== 0
      ? "async generator"
      : (flags & CO_COROUTINE) !== 0
        ? "coroutine"
        : "generator";
  let name = "";
  if (isInstanceOfException(exception, exceptionTypes.StopIteration)) name = "StopIteration";
  else if (
    kind === "async generator" &&
    isInstanceOfException(exception, exceptionTypes.StopAsyncIteration)
  ) {
    name = "StopAsyncIteration";
  }
  if (name === "") return exception;
  const error = makeException(exceptionTypes.RuntimeError, [`${kind} raised ${name}`]);
  error.cause = exception;
  error.context = exception;
  error.suppress_context = true;
  return error;
}

/** What is left to raise after the clauses of a `try … except*`, None when nothing is. */
function reraiseStar(original: PyBaseException, raised: PyList): Result {
  const exceptions = raised.items.filter((item) => item instanceof PyBaseException);
  return prepareReraiseStar(original, exceptions as PyBaseException[]) ?? None;
}

const allName = attributeName("__all__");
const dictName = attributeName("__dict__");
const keysName = attributeName("keys");
const nameName = attributeName("__name__");

/** `from module import *` */
function importStar(frame: PyFrame, module: PyObject): Result {
  const namespace = frame.locals;
  if (namespace === null) return raise(systemError("no locals found during 'import *'"));
  const all = getAttributeOrAbsent(module, allName);
  if (all === undefined) return undefined;
  const names = all === null ? publicNames(module) : itemsByIndex(all);
  if (names === undefined) return undefined;
  const source = all === null ? "Key in {}.__dict__" : "Item in {}.__all__";
  for (const name of names) {
    if (!isInstance(name, strType)) return raiseNameNotStr(module, source, name);
    if (all === null && textOf(name).startsWith("_")) continue;
    const value = getAttribute(
      module,
      toAttributeName(name, () => "")!,
    );
    if (value === undefined) return undefined;
    if (setItem(namespace, name, value) === undefined) return undefined;
  }
  return None;
}

function publicNames(module: PyObject): PyObject[] | undefined {
  const dict = getAttributeOrAbsent(module, dictName);
  if (dict === undefined) return undefined;
  if (dict === null) return raise(importErrorMessage("from-import-* object has no __dict__ and no __all__"));
  const keys = callMethod(dict, keysName, []);
  return keys === undefined ? undefined : listOf(keys);
}

/** `__all__` is read by index, up to IndexError. */
function itemsByIndex(sequence: PyObject): PyObject[] | undefined {
  const items: PyObject[] = [];
  for (let i = 0; ; i++) {
    const item = getItem(sequence, i);
    if (item !== undefined) {
      items.push(item);
      continue;
    }
    if (!isInstanceOfException(pendingException(), exceptionTypes.IndexError)) return undefined;
    rt.pending = null;
    return items;
  }
}

function raiseNameNotStr(module: PyObject, source: string, name: PyObject): undefined {
  const moduleName = must(getAttribute(module, nameName));
  if (!isInstance(moduleName, strType)) {
    return raise(typeError(`module __name__ must be a string, not ${typeName(moduleName)}`));
  }
  return raise(typeError(`${source.replace("{}", textOf(moduleName))} must be str, not ${typeName(name)}`));
}
