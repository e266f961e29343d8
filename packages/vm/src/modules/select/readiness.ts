/**
 * Whether descriptors are ready: the host's, and those of sockets inside this process.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { rt } from "../../kernel/state.ts";
import { intType, isInstance } from "../../kernel/type.ts";
import { toDouble } from "../../objects/float.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { endpointOf } from "../_socket/endpoint.ts";
import { system } from "../posix/paths.ts";

/** An int, or an object with fileno(). */
export function descriptorOf(object: PyObject): number {
  let number = object;
  if (!isInstance(object, intType)) {
    const fileno = must(getAttributeOrAbsent(object, attributeName("fileno")));
    if (fileno === null) throw typeError("argument must be an int, or have a fileno() method.");
    number = must(call(fileno, []));
    if (!isInstance(number, intType)) throw typeError("fileno() returned a non-integer");
  }
  const fd = must(toIndex(number, "OverflowError"));
  if (fd < 0) throw valueError(`file descriptor cannot be a negative integer (${fd})`);
  return fd;
}

/** Whether an operation would not wait. OSError when nothing is open by that number. */
export function isReady(fd: number, operation: "read" | "write"): boolean {
  const endpoint = endpointOf(fd);
  if (endpoint !== undefined) return operation === "write" || endpoint.isReadable;
  return system(() => rt.host.files.isReady(fd, operation));
}

/** So many seconds from now, in nanoseconds. */
export function deadlineAfter(seconds: number): bigint {
  return rt.host.clock.monotonic() + BigInt(Math.ceil(seconds * 1e9));
}

/** A timeout argument. */
export function secondsOf(timeout: PyObject): number {
  const seconds = toDouble(timeout);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  return seconds;
}
