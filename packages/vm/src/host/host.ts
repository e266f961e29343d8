/**
 * The host: the only way out of the VM. Files, streams, clock, entropy, environment.
 *
 * What a host does not grant it leaves out (`null`), and Python gets an error that says so. Calls are synchronous,
 * as system calls are. Paths are POSIX paths in UTF-16, where a byte that is not UTF-8 is a lone surrogate
 * U+DC80–U+DCFF (PEP 383). Failures are HostErrors with an errno; nothing else may come out of a host.
 */

/** A failed call, in the system's terms. The caller makes an OSError of it. */
export class HostError {
  /** Linux errno. */
  readonly errno: number;
  constructor(errno: number) {
    this.errno = errno;
  }
}

/**
 * Thrown by a call on a blocking descriptor that would have to wait. The caller waits until it is ready, lets other
 * threads run meanwhile, and calls again.
 */
export class HostWait {
  readonly isReady: () => boolean;
  constructor(isReady: () => boolean) {
    this.isReady = isReady;
  }
}

/** What stat tells. Times are nanoseconds since the epoch. */
export type FileStatus = {
  readonly mode: number;
  readonly ino: bigint;
  readonly dev: bigint;
  readonly nlink: bigint;
  readonly uid: number;
  readonly gid: number;
  readonly size: bigint;
  readonly atimeNs: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly blksize: number;
  readonly blocks: bigint;
};

export type DirectoryEntry = {
  readonly name: string;
  readonly kind: "file" | "directory" | "symlink" | "other";
};

/** Files by path and by descriptor. Flags and modes are Linux's numbers. */
export interface Files {
  open(path: string, flags: number, mode: number): number;
  close(fd: number): void;
  /** Bytes read into `buffer`; 0 at the end. At the descriptor's position. */
  read(fd: number, buffer: Uint8Array): number;
  write(fd: number, bytes: Uint8Array): number;
  /** The new position; `whence` is SEEK_SET 0, SEEK_CUR 1, SEEK_END 2. */
  seek(fd: number, offset: number, whence: number): number;
  truncate(fd: number, size: number): void;
  sync(fd: number): void;
  isTerminal(fd: number): boolean;
  /** A new descriptor for the same open file. */
  duplicate(fd: number): number;
  /** Make another number a descriptor for the same open file. */
  duplicateTo(fd: number, number: number): void;
  /** Whether a read (a write) on a descriptor would not have to wait. */
  isReady(fd: number, operation: "read" | "write"): boolean;
  /** Whether calls on a descriptor wait (the default), or fail with EAGAIN. */
  isBlocking(fd: number): boolean;
  setBlocking(fd: number, blocking: boolean): void;
  status(path: string, followLinks: boolean): FileStatus;
  statusOf(fd: number): FileStatus;
  list(path: string): DirectoryEntry[];
  makeDirectory(path: string, mode: number): void;
  removeDirectory(path: string): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
  readLink(path: string): string;
  symbolicLink(target: string, path: string): void;
  hardLink(from: string, to: string): void;
  changeMode(path: string, mode: number): void;
  setTimes(path: string, atimeNs: bigint, mtimeNs: bigint): void;
  /** Whether access(2) with this mode would be granted. */
  access(path: string, mode: number): boolean;
  currentDirectory(): string;
  changeDirectory(path: string): void;
  /** The read end and the write end of a new pipe. */
  pipe(): [number, number];
}

/** A program to start. */
export type ProcessStart = {
  /** Paths, tried in order until there is such a program. */
  readonly executables: readonly string[];
  readonly arguments: readonly string[];
  /** `NAME=value` */
  readonly environment: readonly string[];
  /** null: this process's own. */
  readonly directory: string | null;
  /** Our descriptor for each of the child's, from 0 on; null: closed. */
  readonly descriptors: readonly (number | null)[];
  readonly newSession: boolean;
  readonly uid: number | null;
  readonly gid: number | null;
};

/** Child processes. */
export interface Processes {
  /** Start a program; answers its process id. */
  start(options: ProcessStart): number;
  /** How a child ended, in wait(2)'s form; null while it runs. ECHILD if it is no child of ours, or was asked for before. */
  poll(id: number): number | null;
  /** The children that run, or that nobody has asked for. */
  children(): readonly number[];
  kill(id: number, signal: number): void;
}

export interface Clock {
  /** Wall clock, nanoseconds since the epoch. */
  now(): bigint;
  /** Wall clock in whole seconds, for little. */
  seconds(): number;
  /** Never goes back; nanoseconds since some point. */
  monotonic(): bigint;
  /** CPU time of the process in nanoseconds. */
  processTime(): bigint;
  /** Wait; answers false when it was interrupted. */
  sleep(seconds: number): boolean;
  /** Minutes west of UTC and zone name at a time (seconds since the epoch). */
  zone(seconds: number): { readonly offsetSeconds: number; readonly name: string; readonly isDst: boolean };
}

/** On whose behalf the process runs: the system's numbers. */
export type ProcessIdentity = {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  readonly parentId: number;
};

export interface Host {
  readonly files: Files;
  readonly clock: Clock;
  /** null: no process can be started. */
  readonly processes: Processes | null;
  /** Cryptographically strong random bytes. */
  entropy(size: number): Uint8Array;
  readonly environment: Map<string, string>;
  /** `sys.platform`. */
  readonly platform: string;
  /** Path of the command that runs the VM, for `sys.executable`; "" when there is none. */
  readonly executable: string;
  readonly processId: number;
  readonly identity: ProcessIdentity;
  /** End the process at once (`os._exit`); null where there is no process to end. */
  readonly exit: ((status: number) => never) | null;
  /** What is in the terminal window: columns and lines; null without a terminal. */
  terminalSize(fd: number): { readonly columns: number; readonly lines: number } | null;
  /** Collect garbage at once: afterwards no WeakRef answers what is unreachable. null: the engine does not let us. */
  readonly collectGarbage: (() => void) | null;
  /** True once after an interrupt (Ctrl-C) arrived. Polled by the budget tick. */
  interrupted(): boolean;
}
