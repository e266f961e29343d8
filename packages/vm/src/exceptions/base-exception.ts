/**
 * BaseException and the exception types whose state is `args` alone.
 *
 * `__new__` keeps the arguments so that they survive an `__init__` of a subclass that never calls ours.
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type Entry, defineType, getset, method } from "../kernel/define.ts";
import { type ExceptionName, PyBaseException, exceptionTypes } from "../kernel/exceptions.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { type PyType, isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import { dictOf, setDictOf } from "../objects/instance-dict.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyTraceback } from "../objects/traceback.ts";
import { makeTuple } from "../objects/tuple.ts";
import { getAttributeOrAbsent, setAttribute } from "../protocols/attribute.ts";
import { listOf } from "../protocols/iterate.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";

/** The positional arguments of a call; TypeError for keywords, which plain exceptions do not take. */
export function positionalOnly(
  type: PyType,
  args: PyObject[],
  kwnames: KeywordNames,
): PyObject[] | undefined {
  if (kwnames === undefined || kwnames.length === 0) return args;
  return raise(typeError(`${type.name}() takes no keyword arguments`));
}

/** Every exception starts with the positional arguments as its `args`. */
export function newException(type: PyType, args: PyObject[], kwnames: KeywordNames): PyBaseException {
  return new type.JS(args.slice(0, args.length - (kwnames?.length ?? 0))) as PyBaseException;
}

function initException(self: PyBaseException, args: PyObject[], kwnames: KeywordNames): Result {
  const positional = positionalOnly(self.cls, args, kwnames);
  if (positional === undefined) return undefined;
  self.args = positional.slice();
  return None;
}

function reprException(self: PyBaseException): Result {
  const shown = repr(self.args.length === 1 ? self.args[0]! : makeTuple(self.args));
  if (shown === undefined) return undefined;
  const text = String(exactStr(shown));
  return self.cls.name + (self.args.length === 1 ? `(${text})` : text);
}

/** str() of an exception by its args: nothing, the one argument, or the tuple of them. */
export function strOfArgs(self: PyBaseException): Result {
  if (self.args.length === 0) return "";
  return str(self.args.length === 1 ? self.args[0]! : makeTuple(self.args));
}

function setTraceback(self: PyBaseException, value: PyObject | undefined): Result {
  if (value === undefined) return raise(typeError("__traceback__ may not be deleted"));
  if (value !== None && !(value instanceof PyTraceback)) {
    return raise(typeError("__traceback__ must be a traceback or None"));
  }
  self.traceback = value === None ? null : value;
  return None;
}

function linked(
  field: "context" | "cause",
  message: string,
  deleted: string,
): (self: PyBaseException, value: PyObject | undefined) => Result {
  return (self, value) => {
    if (value === undefined) return raise(typeError(deleted));
    if (value !== None && !(value instanceof PyBaseException)) return raise(typeError(message));
    self[field] = value instanceof PyBaseException ? value : null;
    if (field === "cause") self.suppress_context = true;
    return None;
  };
}

const notesName = attributeName("__notes__");

function addNote(self: PyBaseException, note: PyObject): Result {
  if (!isInstance(note, strType)) {
    throw typeError(`add_note() argument must be str, not ${typeName(note)}`);
  }
  const notes = must(getAttributeOrAbsent(self, notesName));
  if (notes === null) return setAttribute(self, notesName, makeList([note]));
  if (!(notes instanceof PyList)) throw typeError("Cannot add note: __notes__ is not a list");
  notes.items.push(note);
  return None;
}

/** (type, args[, attributes]): how pickle and copy rebuild an exception. */
function reduce(self: PyBaseException): Result {
  const dict = dictOf(self);
  const parts: PyObject[] = [typeOf(self), makeTuple(self.args)];
  if (dict !== null && dict.size > 0) parts.push(dict);
  return makeTuple(parts);
}

function setState(self: PyBaseException, state: PyObject): Result {
  if (state === None) return None;
  if (!(state instanceof PyDict)) throw typeError("state is not a dictionary");
  for (const [key, value] of state.entriesArray()) {
    must(setAttribute(self, attributeName(String(exactStr(key))), value));
  }
  return None;
}

defineType("BaseException", {
  shell: exceptionTypes.BaseException,
  hasDict: true,
  doc: "Common base class of all exceptions.",
  slots: {
    __new__: newException,
    __init__: initException,
    __repr__: reprException,
    __str__: strOfArgs,
  },
  methods: {
    args: getset(
      "The arguments the exception was made with.",
      (self: PyBaseException) => makeTuple(self.args),
      (self: PyBaseException, value) => {
        if (value === undefined) throw typeError("args may not be deleted");
        self.args = must(listOf(value));
        return None;
      },
    ),
    __traceback__: getset(null, (self: PyBaseException) => self.traceback ?? None, setTraceback),
    __context__: getset(
      "The exception that was being handled when this one was raised.",
      (self: PyBaseException) => self.context ?? None,
      linked(
        "context",
        "exception context must be None or derive from BaseException",
        "__context__ may not be deleted",
      ),
    ),
    __cause__: getset(
      "The exception named by `raise … from`.",
      (self: PyBaseException) => self.cause ?? None,
      linked(
        "cause",
        "exception cause must be None or derive from BaseException",
        "__cause__ may not be deleted",
      ),
    ),
    __suppress_context__: getset(
      null,
      (self: PyBaseException) => self.suppress_context,
      (self: PyBaseException, value) => {
        if (value === undefined) throw typeError("can't delete numeric/char attribute");
        if (typeof value !== "boolean") throw typeError("attribute value type must be bool");
        self.suppress_context = must(isTrue(value));
        return None;
      },
    ),
    with_traceback: method(
      "($self, object, /)",
      "Set the traceback and answer the exception.",
      (self, traceback) => (setTraceback(self, traceback) === undefined ? undefined : self),
    ),
    add_note: method("($self, object, /)", "Add a note that is shown below the traceback.", addNote),
    __reduce__: method("($self, /)", null, reduce),
    __setstate__: method("($self, object, /)", null, setState),
    __dict__: getset(null, (self: PyBaseException) => dictOf(self) ?? makeDict(), setDictOf),
  },
});

