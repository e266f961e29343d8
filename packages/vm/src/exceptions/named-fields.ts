/**
 * Exception types with fields of their own: StopIteration, SystemExit, ImportError, AttributeError, NameError,
 * KeyError, SyntaxError and the Unicode errors (library reference, "Built-in Exceptions"; CPython Objects/exceptions.c).
 */
import { type Entry, method } from "../kernel/define.ts";
import type { PyBaseException } from "../kernel/exceptions.ts";
import type { KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { must, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import { makeDict } from "../objects/dict/dict.ts";
import { dictOf } from "../objects/instance-dict.ts";
import { PyTuple, makeTuple } from "../objects/tuple.ts";
import { PyStr, strFromUtf16, utf16Of } from "../kernel/text.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";
import { defineException, field, strOfArgs } from "./base-exception.ts";

/** The value a StopIteration carries: the return value of a generator. */
export function stopIterationValue(exception: PyBaseException): PyObject {
  return exception.fields?.["value"] ?? exception.args[0] ?? None;
}

defineException("StopIteration", {
  doc: "Signal the end from iterator.__next__().",
  methods: { value: field("value", stopIterationValue) },
});

/** `code`: nothing, the one argument, or all of them. */
function exitCode(exception: PyBaseException): PyObject {
  return exception.args.length > 1 ? makeTuple(exception.args) : (exception.args[0] ?? None);
}

defineException("SystemExit", {
  doc: "Request to exit from the interpreter.",
  methods: { code: field("code", exitCode) },
});

/** An `__init__` that takes any positional arguments and these keywords. */
function initWithKeywords(names: readonly string[]) {
  return (self: PyBaseException, args: PyObject[], kwnames: KeywordNames): Result => {
    const positional = args.length - (kwnames?.length ?? 0);
    self.args = args.slice(0, positional);
    self.fields = {};
    for (const [index, keyword] of (kwnames ?? []).entries()) {
      if (!names.includes(keyword)) {
        return raise(typeError(`${self.cls.name}() got an unexpected keyword argument '${keyword}'`));
      }
      self.fields[keyword] = args[positional + index];
    }
    return None;
  };
}

/** Attributes that pickling adds to the exception's own. */
function reduceWith(names: readonly string[]): Entry {
  return method("($self, /)", null, (self: PyBaseException) => {
    const state = dictOf(self)?.copy() ?? makeDict();
    for (const name of names) {
      const value = self.fields?.[name];
      if (value !== undefined) state.setText(name, value);
    }
    const parts: PyObject[] = [typeOf(self), makeTuple(self.args)];
    return makeTuple(state.size > 0 ? [...parts, state] : parts);
  });
}

function importMessage(self: PyBaseException): PyObject {
  return self.args.length === 1 ? self.args[0]! : None;
}

defineException("ImportError", {
  doc: "Import can't find a module, or can't find a name in a module.",
  slots: {
    __init__: initWithKeywords(["name", "path", "name_from"]),
    __str__: (self: PyBaseException) => {
      const message = self.fields?.["msg"] ?? importMessage(self);
      return isInstance(message, strType) ? message : strOfArgs(self);
    },
  },
  methods: {
    msg: field("msg", importMessage),
    name: field("name"),
    name_from: field("name_from"),
    path: field("path"),
    __reduce__: reduceWith(["name", "path", "name_from"]),
  },
});

defineException("AttributeError", {
  doc: "Attribute not found.",
  slots: { __init__: initWithKeywords(["name", "obj"]) },
  methods: {
    name: field("name"),
    obj: field("obj"),
    __getstate__: method("($self, /)", null, (self: PyBaseException) => {
      const state = dictOf(self)?.copy() ?? makeDict();
      state.setText("args", makeTuple(self.args));
      if (self.fields?.["name"] !== undefined) state.setText("name", self.fields["name"]);
      return state;
    }),
    __reduce__: reduceWith(["name"]),
  },
});

defineException("NameError", {
  doc: "Name not found globally.",
  slots: { __init__: initWithKeywords(["name"]) },
  methods: { name: field("name") },
});

defineException("KeyError", {
  doc: "Mapping key not found.",
  // A missing key '' would otherwise show nothing at all.
  slots: {
    __str__: (self: PyBaseException) => (self.args.length === 1 ? repr(self.args[0]!) : strOfArgs(self)),
  },
});

// ---- SyntaxError

const LOCATION = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"] as const;

function initSyntaxError(self: PyBaseException, args: PyObject[], kwnames: KeywordNames): Result {
  if (kwnames !== undefined && kwnames.length > 0) {
    return raise(typeError(`${self.cls.name}() takes no keyword arguments`));
  }
  self.args = args.slice();
  const fields: Record<string, PyObject | undefined> = {};
  self.fields = fields;
  if (args.length >= 1) fields["msg"] = args[0];
  if (args.length !== 2) return None;
  const details = args[1] instanceof PyTuple ? args[1].items : must(listOf(args[1]!));
  const count = details.length;
  if (count < 4)
    throw typeError(`function missing required argument '${LOCATION[count]}' (pos ${count + 1})`);
  if (count === 5) throw typeError("end_offset must be provided when end_lineno is provided");
  if (count > 7) throw typeError(`function takes at most 7 arguments (${count} given)`);
  LOCATION.forEach((name, index) => (fields[name] = details[index]));
  if (count > 6) fields["_metadata"] = details[6];
  return None;
}

function strOfSyntaxError(self: PyBaseException): Result {
  const { msg, filename, lineno } = self.fields ?? {};
  const text = must(str(msg ?? None));
  const shown = utf16Of(exactStr(text) as string | PyStr);
  const file = filename !== undefined && isInstance(filename, strType) ? baseName(filename) : null;
  const line = typeof lineno === "number" ? lineno : null;
  if (file !== null && line !== null) return `${shown} (${file}, line ${line})`;
  if (file !== null) return `${shown} (${file})`;
  return line !== null ? `${shown} (line ${line})` : text;
}

function baseName(filename: PyObject): string {
  const text = utf16Of(exactStr(filename) as string | PyStr);
  return text.slice(text.lastIndexOf("/") + 1);
}

defineException("SyntaxError", {
  doc: "Invalid syntax.",
  slots: { __init__: initSyntaxError, __str__: strOfSyntaxError },
  methods: {
    msg: field("msg"),
    ...Object.fromEntries(LOCATION.map((name) => [name, field(name)])),
    print_file_and_line: field("print_file_and_line"),
    _metadata: field("_metadata"),
  },
});

// ---- UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError

type UnicodeShape = { readonly names: readonly string[]; readonly object: "str" | "bytes" };

function initUnicode({ names, object }: UnicodeShape) {
  return (self: PyBaseException, args: PyObject[], kwnames: KeywordNames): Result => {
    if (kwnames !== undefined && kwnames.length > 0) {
      return raise(typeError(`${self.cls.name}() takes no keyword arguments`));
    }
    if (args.length !== names.length) {
      return raise(typeError(`function takes exactly ${names.length} arguments (${args.length} given)`));
    }
    const fields: Record<string, PyObject | undefined> = {};
    for (const [index, name] of names.entries()) {
      const value = args[index]!;
      const wanted = name === "object" ? object : name === "start" || name === "end" ? "int" : "str";
      if (wanted === "int") fields[name] = must(toIndex(value));
      else if (wanted === "bytes") fields[name] = bytesArgument(value);
      else if (isInstance(value, strType)) fields[name] = value;
      else return raise(typeError(`argument ${index + 1} must be str, not ${typeName(value)}`));
    }
    self.args = args.slice();
    self.fields = fields;
    return None;
  };
}

function bytesArgument(value: PyObject): PyObject {
  return value instanceof PyBytes ? value : makeBytes(toBytesLike(value).slice());
}

/**
 * What all three show. str() of reason and encoding runs code of the program, which may change the object, so that is
 * looked at afterwards; `start` and `end` are shown as they are.
 */
function strOfUnicodeError(kind: "str" | "bytes", encodes: (encoding: string) => string, unit: string) {
  return (self: PyBaseException): Result => {
    if (self.fields?.["object"] === undefined) return "";
    const reason = shownField(self, "reason");
    const prefix = encodes(shownField(self, "encoding"));
    const { object, start: first, end: behind } = self.fields;
    const [start, end] = [Number(first), Number(behind)];
    if (object === undefined) return raise(typeError("UnicodeError 'object' attribute is not set"));
    if (kind === "bytes" ? !(object instanceof PyBytes) : !isInstance(object, strType)) {
      return raise(
        typeError(`UnicodeError 'object' attribute must be a ${kind === "str" ? "string" : kind}`),
      );
    }
    if (start >= 0 && start < lengthOf(object) && end <= lengthOf(object) && end === start + 1) {
      const shown =
        object instanceof PyBytes
          ? `0x${object.bytes[start]!.toString(16).padStart(2, "0")}`
          : `'${escapedCharacter(codePointAt(object, start))}'`;
      return strFromUtf16(`${prefix} ${unit} ${shown} in position ${start}: ${reason}`);
    }
    return strFromUtf16(`${prefix} ${unit}s in position ${start}-${end - 1}: ${reason}`);
  };
}

function shownField(self: PyBaseException, name: string): string {
  return utf16Of(exactStr(must(str(self.fields?.[name] ?? None))) as string | PyStr);
}

function lengthOf(object: PyObject): number {
  const value = exactStr(object);
  if (typeof value === "string") return value.length;
  if (value instanceof PyStr) return value.points.length;
  return value instanceof PyBytes ? value.bytes.length : 0;
}

function codePointAt(object: PyObject, index: number): number {
  const value = exactStr(object);
  return value instanceof PyStr ? value.points[index]! : (value as string).charCodeAt(index);
}

function escapedCharacter(point: number): string {
  const hex = point.toString(16);
  if (point <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return point <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

defineException("UnicodeEncodeError", {
  doc: "Unicode encoding error.",
  slots: {
    __init__: initUnicode({ names: ["encoding", "object", "start", "end", "reason"], object: "str" }),
    __str__: strOfUnicodeError("str", (encoding) => `'${encoding}' codec can't encode`, "character"),
  },
  methods: unicodeMembers(),
});

defineException("UnicodeDecodeError", {
  doc: "Unicode decoding error.",
  slots: {
    __init__: initUnicode({ names: ["encoding", "object", "start", "end", "reason"], object: "bytes" }),
    __str__: strOfUnicodeError("bytes", (encoding) => `'${encoding}' codec can't decode`, "byte"),
  },
  methods: unicodeMembers(),
});

defineException("UnicodeTranslateError", {
  doc: "Unicode translation error.",
  slots: {
    __init__: initUnicode({ names: ["object", "start", "end", "reason"], object: "str" }),
    __str__: strOfUnicodeError("str", () => "can't translate", "character"),
  },
  methods: unicodeMembers(),
});

function unicodeMembers(): Record<string, Entry> {
  const members: Record<string, Entry> = {};
  for (const name of ["encoding", "object", "start", "end", "reason"]) members[name] = field(name);
  return members;
}
