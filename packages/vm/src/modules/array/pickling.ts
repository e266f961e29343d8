/**
 * Arrays in pickles: the bytes of the items, with a code that says how the machine which wrote them laid them out
 * (CPython Modules/arraymodule.c, `array___reduce_ex__`, `_array_reconstructor`).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { typeOf } from "../../kernel/type.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { intValueOf } from "../../protocols/number.ts";
import { type PyBytes, makeBytes } from "../../objects/bytes.ts";
import { decodeText } from "../../objects/codecs.ts";
import { makeFloat } from "../../objects/float.ts";
import { normalize } from "../../objects/int/arithmetic.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";
import type { PyArray } from "./array-object.ts";
import { ITEM_TYPES, type ItemType } from "./item-types.ts";
import { readInteger } from "../../algorithms/struct-item.ts";

type MachineFormat = {
  readonly kind: ItemType["kind"];
  readonly size: number;
  readonly signed: boolean;
  readonly little: boolean;
};

const pair = (kind: ItemType["kind"], size: number, signed: boolean): MachineFormat[] => [
  { kind, size, signed, little: true },
  { kind, size, signed, little: false },
];

/** By `machine_format_code`. */
const MACHINE_FORMATS: readonly MachineFormat[] = [
  { kind: "integer", size: 1, signed: false, little: true },
  { kind: "integer", size: 1, signed: true, little: true },
  ...[2, 4, 8].flatMap((size) => [...pair("integer", size, false), ...pair("integer", size, true)]),
  ...pair("float", 4, false),
  ...pair("float", 8, false),
  ...pair("character", 2, false),
  ...pair("character", 4, false),
];

/** The layout that items have here. */
function machineFormatCode({ kind, itemsize, signed }: ItemType): number {
  return MACHINE_FORMATS.findIndex(
    (format) => format.kind === kind && format.size === itemsize && format.signed === signed,
  );
}

const dictName = attributeName("__dict__");

export function reduceArray(
  self: PyArray,
  protocolArgument: PyObject,
  toList: (self: PyArray) => PyObject,
): Result {
  const protocol = intValueOf(protocolArgument);
  if (protocol === undefined) throw typeError("__reduce_ex__ argument should be an integer");
  const state = must(getAttributeOrAbsent(self, dictName)) ?? None;
  const { typecode } = self.type;
  // Before protocol 3 pickles have no bytes.
  if (protocol < 3) return makeTuple([typeOf(self), makeTuple([typecode, toList(self)]), state]);
  const module = must(hooks.importModule("array"));
  const reconstructor = must(getAttribute(module, attributeName("_array_reconstructor")));
  const bytes = makeBytes(self.bytes().slice());
  return makeTuple([
    reconstructor,
    makeTuple([typeOf(self), typecode, machineFormatCode(self.type), bytes]),
    state,
  ]);
}

/** The layout of a code. Throws ValueError for codes there are not. */
export function machineFormat(code: number): MachineFormat {
  const format = MACHINE_FORMATS[code];
  if (format === undefined) throw valueError("third argument must be a valid machine format code.");
  return format;
}

/** A type code and an initializer for an array of bytes that are laid out some way. Throws. */
export function reconstruct(
  itemType: ItemType,
  format: MachineFormat,
  data: PyBytes,
): { typecode: string; items: PyObject } {
  const { bytes } = data;
  if (format === MACHINE_FORMATS[machineFormatCode(itemType)])
    return { typecode: itemType.typecode, items: data };
  const { kind, size, signed, little } = format;
  // CPython takes UTF-32 items for eight bytes wide here, and UTF-16 for four.
  const unit = kind === "character" ? size * 2 : size;
  if (bytes.length % unit !== 0) throw valueError("string length not a multiple of item size");
  if (kind === "character") {
    const items = decodeText(bytes, `utf-${size * 8}-${little ? "le" : "be"}`, "strict");
    return { typecode: itemType.typecode, items };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (offset: number): PyObject => {
    if (kind === "integer") return normalize(readInteger(view, offset, size, signed, little));
    return makeFloat(size === 4 ? view.getFloat32(offset, little) : view.getFloat64(offset, little));
  };
  const items = Array.from({ length: bytes.length / size }, (_, i) => read(i * size));
  const typecode = kind === "integer" ? integerTypecode(size, signed) : itemType.typecode;
  return { typecode, items: makeList(items) };
}

/** The last type code with integers of this size, which CPython's search ends at. */
function integerTypecode(size: number, signed: boolean): string {
  const fitting = ITEM_TYPES.filter(
    (type) => type.kind === "integer" && type.itemsize === size && type.signed === signed,
  );
  return fitting.at(-1)!.typecode;
}