/** Fill in an exception type of the hierarchy. */
export function defineException(
  name: ExceptionName,
  definition: {
    doc: string;
    slots?: Parameters<typeof defineType>[1]["slots"];
    methods?: Record<string, Entry>;
  },
): PyType {
  return defineType(name, {
    shell: exceptionTypes[name],
    doc: definition.doc,
    slots: definition.slots ?? {},
    methods: definition.methods ?? {},
  });
}

/** A named field of an exception; `otherwise` says what it is until it is set. */
export function field(name: string, otherwise?: (self: PyBaseException) => PyObject): Entry {
  return getset(
    null,
    (self: PyBaseException) => self.fields?.[name] ?? otherwise?.(self) ?? None,
    (self: PyBaseException, value) => {
      // Deleted, it does not fall back on the arguments.
      (self.fields ??= {})[name] = value ?? (otherwise === undefined ? undefined : None);
      return None;
    },
  );
}

const plain: Partial<Record<ExceptionName, string>> = {
  GeneratorExit: "Request that a generator exit.",
  KeyboardInterrupt: "Program interrupted by user.",
  Exception: "Common base class of all exceptions that do not end the program by design.",
  ArithmeticError: "Base class of arithmetic errors.",
  FloatingPointError: "Floating-point operation failed.",
  OverflowError: "Result too large to be represented.",
  ZeroDivisionError: "Second argument of a division or modulo operation was zero.",
  AssertionError: "Assertion failed.",
  BufferError: "Buffer error.",
  EOFError: "Read beyond end of file.",
  LookupError: "Base class of lookup errors.",
  IndexError: "Sequence index out of range.",
  MemoryError: "Out of memory.",
  UnboundLocalError: "Local name referenced but not bound to a value.",
  ReferenceError: "Weak reference used after its object went away.",
  RuntimeError: "Unspecified run-time error.",
  NotImplementedError: "Method or function hasn't been implemented yet.",
  PythonFinalizationError: "Operation blocked during Python finalization.",
  RecursionError: "Recursion limit exceeded.",
  StopAsyncIteration: "Signal the end from iterator.__anext__().",
  SystemError: "Internal error in the Python interpreter.",
  TypeError: "Inappropriate argument type.",
  ValueError: "Inappropriate argument value of the right type.",
  UnicodeError: "Unicode related error.",
  Warning: "Base class of warning categories.",
  BytesWarning: "Base class of warnings about bytes and buffers, mostly comparison with str.",
  DeprecationWarning: "Base class of warnings about deprecated features.",
  EncodingWarning: "Base class of warnings about encodings.",
  FutureWarning: "Base class of warnings about constructs that will change.",
  ImportWarning: "Base class of warnings about probable mistakes in imports.",
  PendingDeprecationWarning: "Base class of warnings about features that will be deprecated.",
  ResourceWarning: "Base class of warnings about resource usage.",
  RuntimeWarning: "Base class of warnings about dubious runtime behaviour.",
  SyntaxWarning: "Base class of warnings about dubious syntax.",
  UnicodeWarning: "Base class of warnings about Unicode problems.",
  UserWarning: "Base class of warnings made by user code.",
  ModuleNotFoundError: "Module not found.",
  BlockingIOError: "I/O operation would block.",
  ChildProcessError: "Child process error.",
  ConnectionError: "Connection error.",
  BrokenPipeError: "Broken pipe.",
  ConnectionAbortedError: "Connection aborted.",
  ConnectionRefusedError: "Connection refused.",
  ConnectionResetError: "Connection reset.",
  FileExistsError: "File already exists.",
  FileNotFoundError: "File not found.",
  InterruptedError: "Interrupted by signal.",
  IsADirectoryError: "Operation doesn't work on directories.",
  NotADirectoryError: "Operation only works on directories.",
  PermissionError: "Not enough permissions.",
  ProcessLookupError: "Process not found.",
  TimeoutError: "Timeout expired.",
  IndentationError: "Improper indentation.",
  TabError: "Improper mixture of spaces and tabs.",
  _IncompleteInputError: "The input ends where more is needed.",
};

for (const [name, doc] of Object.entries(plain)) defineException(name as ExceptionName, { doc });
