/**
 * OSError: built from errno, message and file names, and turned into the subclass that the errno stands for
 * (PEP 3151; CPython Objects/exceptions.c, oserror_new).
 */
import { type Entry, getset, method } from "../kernel/define.ts";
import { type ExceptionName, type PyBaseException, exceptionTypes } from "../kernel/exceptions.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { attributeErrorMessage, must, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import type { PyStr } from "../kernel/text.ts";
import { utf16Of } from "../kernel/text.ts";
import { type PyType, isSubtype, typeOf } from "../kernel/type.ts";
import { makeTuple } from "../objects/tuple.ts";
import { isIndex, toIndex } from "../protocols/number.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";
import { defineException, field, newException, positionalOnly, strOfArgs } from "./base-exception.ts";

/** errno → subclass. Numbers are Linux's, as CPython's Linux builds have them. */
const SUBCLASS_BY_ERRNO: ReadonlyMap<number, ExceptionName> = new Map([
  [1, "PermissionError"], // EPERM
  [2, "FileNotFoundError"], // ENOENT
  [3, "ProcessLookupError"], // ESRCH
  [4, "InterruptedError"], // EINTR
  [10, "ChildProcessError"], // ECHILD
  [11, "BlockingIOError"], // EAGAIN
  [13, "PermissionError"], // EACCES
  [17, "FileExistsError"], // EEXIST
  [20, "NotADirectoryError"], // ENOTDIR
  [21, "IsADirectoryError"], // EISDIR
  [32, "BrokenPipeError"], // EPIPE
  [103, "ConnectionAbortedError"], // ECONNABORTED
  [104, "ConnectionResetError"], // ECONNRESET
  [108, "BrokenPipeError"], // ESHUTDOWN
  [110, "TimeoutError"], // ETIMEDOUT
  [111, "ConnectionRefusedError"], // ECONNREFUSED
  [114, "BlockingIOError"], // EALREADY
  [115, "BlockingIOError"], // EINPROGRESS
]);

/** A subclass with its own `__init__` and our `__new__` gets its fields there; any other in `__new__`. */
function initializesLate(type: PyType): boolean {
  return type.slots.__init__ !== initOsError && type.slots.__new__ === newOsError;
}

function newOsError(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  if (initializesLate(type)) return newException(type, args, kwnames);
  const positional = positionalOnly(type, args, kwnames);
  if (positional === undefined) return undefined;
  let actual = type;
  if (type === exceptionTypes.OSError && positional.length >= 2 && positional.length <= 5) {
    const subclass = typeof positional[0] === "number" ? SUBCLASS_BY_ERRNO.get(positional[0]) : undefined;
    if (subclass !== undefined) actual = exceptionTypes[subclass];
  }
  const self = newException(actual, positional, undefined);
  setFields(self, positional);
  return self;
}

function initOsError(self: PyBaseException, args: PyObject[], kwnames: KeywordNames): Result {
  if (!initializesLate(typeOf(self))) return None;
  const positional = positionalOnly(typeOf(self), args, kwnames);
  if (positional === undefined) return undefined;
  setFields(self, positional);
  return None;
}

function setFields(self: PyBaseException, args: PyObject[]): void {
  self.args = args.slice();
  self.fields = {};
  if (args.length < 2 || args.length > 5) return;
  const [errno, strerror, filename, , filename2] = args;
  self.fields["errno"] = errno;
  self.fields["strerror"] = strerror;
  if (filename === undefined || filename === None) return;
  if (isSubtype(typeOf(self), exceptionTypes.BlockingIOError) && isIndex(filename)) {
    self.fields["characters_written"] = must(toIndex(filename));
    return;
  }
  self.fields["filename"] = filename;
  // File names are attributes, not arguments: `args` stays the pair that C's errno gives.
  self.args = args.slice(0, 2);
  if (filename2 !== undefined && filename2 !== None) self.fields["filename2"] = filename2;
}

function strOfOsError(self: PyBaseException): Result {
  const { errno, strerror, filename, filename2 } = self.fields ?? {};
  const text = (value: PyObject | undefined) => utf16Of(exactStr(must(str(value ?? None))) as string | PyStr);
  const shown = (value: PyObject) => utf16Of(exactStr(must(repr(value))) as string | PyStr);
  if (filename !== undefined && filename !== None) {
    const names = filename2 !== undefined ? `${shown(filename)} -> ${shown(filename2)}` : shown(filename);
    return `[Errno ${text(errno)}] ${text(strerror)}: ${names}`;
  }
  if (errno !== undefined && strerror !== undefined) return `[Errno ${text(errno)}] ${text(strerror)}`;
  return strOfArgs(self);
}

function reduce(self: PyBaseException): Result {
  const { filename, filename2 } = self.fields ?? {};
  let args = self.args;
  if (args.length === 2 && filename !== undefined) {
    args = filename2 === undefined ? [...args, filename] : [...args, filename, None, filename2];
  }
  return makeTuple([typeOf(self), makeTuple(args)]);
}

const charactersWritten: Entry = getset(
  null,
  (self: PyBaseException) =>
    self.fields?.["characters_written"] ?? raise(attributeErrorMessage("characters_written")),
  (self: PyBaseException, value) => {
    if (value === undefined) {
      if (self.fields?.["characters_written"] === undefined)
        throw attributeErrorMessage("characters_written");
      self.fields["characters_written"] = undefined;
      return None;
    }
    if (!isIndex(value)) throw typeError("characters_written must be an integer");
    (self.fields ??= {})["characters_written"] = must(toIndex(value));
    return None;
  },
);

defineException("OSError", {
  doc: "A call to the operating system failed.",
  slots: { __new__: newOsError, __init__: initOsError, __str__: strOfOsError },
  methods: {
    errno: field("errno"),
    strerror: field("strerror"),
    filename: field("filename"),
    filename2: field("filename2"),
    characters_written: charactersWritten,
    __reduce__: method("($self, /)", null, reduce),
  },
});

/** An OSError (of the right subclass) from an errno and what the system says about it. */
export function osError(
  errno: number,
  strerror: string,
  filename?: PyObject,
  filename2?: PyObject,
): PyBaseException {
  const args: PyObject[] = [errno, strerror];
  if (filename !== undefined) args.push(filename);
  if (filename2 !== undefined) args.push(None, filename2);
  return must(newOsError(exceptionTypes.OSError, args, undefined)) as PyBaseException;
}
