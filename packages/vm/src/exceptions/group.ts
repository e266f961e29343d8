/**
 * Exception groups (PEP 654): construction, `split`, `subgroup`, `derive`, and what `except*` does with them.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { initializeClass } from "../kernel/class-attributes.ts";
import { classMethod, defineType, getset, method } from "../kernel/define.ts";
import { PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { call } from "../kernel/invoke.ts";
import { computeMro } from "../kernel/mro.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import type { PyStr } from "../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import {
  PyType,
  TypeFlag,
  createTypeShell,
  isInstance,
  isSubtype,
  strType,
  typeName,
} from "../kernel/type.ts";
import { makeGenericAlias } from "../objects/generic-alias.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { getAttributeOrAbsent, setAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { listOf } from "../protocols/iterate.ts";
import { exactStr, repr } from "../protocols/repr.ts";
import { newException } from "./base-exception.ts";

export const baseGroupType = exceptionTypes.BaseExceptionGroup;

/** ExceptionGroup(BaseExceptionGroup, Exception): the one builtin exception with two bases. */
export const exceptionGroupType: PyType = makeExceptionGroupType();

function makeExceptionGroupType(): PyType {
  const type = createTypeShell("ExceptionGroup", { base: baseGroupType });
  type.bases = [baseGroupType, exceptionTypes.Exception];
  type.mro = computeMro(type, type.bases);
  exceptionTypes.Exception.subclasses.push(new WeakRef(type));
  return type;
}

