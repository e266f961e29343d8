/**
 * The memory of an `array`: items of one C type, side by side (CPython Modules/arraymodule.c).
 *
 * There may be room for more items than there are, so that append is cheap. While a buffer of the memory is given out
 * (a memoryview exists) the array keeps its length.
 */
import type { PyObject } from "../../kernel/object.ts";
import { bufferError, memoryError } from "../../kernel/raise.ts";
import { PyInstance } from "../../kernel/type.ts";
import { type ItemType, type Items, itemTypeOf } from "./item-types.ts";

const MAX_BYTES = 2 ** 32;

function allocate(type: ItemType, count: number): Items {
  if (count * type.itemsize > MAX_BYTES) throw memoryError("");
  return type.over(new ArrayBuffer(count * type.itemsize));
}

export class PyArray extends PyInstance {
  readonly type: ItemType;
  /** The memory; the array is its first `length` items. */
  items: Items;
  length: number;
  /** Buffers given out and not released. */
  exports = 0;

  constructor(type: ItemType = itemTypeOf("b")!, length = 0) {
    super();
    this.type = type;
    this.items = allocate(type, length);
    this.length = length;
  }

  /** The bytes of the items, to be read or changed in place. */
  bytes(): Uint8Array {
    return new Uint8Array(this.items.buffer, 0, this.length * this.type.itemsize);
  }

  /** The item at an index in range. */
  at(index: number): PyObject {
    return this.type.toPython(this.items[index]!);
  }

  put(index: number, item: number | bigint): void {
    this.items[index] = item as never;
  }

  append(item: number | bigint): void {
    this.resize(this.length + 1);
    this.put(this.length - 1, item);
  }

  /** Throws BufferError while the memory is lent. */
  checkResizable(): void {
    if (this.exports > 0) throw bufferError("cannot resize an array that is exporting buffers");
  }

  /** Change the length (array_resize). Throws BufferError while the memory is lent. */
  resize(length: number): void {
    if (length === this.length) return;
    this.checkResizable();
    const capacity = this.items.length;
    if (capacity < length || this.length >= length + 16) {
      const room = length === 0 ? 0 : (length >> 4) + (this.length < 8 ? 3 : 7) + length;
      const moved = allocate(this.type, room);
      moved.set(this.items.subarray(0, Math.min(length, this.length)) as never);
      this.items = moved;
    }
    this.length = length;
  }

  /** Put the items in the place of those from start to stop. */
  splice(start: number, stop: number, replacement: Items): void {
    const tail = this.items.slice(stop, this.length);
    this.resize(start + replacement.length + tail.length);
    this.items.set(replacement as never, start);
    this.items.set(tail as never, start + replacement.length);
  }

  /** The items themselves, without the room behind them. */
  used(): Items {
    return this.items.subarray(0, this.length);
  }
}

/** A new array with these items. */
export function arrayOf(type: ItemType, items: Items): PyArray {
  const array = new PyArray(type);
  array.items = items;
  array.length = items.length;
  return array;
}
