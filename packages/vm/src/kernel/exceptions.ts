/**
 * Exception objects and the builtin exception types, as far as raising one needs them.
 *
 * Only identity and layout are here: which types exist and who derives from whom (library reference,
 * "Exception hierarchy"). What they do (`str`, `with_traceback`, OSError's fields, groups) is exceptions/.
 */
import type { PyObject } from "./object.ts";
import { None } from "./singletons.ts";
import { type PyType, createTypeShell } from "./type.ts";

/** Layout of every exception. Python fields keep Python's names; `None` is spelled `null` inside. */
export class PyBaseException {
  declare readonly cls: PyType;
  declare args: PyObject[];
  declare traceback: PyObject | null;
  declare context: PyBaseException | null;
  declare cause: PyBaseException | null;
  declare suppress_context: boolean;
  /** Named fields of the types that have some (OSError, SyntaxError, ImportError, UnicodeError, …), else null. */
  declare fields: Record<string, PyObject | undefined> | null;

  constructor(args: PyObject[] = []) {
    this.args = args;
    this.traceback = null;
    this.context = null;
    this.cause = null;
    this.suppress_context = false;
    this.fields = null;
  }
}

/** Each builtin exception type under its base; order is definition order. `EnvironmentError` and `IOError` are aliases of OSError. */
const hierarchy = {
  BaseException: null,
  BaseExceptionGroup: "BaseException",
  GeneratorExit: "BaseException",
  KeyboardInterrupt: "BaseException",
  SystemExit: "BaseException",
  Exception: "BaseException",
  ArithmeticError: "Exception",
  FloatingPointError: "ArithmeticError",
  OverflowError: "ArithmeticError",
  ZeroDivisionError: "ArithmeticError",
  AssertionError: "Exception",
  AttributeError: "Exception",
  BufferError: "Exception",
  EOFError: "Exception",
  ImportError: "Exception",
  ModuleNotFoundError: "ImportError",
  LookupError: "Exception",
  IndexError: "LookupError",
  KeyError: "LookupError",
  MemoryError: "Exception",
  NameError: "Exception",
  UnboundLocalError: "NameError",
  OSError: "Exception",
  BlockingIOError: "OSError",
  ChildProcessError: "OSError",
  ConnectionError: "OSError",
  BrokenPipeError: "ConnectionError",
  ConnectionAbortedError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  ConnectionResetError: "ConnectionError",
  FileExistsError: "OSError",
  FileNotFoundError: "OSError",
  InterruptedError: "OSError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
  PermissionError: "OSError",
  ProcessLookupError: "OSError",
  TimeoutError: "OSError",
  ReferenceError: "Exception",
  RuntimeError: "Exception",
  NotImplementedError: "RuntimeError",
  PythonFinalizationError: "RuntimeError",
  RecursionError: "RuntimeError",
  StopAsyncIteration: "Exception",
  StopIteration: "Exception",
  SyntaxError: "Exception",
  IndentationError: "SyntaxError",
  TabError: "IndentationError",
  _IncompleteInputError: "SyntaxError",
  SystemError: "Exception",
  TypeError: "Exception",
  ValueError: "Exception",
  UnicodeError: "ValueError",
  UnicodeDecodeError: "UnicodeError",
  UnicodeEncodeError: "UnicodeError",
  UnicodeTranslateError: "UnicodeError",
  Warning: "Exception",
  BytesWarning: "Warning",
  DeprecationWarning: "Warning",
  EncodingWarning: "Warning",
  FutureWarning: "Warning",
  ImportWarning: "Warning",
  PendingDeprecationWarning: "Warning",
  ResourceWarning: "Warning",
  RuntimeWarning: "Warning",
  SyntaxWarning: "Warning",
  UnicodeWarning: "Warning",
  UserWarning: "Warning",
} as const satisfies Record<string, string | null>;

export type ExceptionName = keyof typeof hierarchy;

function createExceptionTypes(): Record<ExceptionName, PyType> {
  const types = {} as Record<ExceptionName, PyType>;
  for (const name of Object.keys(hierarchy) as ExceptionName[]) {
    const base = hierarchy[name];
    types[name] =
      base === null
        ? createTypeShell(name, { instance: PyBaseException })
        : createTypeShell(name, { base: types[base] });
  }
  return types;
}

/** The builtin exception types by name. (ExceptionGroup, which has two bases, is made by exceptions/group.ts.) */
export const exceptionTypes: Record<ExceptionName, PyType> = createExceptionTypes();

/** A new instance of a builtin exception type, `__init__` not run: for the types whose state is `args` alone. */
export function makeException(type: PyType, args: PyObject[]): PyBaseException {
  return new type.JS(args) as unknown as PyBaseException;
}

/** Whether an exception is an instance of a type: plain MRO membership, as `except` uses. */
export function isInstanceOfException(exception: PyBaseException, type: PyType): boolean {
  return exception.cls.mro.includes(type);
}

/** `null` inside is None outside. */
export function orNone(value: PyObject | null): PyObject {
  return value === null ? None : value;
}