function newGroup(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0)
    return raise(typeError(`${type.name}() takes no keyword arguments`));
  if (args.length !== 2) {
    return raise(typeError(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`));
  }
  const [message, given] = args as [PyObject, PyObject];
  if (!isInstance(message, strType)) {
    throw typeError(`BaseExceptionGroup.__new__() argument 1 must be str, not ${typeName(message)}`);
  }
  const exceptions = nestedExceptions(given);
  // What a sequence of another type looks like is seen now: it may change.
  const shown = given instanceof PyList || given instanceof PyTuple ? undefined : must(repr(given));
  const allExceptions = exceptions.every((e) => isInstanceOfException(e, exceptionTypes.Exception));
  let actual = type;
  if (type === baseGroupType && allExceptions) actual = exceptionGroupType;
  else if (!allExceptions && type === exceptionGroupType) {
    throw typeError("Cannot nest BaseExceptions in an ExceptionGroup");
  } else if (!allExceptions && isSubtype(type, exceptionTypes.Exception)) {
    throw typeError(`Cannot nest BaseExceptions in '${type.name}'`);
  }
  const self = newException(actual, args, undefined);
  self.fields = { message, exceptions: makeTuple(exceptions), shown };
  return self;
}

function nestedExceptions(given: PyObject): PyBaseException[] {
  const isSequence = given instanceof PyTuple || given instanceof PyList || hasGetItem(given);
  if (!isSequence) throw typeError("second argument (exceptions) must be a sequence");
  const items = must(listOf(given));
  if (items.length === 0) throw valueError("second argument (exceptions) must be a non-empty sequence");
  items.forEach((item, index) => {
    if (!(item instanceof PyBaseException)) {
      throw valueError(`Item ${index} of second argument (exceptions) is not an exception`);
    }
  });
  return items as PyBaseException[];
}

function hasGetItem(value: PyObject): boolean {
  return (
    typeof value === "object" &&
    value.cls.slots.__getitem__ !== undefined &&
    value.cls.slots.__len__ !== undefined
  );
}

/** The exceptions directly inside a group. */
export function exceptionsOf(group: PyBaseException): PyBaseException[] {
  return (group.fields!["exceptions"] as PyTuple).items as PyBaseException[];
}

export function isGroup(exception: PyObject): boolean {
  return exception instanceof PyBaseException && isInstanceOfException(exception, baseGroupType);
}

/** A group like this one, with other exceptions inside; traceback, context, cause and notes carry over. */
function derived(group: PyBaseException, exceptions: PyBaseException[]): PyBaseException {
  const result = must(callMethod(group, attributeName("derive"), [makeList(exceptions)]));
  if (!(result instanceof PyBaseException) || !isGroup(result)) {
    throw typeError("derive must return an instance of BaseExceptionGroup");
  }
  result.traceback = group.traceback;
  result.context = group.context;
  result.cause = group.cause;
  result.suppress_context = group.suppress_context;
  const notesName = attributeName("__notes__");
  const notes = must(getAttributeOrAbsent(group, notesName));
  if (notes !== null && hasGetItem(notes))
    must(setAttribute(result, notesName, makeList(must(listOf(notes)))));
  return result;
}

type Split = { match: PyBaseException | null; rest: PyBaseException | null };
type Matches = (exception: PyBaseException) => boolean;

/** The part of an exception whose leaves (or whole groups) match, and the rest. */
function split(exception: PyBaseException, matches: Matches): Split {
  if (matches(exception)) return { match: exception, rest: null };
  if (!isGroup(exception)) return { match: null, rest: exception };
  const matching: PyBaseException[] = [];
  const others: PyBaseException[] = [];
  for (const inner of exceptionsOf(exception)) {
    const parts = split(inner, matches);
    if (parts.match !== null) matching.push(parts.match);
    if (parts.rest !== null) others.push(parts.rest);
  }
  return {
    match: matching.length === 0 ? null : derived(exception, matching),
    rest: others.length === 0 ? null : derived(exception, others),
  };
}

/** What `split` and `subgroup` accept: an exception type, a tuple of them, or a predicate. */
function matcher(condition: PyObject): Matches {
  const types = condition instanceof PyTuple ? condition.items : [condition];
  const areTypes = types.every((t) => t instanceof PyType && isSubtype(t, exceptionTypes.BaseException));
  if (areTypes) return (exception) => types.some((type) => isInstanceOfException(exception, type as PyType));
  if (
    condition instanceof PyType ||
    typeof condition !== "object" ||
    condition.cls.slots.__call__ === undefined
  ) {
    throw typeError(
      "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    );
  }
  return (exception) => must(isTrue(must(call(condition, [exception]))));
}

/** The part of an exception that `except* type` handles, and the part it leaves; a naked exception is wrapped. */
export function splitForExceptStar(exception: PyBaseException, types: readonly PyType[]): Split {
  const matches: Matches = (inner) => types.some((type) => isInstanceOfException(inner, type));
  if (!isGroup(exception)) {
    if (!matches(exception)) return { match: null, rest: exception };
    const wrapped = must(newGroup(baseGroupType, ["", makeTuple([exception])], undefined)) as PyBaseException;
    wrapped.traceback = exception.traceback;
    return { match: wrapped, rest: null };
  }
  return split(exception, matches);
}

/**
 * What a try statement with `except*` raises in the end (_PyExc_PrepReraiseStar): the unhandled parts of the
 * original merged back into its shape, beside what the handlers raised anew. null: everything was handled.
 */
export function prepareReraiseStar(
  original: PyBaseException,
  raised: readonly PyBaseException[],
): PyBaseException | null {
  if (raised.length === 0) return null;
  if (!isGroup(original)) {
    // A naked exception was either handled, reraised as it was, or replaced.
    return raised[0]!;
  }
  const fresh: PyBaseException[] = [];
  const reraised: PyBaseException[] = [];
  for (const exception of raised) (isSameMetadata(exception, original) ? reraised : fresh).push(exception);
  const unhandled = reraised.length === 0 ? null : projection(original, reraised);
  if (fresh.length === 0) return unhandled;
  const all = unhandled === null ? fresh : [...fresh, unhandled];
  if (all.length === 1) return all[0]!;
  return must(newGroup(baseGroupType, ["", makeList(all)], undefined)) as PyBaseException;
}

/** Parts of the original share its traceback, context, cause and notes; anything raised anew does not. */
function isSameMetadata(exception: PyBaseException, original: PyBaseException): boolean {
  return (
    isGroup(exception) &&
    exception.traceback === original.traceback &&
    exception.cause === original.cause &&
    exception.context === original.context
  );
}

/** The sub-tree of the original whose leaves are those of the kept parts. */
function projection(original: PyBaseException, kept: readonly PyBaseException[]): PyBaseException | null {
  const leaves = new Set<PyBaseException>();
  const collect = (exception: PyBaseException) => {
    if (isGroup(exception)) exceptionsOf(exception).forEach(collect);
    else leaves.add(exception);
  };
  kept.forEach(collect);
  return split(original, (exception) => leaves.has(exception)).match;
}

function reprGroup(self: PyBaseException): Result {
  const { message, shown } = self.fields!;
  const nested = exceptionsOf(self);
  const asList = self.args.length === 2 && self.args[1] instanceof PyList;
  const exceptions = shown ?? must(repr(asList ? makeList(nested) : makeTuple(nested)));
  const text = (value: PyObject) => utf16Of(exactStr(value) as string | PyStr);
  return strFromUtf16(`${self.cls.name}(${text(must(repr(message!)))}, ${text(exceptions)})`);
}

function strOfGroup(self: PyBaseException): Result {
  const message = utf16Of(exactStr(self.fields!["message"]!) as string | PyStr);
  const count = exceptionsOf(self).length;
  return strFromUtf16(`${message} (${count} sub-exception${count === 1 ? "" : "s"})`);
}

defineType("BaseExceptionGroup", {
  shell: baseGroupType,
  doc: "A combination of multiple unrelated exceptions.",
  slots: {
    __new__: newGroup,
    __init__: (self: PyBaseException, args: PyObject[], kwnames: KeywordNames) => {
      if (kwnames !== undefined && kwnames.length > 0) {
        return raise(typeError(`${self.cls.name}() takes no keyword arguments`));
      }
      self.args = args.slice();
      return None;
    },
    __str__: strOfGroup,
    __repr__: reprGroup,
  },
  methods: {
    message: getset("The message.", (self: PyBaseException) => self.fields!["message"]),
    exceptions: getset("The nested exceptions.", (self: PyBaseException) => self.fields!["exceptions"]),
    derive: method(
      "($self, excs, /)",
      "A group with the same message and other exceptions.",
      (self: PyBaseException, excs) => newGroup(baseGroupType, [self.fields!["message"]!, excs], undefined),
    ),
    split: method(
      "($self, matcher_value, /)",
      "The group of exceptions that match, and the group of the others.",
      (self: PyBaseException, condition) => {
        const { match, rest } = split(self, matcher(condition));
        return makeTuple([match ?? None, rest ?? None]);
      },
    ),
    subgroup: method(
      "($self, matcher_value, /)",
      "The group of exceptions that match, or None.",
      (self: PyBaseException, condition) => split(self, matcher(condition)).match ?? None,
    ),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", (type, item) =>
      makeGenericAlias(type, item),
    ),
  },
});

exceptionGroupType.flags |= TypeFlag.BASE;
exceptionGroupType.attrs.set("__doc__", None);
exceptionGroupType.attrs.set("__module__", "builtins");
initializeClass(exceptionGroupType);
