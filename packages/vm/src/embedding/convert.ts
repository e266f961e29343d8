/**
 * Values across the border between Python and JavaScript.
 *
 * To JavaScript: None → null, bool, int → number (bigint beyond 2^53−1), float → number, str → string, bytes →
 * Uint8Array, list, tuple, set, frozenset and range of values → Array, dict → Map (by converted keys); anything else
 * stays as an opaque PythonObject that can be given back. From JavaScript: the same the other way; a number is an int
 * if it is integral and not −0, else a float; arrays become lists, Maps and plain objects dicts.
 */
import { type HeapObject, type PyObject } from "../kernel/object.ts";
import { must, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyStr, strFromUtf16, utf16Of } from "../kernel/text.ts";
import { PyFloat, typeName } from "../kernel/type.ts";
import { PyByteArray } from "../objects/bytearray.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import { PyDict, makeDict } from "../objects/dict/dict.ts";
import { makeFloat } from "../objects/float.ts";
import { normalize } from "../objects/int/arithmetic.ts";
import { PyList, makeList } from "../objects/list.ts";
import { PyFrozenSet, PySet, makeSet } from "../objects/set.ts";
import { PyTuple } from "../objects/tuple.ts";
import { intValueOf } from "../protocols/number.ts";
import { exactStr, repr, str } from "../protocols/repr.ts";

/** A Python object that has no JavaScript counterpart, held for giving back. */
export class PythonObject {
  readonly #object: HeapObject;
  constructor(object: HeapObject) {
    this.#object = object;
  }
  /** The Python value inside. */
  static unwrap(wrapper: PythonObject): HeapObject {
    return wrapper.#object;
  }
  /** `type(object).__name__` */
  get typeName(): string {
    return typeName(this.#object);
  }
  /** `repr(object)` */
  toString(): string {
    return utf16Of(exactStr(must(repr(this.#object))) as string | PyStr);
  }
}

/** A Python value as JavaScript. */
export function toJavaScript(value: PyObject): unknown {
  if (typeof value !== "object") return value;
  if (value === None) return null;
  const text = exactStr(value);
  if (typeof text === "string" || text instanceof PyStr) return utf16Of(text);
  const integer = intValueOf(value);
  if (integer !== undefined) return integer;
  if (value instanceof PyFloat) return value.value;
  if (value instanceof PyBytes) return value.bytes.slice();
  if (value instanceof PyByteArray) return value.view().slice();
  if (value instanceof PyList || value instanceof PyTuple) return value.items.map(toJavaScript);
  if (value instanceof PyDict) {
    return new Map(value.entriesArray().map(([key, entry]) => [toJavaScript(key), toJavaScript(entry)]));
  }
  if (value instanceof PySet || value instanceof PyFrozenSet) return [...value.keysArray()].map(toJavaScript);
  return new PythonObject(value);
}

/** A JavaScript value as Python. Throws TypeError for functions and symbols. */
export function fromJavaScript(value: unknown): PyObject {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return Number.isInteger(value) && !Object.is(value, -0) ? intFromNumber(value) : makeFloat(value);
    case "bigint":
      return normalize(value);
    case "string":
      return strFromUtf16(value);
    case "undefined":
      return None;
    case "object":
      return value === null ? None : fromObject(value);
    default:
      throw typeError(`a JavaScript ${typeof value} has no Python counterpart`);
  }
}

function intFromNumber(value: number): PyObject {
  return Number.isSafeInteger(value) ? value : normalize(BigInt(value));
}

function fromObject(value: object): PyObject {
  if (value instanceof PythonObject) return PythonObject.unwrap(value);
  if (Array.isArray(value)) return makeList(value.map(fromJavaScript));
  if (value instanceof Uint8Array) return makeBytes(value.slice());
  if (value instanceof Set) return must(makeSet([...value].map(fromJavaScript)));
  const dict = makeDict();
  const entries = value instanceof Map ? value : Object.entries(value);
  for (const [key, entry] of entries) must(dict.set(fromJavaScript(key), fromJavaScript(entry)));
  return dict;
}

/** str(value) as JavaScript text. */
export function textOfValue(value: PyObject): string {
  return utf16Of(exactStr(must(str(value))) as string | PyStr);
}
