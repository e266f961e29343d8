/**
 * `marshal`: Python values and code objects as bytes. The format is @pyvm/bytecode's, the values importer/marshal-values.ts's.
 */
import { MarshalError, type MarshalSource, int32At } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { isTrue } from "../kernel/truth.ts";
import { typeName } from "../kernel/type.ts";
import { dumpsValue, loadValue, loadsValue } from "../importer/marshal-values.ts";
import { toBytesLike } from "../objects/buffer.ts";
import { PyBytes, makeBytes } from "../objects/bytes.ts";
import { callMethod } from "../protocols/call.ts";
import { toIndex } from "../protocols/number.ts";

function dumpsFunction(value: PyObject, version: PyObject, allowCode: PyObject): Result {
  return makeBytes(dumpsValue(value, must(toIndex(version)), must(isTrue(allowCode))));
}

/** Reads through the file's own `readinto`, so that not a byte more is taken than the value has. */
class FileSource implements MarshalSource {
  readonly #file: PyObject;
  constructor(file: PyObject) {
    this.#file = file;
  }
  byte(): number {
    const bytes = this.#read(1);
    return bytes.length === 0 ? -1 : bytes[0]!;
  }
  take(count: number): Uint8Array {
    const bytes = this.#read(count);
    if (bytes.length < count) throw new MarshalError("EOFError", "EOF read where not expected");
    return bytes;
  }
  int32(): number {
    return int32At(this.take(4), 0);
  }
  remaining(): number {
    return Infinity;
  }
  #read(count: number): Uint8Array {
    const data = must(callMethod(this.#file, attributeName("read"), [count]));
    if (!(data instanceof PyBytes)) throw typeError(`file.read() returned not bytes but ${typeName(data)}`);
    if (data.bytes.length > count) {
      throw valueError(
        `read() returned too much data: ${count} bytes requested, ${data.bytes.length} returned`,
      );
    }
    return data.bytes;
  }
}

export const marshalModule = defineModule("marshal", {
  doc: "Python values as bytes, in the format of .pyc files.",
  constants: { version: 5 },
  functions: {
    dumps: fn(
      "(value, version=5, /, *, allow_code=True)",
      "The bytes that dump() would write.",
      dumpsFunction,
    ),
    dump: fn(
      "(value, file, version=5, /, *, allow_code=True)",
      "Write a value to an open file.",
      (value, file, version, allowCode) =>
        callMethod(file, attributeName("write"), [must(dumpsFunction(value, version, allowCode))]),
    ),
    loads: fn("(bytes, /, *, allow_code=True)", "The value in a bytes-like object.", (bytes, allowCode) =>
      loadsValue(toBytesLike(bytes), must(isTrue(allowCode))),
    ),
    load: fn("(file, /, *, allow_code=True)", "Read one value from an open file.", (file, allowCode) => {
      const allow = must(isTrue(allowCode));
      return loadValue(new FileSource(file), allow);
    }),
  },
});
