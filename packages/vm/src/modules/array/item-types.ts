/**
 * The type codes of `array`: size, memory and conversion of one item each (CPython Modules/arraymodule.c,
 * `descriptors`).
 *
 * An item is checked and converted before anything is stored, so that a refused value leaves the array as it was.
 * Sizes are those of 64-bit Unix: `l` has eight bytes, `u` (wchar_t) four.
 */
import type { PyObject } from "../../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../../kernel/raise.ts";
import { typeName } from "../../kernel/type.ts";
import { toInteger } from "../../protocols/number.ts";
import { makeFloat, toDouble } from "../../objects/float.ts";
import { type Int, normalize } from "../../objects/int/arithmetic.ts";
import { charOf, codePointAt, strLength, strOf } from "../../objects/str/text.ts";

/** The memory of an array, as its item type sees it. */
export type Items =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

export type ItemType = {
  readonly typecode: string;
  readonly itemsize: number;
  readonly kind: "integer" | "float" | "character";
  readonly signed: boolean;
  /** Items over some memory. */
  readonly over: (buffer: ArrayBuffer) => Items;
  readonly toPython: (item: number | bigint) => PyObject;
  /** The item of a Python value. Throws. */
  readonly fromPython: (value: PyObject) => number | bigint;
};

const integer = (item: number | bigint): PyObject => normalize(item);

/** The words of CPython's argument parser for a C integer type: `short` for `short integer is less than minimum`. */
type Range = { readonly low: number; readonly high: number; readonly name: string };

const LONG_BITS = 64;

/** An int in a range that is narrower than a C long. */
function narrow({ low, high, name }: Range) {
  return (value: PyObject): number => {
    const item = longOf(value);
    if (item < low) throw overflowError(`${name} is less than minimum`);
    if (item > high) throw overflowError(`${name} is greater than maximum`);
    return Number(item);
  };
}

function longOf(value: PyObject): Int {
  const item = must(toInteger(value));
  if (typeof item === "bigint" && BigInt.asIntN(LONG_BITS, item) !== item)
    throw overflowError("Python int too large to convert to C long");
  return item;
}

/** `b`, `H`: an int of the next larger C type first. */
function viaLarger(larger: Range, own: Range) {
  const [wide, tight] = [narrow(larger), narrow(own)];
  return (value: PyObject): number => tight(wide(value));
}

const SHORT: Range = { low: -0x8000, high: 0x7fff, name: "signed short integer" };
const INT: Range = { low: -0x8000_0000, high: 0x7fff_ffff, name: "signed integer" };

/** `I`, `L`: through a C unsigned long. */
function unsignedLong(value: PyObject): bigint {
  const item = BigInt(must(toInteger(value)));
  if (item < 0n) throw overflowError("can't convert negative value to unsigned int");
  if (item >> BigInt(LONG_BITS) !== 0n)
    throw overflowError("Python int too large to convert to C unsigned long");
  return item;
}

function unsignedInt(value: PyObject): number {
  const item = unsignedLong(value);
  if (item > 0xffff_ffffn) throw overflowError("unsigned int is greater than maximum");
  return Number(item);
}

function longLong(value: PyObject): bigint {
  const item = BigInt(must(toInteger(value)));
  if (BigInt.asIntN(64, item) !== item) throw overflowError("int too big to convert");
  return item;
}

function unsignedLongLong(value: PyObject): bigint {
  const item = BigInt(must(toInteger(value)));
  if (item < 0n) throw overflowError("can't convert negative int to unsigned");
  if (item >> 64n !== 0n) throw overflowError("int too big to convert");
  return item;
}

function character(value: PyObject): number {
  const text = strOf(value);
  if (text === undefined) throw typeError(`array item must be a unicode character, not ${typeName(value)}`);
  const length = strLength(text);
  if (length !== 1)
    throw typeError(`array item must be a unicode character, not a string of length ${length}`);
  return codePointAt(text, 0);
}

function toCharacter(item: number | bigint): PyObject {
  if (item > 0x10ffff) throw valueError("chr() arg not in range(0x110000)");
  return charOf(Number(item));
}

const float = (item: number | bigint): PyObject => makeFloat(Number(item));

type Conversions = Omit<ItemType, "typecode" | "itemsize" | "over">;
const signed = (fromPython: ItemType["fromPython"]): Conversions => ({
  kind: "integer",
  signed: true,
  toPython: integer,
  fromPython,
});
const unsigned = (fromPython: ItemType["fromPython"]): Conversions => ({
  ...signed(fromPython),
  signed: false,
});
const CHARACTER: Conversions = {
  kind: "character",
  signed: false,
  toPython: toCharacter,
  fromPython: character,
};
const FLOAT: Conversions = { kind: "float", signed: false, toPython: float, fromPython: toDouble };

type Memory = { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer): Items };

function itemType(typecode: string, memory: Memory, conversions: Conversions): ItemType {
  return {
    typecode,
    itemsize: memory.BYTES_PER_ELEMENT,
    over: (buffer) => new memory(buffer),
    ...conversions,
  };
}

const signedChar = viaLarger(SHORT, { low: -0x80, high: 0x7f, name: "signed char" });
const unsignedChar = narrow({ low: 0, high: 0xff, name: "unsigned byte integer" });
const unsignedShort = viaLarger(INT, { low: 0, high: 0xffff, name: "unsigned short" });
const signedLong = (value: PyObject): bigint => BigInt(longOf(value));

/** Every item type, in CPython's order. */
export const ITEM_TYPES: readonly ItemType[] = [
  itemType("b", Int8Array, signed(signedChar)),
  itemType("B", Uint8Array, unsigned(unsignedChar)),
  itemType("u", Uint32Array, CHARACTER),
  itemType("w", Uint32Array, CHARACTER),
  itemType("h", Int16Array, signed(narrow(SHORT))),
  itemType("H", Uint16Array, unsigned(unsignedShort)),
  itemType("i", Int32Array, signed(narrow(INT))),
  itemType("I", Uint32Array, unsigned(unsignedInt)),
  itemType("l", BigInt64Array, signed(signedLong)),
  itemType("L", BigUint64Array, unsigned(unsignedLong)),
  itemType("q", BigInt64Array, signed(longLong)),
  itemType("Q", BigUint64Array, unsigned(unsignedLongLong)),
  itemType("f", Float32Array, FLOAT),
  itemType("d", Float64Array, FLOAT),
];

/** The item type of a code, undefined for codes there are not. */
export function itemTypeOf(typecode: string): ItemType | undefined {
  return ITEM_TYPES.find((type) => type.typecode === typecode);
}
