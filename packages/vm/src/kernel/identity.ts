/**
 * id(): a number that no other living object has.
 *
 * Heap objects get theirs at the first question. Primitives are identical when they are equal, so theirs follows
 * from the value; equal values keep it for as long as the process runs.
 */
import type { PyObject } from "./object.ts";

const ALIGNMENT = 16;
const objects = new WeakMap<object, number>();
const primitives = new Map<PyObject, number>();
// Addresses as a 64-bit CPython shows them: twelve hexadecimal digits.
let nextAddress = 0x7f00_0000_0000;

/** id(value) */
export function identityOf(value: PyObject): number {
  const known = typeof value === "object" ? objects.get(value) : primitives.get(value);
  if (known !== undefined) return known;
  nextAddress += ALIGNMENT;
  if (typeof value === "object") objects.set(value, nextAddress);
  else primitives.set(value, nextAddress);
  return nextAddress;
}

/** Give an object the identity of another whose place it takes. */
export function takeIdentity(successor: object, object: object): void {
  const known = objects.get(object);
  if (known !== undefined) objects.set(successor, known);
}

/** The address in default reprs: `0x7f0000000010`. */
export function addressOf(value: PyObject): string {
  return "0x" + identityOf(value).toString(16);
}
