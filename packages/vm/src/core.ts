/**
 * `@pyvm/vm/core`: the VM without a compiler. It runs `.pyc` files and code objects.
 */
export { VM, createVM } from "./embedding/vm.ts";
export type { RunOptions, VMOptions } from "./embedding/vm.ts";
export { PythonObject } from "./embedding/convert.ts";
export { PythonError } from "./embedding/python-error.ts";
export { createMemoryHost } from "./host/memory.ts";
export type { MemoryHostOptions } from "./host/memory.ts";
export { HostError } from "./host/host.ts";
export type {
  Clock,
  DirectoryEntry,
  FileStatus,
  Files,
  Host,
  ProcessIdentity,
  ProcessStart,
  Processes,
} from "./host/host.ts";
export type { CommandFlags } from "./modules/sys/structures.ts";
