/**
 * dup(2) and dup2(2), which Node.js does not have: several numbers for one descriptor of the system.
 *
 * A number that the program gets by duplicating is a name here for the descriptor it was made from; that stays open until
 * its last name is closed.
 */
import * as fs from "node:fs";
import { ERRNO } from "../errno.ts";
import { HostError } from "../host.ts";

/** The system's descriptor for each number that is not its own name. */
const targets = new Map<number, number>();
/** For each descriptor with several names, how many. */
const nameCounts = new Map<number, number>();
/** Numbers that stand for a descriptor of another number, or for none any more, while the system's own is kept open. */
const closedOwnNames = new Set<number>();

/** The system's descriptor behind a number. */
export function systemDescriptor(fd: number): number {
  if (targets.size === 0 && closedOwnNames.size === 0) return fd;
  const target = targets.get(fd);
  if (target !== undefined) return target;
  if (closedOwnNames.has(fd)) throw new HostError(ERRNO.EBADF);
  return fd;
}

/** A new number for what `fd` is. */
export function duplicate(fd: number): number {
  const target = systemDescriptor(fd);
  // A number that the system will not give to anybody else.
  const name = fs.openSync("/dev/null", "r");
  placeholders.add(name);
  addName(name, target);
  return name;
}

/** Numbers of /dev/null, opened for their number only. */
const placeholders = new Set<number>();

/** Make `name` a number for what `fd` is; what it was before is closed by `close`. */
export function duplicateTo(fd: number, name: number, close: (name: number) => void): void {
  const target = systemDescriptor(fd);
  if (systemDescriptorOrNone(name) === target) return;
  if (isOpen(name)) close(name);
  if (!isOpenInSystem(name)) reserve(name);
  addName(name, target);
}

function addName(name: number, target: number): void {
  targets.set(name, target);
  nameCounts.set(target, (nameCounts.get(target) ?? 1) + 1);
}

/** Give a number up. Answers the system's descriptor to close with it, null when that has other names. */
export function releaseName(fd: number): number | null {
  const target = systemDescriptor(fd);
  const count = nameCounts.get(target);
  if (targets.delete(fd)) {
    if (placeholders.delete(fd)) fs.closeSync(fd);
  } else if (count !== undefined) closedOwnNames.add(fd);
  if (count === undefined) return target;
  if (count > 1) {
    nameCounts.set(target, count - 1);
    return null;
  }
  nameCounts.delete(target);
  closedOwnNames.delete(target);
  return target;
}

function systemDescriptorOrNone(fd: number): number | null {
  return closedOwnNames.has(fd) && !targets.has(fd) ? null : systemDescriptor(fd);
}

function isOpen(fd: number): boolean {
  return systemDescriptorOrNone(fd) !== null && (targets.has(fd) || isOpenInSystem(fd));
}

function isOpenInSystem(fd: number): boolean {
  try {
    fs.fstatSync(fd);
    return true;
  } catch {
    return false;
  }
}

/** Take a number of the system that is free, so that nothing else gets it. */
function reserve(name: number): void {
  const taken: number[] = [];
  for (;;) {
    const fd = fs.openSync("/dev/null", "r");
    if (fd === name) {
      placeholders.add(fd);
      break;
    }
    taken.push(fd);
    // The lowest free number is given out: beyond it there is no way to reach it but through all between.
    if (fd > name || taken.length > MAX_RESERVED) break;
  }
  for (const fd of taken) fs.closeSync(fd);
}

const MAX_RESERVED = 1024;
