/**
 * Builtin functions about attributes and namespaces: getattr, setattr, delattr, hasattr, dir, vars, globals, locals.
 */
import { type AttributeName, attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, fn, rawFn } from "../../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../../kernel/exceptions.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { pendingException, raise, systemError, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { lookup, typeOf } from "../../kernel/type.ts";
import { PyDict, dictType } from "../../objects/dict/dict.ts";
import { type PyFrame, currentFrame } from "../../objects/frame.ts";
import { localsSnapshot } from "../../objects/frame-locals.ts";
import { attempt } from "../../objects/iterators.ts";
import { sortItems } from "../../objects/list-sort.ts";
import { makeList } from "../../objects/list.ts";
import {
  deleteAttribute,
  getAttribute,
  getAttributeOrAbsent,
  setAttribute,
  toAttributeName,
} from "../../protocols/attribute.ts";
import { callMethod, callUnbound } from "../../protocols/call.ts";
import { listOf } from "../../protocols/iterate.ts";

/** Functions without keywords and with an optional last argument check their arity in one way. */
export function checkArity(
  name: string,
  args: readonly PyObject[],
  kwnames: KeywordNames,
  min: number,
  max: number,
): boolean {
  if (kwnames !== undefined && kwnames.length > 0) {
    raise(typeError(`${name}() takes no keyword arguments`));
    return false;
  }
  const given = args.length;
  if (given >= min && given <= max) return true;
  const bound = given < min ? min : max;
  const how = min === max ? "" : given < min ? "at least " : "at most ";
  raise(typeError(`${name} expected ${how}${bound} argument${bound === 1 ? "" : "s"}, got ${given}`));
  return false;
}

function nameOf(value: PyObject): AttributeName | undefined {
  return toAttributeName(value, (type) => `attribute name must be string, not '${type}'`);
}

function getattr(args: PyObject[], kwnames: KeywordNames): Result {
  if (!checkArity("getattr", args, kwnames, 2, 3)) return undefined;
  const name = nameOf(args[1]!);
  if (name === undefined) return undefined;
  const object = args[0]!;
  const fallback = args[2];
  if (fallback === undefined) return getAttribute(object, name);
  const value = attempt(() => getAttributeOrAbsent(object, name));
  return value === null || (value === undefined && takeAttributeError()) ? fallback : value;
}

/** Whether what is pending is an AttributeError, which is then dropped. */
function takeAttributeError(): boolean {
  if (!isInstanceOfException(pendingException(), exceptionTypes.AttributeError)) return false;
  rt.pending = null;
  return true;
}

function hasattr(object: PyObject, nameArgument: PyObject): Result {
  const name = nameOf(nameArgument);
  if (name === undefined) return undefined;
  const value = attempt(() => getAttributeOrAbsent(object, name));
  if (value === undefined) return takeAttributeError() ? false : undefined;
  return value !== null;
}

function setattr(object: PyObject, nameArgument: PyObject, value: PyObject): Result {
  const name = nameOf(nameArgument);
  return name === undefined || setAttribute(object, name, value) === undefined ? undefined : None;
}

function delattr(object: PyObject, nameArgument: PyObject): Result {
  const name = nameOf(nameArgument);
  return name === undefined || deleteAttribute(object, name) === undefined ? undefined : None;
}

/** The Python frame that called the builtin. */
export function callingFrame(): PyFrame | undefined {
  return currentFrame() ?? raise(systemError("frame does not exist"));
}

const dirName = attributeName("__dir__");
const keysName = attributeName("keys");
const dictName = attributeName("__dict__");

function dir(args: PyObject[], kwnames: KeywordNames): Result {
  if (!checkArity("dir", args, kwnames, 0, 1)) return undefined;
  const names = args.length === 0 ? localNames() : attributeNames(args[0]!);
  if (names === undefined) return undefined;
  const items = listOf(names);
  return items === undefined || sortItems(items, null, false) === undefined ? undefined : makeList(items);
}

function localNames(): Result {
  const frame = callingFrame();
  if (frame === undefined) return undefined;
  const locals = localsSnapshot(frame);
  return locals instanceof PyDict && locals.cls === dictType
    ? makeList(locals.keysArray())
    : callMethod(locals, keysName, []);
}

function attributeNames(object: PyObject): Result {
  const method = lookup(typeOf(object), dirName);
  return method === undefined
    ? raise(typeError("object does not provide __dir__"))
    : callUnbound(method, object, []);
}

function vars(args: PyObject[], kwnames: KeywordNames): Result {
  if (!checkArity("vars", args, kwnames, 0, 1)) return undefined;
  if (args.length === 0) return locals();
  const dict = attempt(() => getAttributeOrAbsent(args[0]!, dictName));
  if (dict === undefined && !takeAttributeError()) return undefined;
  return dict ?? raise(typeError("vars() argument must have __dict__ attribute"));
}

function globals(): Result {
  const frame = currentFrame();
  return frame === null ? None : frame.func.globals;
}

function locals(): Result {
  const frame = callingFrame();
  return frame === undefined ? undefined : localsSnapshot(frame);
}

export const attributeFunctions: Record<string, Entry> = {
  getattr: rawFn(
    null,
    "getattr(object, name[, default]) -> value\n\nThe attribute of that name; without it, default if given, else AttributeError.",
    getattr,
  ),
  setattr: fn("($module, obj, name, value, /)", "Set an attribute: setattr(x, 'y', v) is x.y = v.", setattr),
  delattr: fn("($module, obj, name, /)", "Delete an attribute: delattr(x, 'y') is del x.y.", delattr),
  hasattr: fn(
    "($module, obj, name, /)",
    "Whether the object has an attribute of that name.\n\nFound out by getting it and catching AttributeError.",
    hasattr,
  ),
  dir: rawFn(
    null,
    "dir([object]) -> list of strings\n\nThe names of an object's attributes, sorted; without an object, those of the local variables.",
    dir,
  ),
  vars: rawFn(
    null,
    "vars([object]) -> dictionary\n\nThe object's __dict__; without an object, locals().",
    vars,
  ),
  globals: fn("($module, /)", "The dictionary of the current module's variables.", globals),
  locals: fn(
    "($module, /)",
    "The local variables: a snapshot in functions, the namespace itself elsewhere.",
    locals,
  ),
};
