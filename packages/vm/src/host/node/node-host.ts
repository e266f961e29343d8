/**
 * The host on Node.js: what a command line expects, all of it granted.
 */
import * as fs from "node:fs";
import type { Clock, Files, Host, Processes } from "../host.ts";
import { wallSeconds, zoneOf } from "../zone.ts";
import { collectGarbage } from "./collect-garbage.ts";
import { systemDescriptor } from "./descriptor-names.ts";
import { isTerminal, nodeFiles, pathOf } from "./node-files.ts";
import { pushKept } from "./node-pipes.ts";

/**
 * What needs another thread: one that runs Python hears no signals, and if it is a worker Node does not let it change
 * the directory.
 */
export interface ThreadServices {
  /** True once after an interrupt. */
  interrupted(): boolean;
  /** Wait; answers false when it was interrupted. */
  sleep(seconds: number): boolean;
  readonly processes: Processes;
  changeDirectory(path: string | Uint8Array): void;
  /** Read standard input; fails with EINTR when interrupted. */
  readInput(buffer: Uint8Array): number;
}

export type NodeHostOptions = {
  /** What `sys.executable` shall say. */
  readonly executable?: string;
  /** Without them an interrupt ends the process. */
  readonly services?: ThreadServices;
  /** Whether standard input is read through `services`. */
  readonly inputMayWait?: boolean;
};

/** A host with all that this process may do. */
export function createNodeHost(options: NodeHostOptions = {}): Host {
  const { services } = options;
  return {
    files: services === undefined ? nodeFiles : filesWith(services, options.inputMayWait === true),
    clock: services === undefined ? nodeClock : { ...nodeClock, sleep: services.sleep },
    entropy,
    processes: services === undefined ? null : processesWith(services),
    environment: new Map(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    platform: process.platform === "win32" ? "win32" : process.platform,
    executable: options.executable ?? "",
    processId: process.pid,
    identity: {
      uid: process.getuid?.() ?? 0,
      euid: process.geteuid?.() ?? 0,
      gid: process.getgid?.() ?? 0,
      egid: process.getegid?.() ?? 0,
      parentId: process.ppid,
    },
    exit: (status) => process.exit(status),
    terminalSize,
    collectGarbage,
    interrupted: services?.interrupted ?? (() => false),
  };
}

/** From the system's device where there is one: `node:crypto` takes 8 ms to load, and each start needs a hash seed. */
function entropy(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  try {
    const fd = fs.openSync("/dev/urandom", "r");
    try {
      while (length < size) {
        const count = fs.readSync(fd, bytes, length, size - length, null);
        if (count === 0) break;
        length += count;
      }
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    // No such device here.
  }
  return length === size ? bytes : new Uint8Array(process.getBuiltinModule("node:crypto").randomBytes(size));
}

function filesWith({ changeDirectory, readInput }: ThreadServices, inputMayWait: boolean): Files {
  return {
    ...nodeFiles,
    changeDirectory: (directory) => changeDirectory(pathOf(directory)),
    read: (fd, buffer) => (fd === 0 && inputMayWait ? readInput(buffer) : nodeFiles.read(fd, buffer)),
  };
}

/** Who waits for a process that reads from a pipe of ours must not keep from it what was written. */
function processesWith({ processes }: ThreadServices): Processes {
  return {
    ...processes,
    start: (options) =>
      processes.start({
        ...options,
        descriptors: options.descriptors.map((fd) => (fd === null ? null : systemDescriptor(fd))),
      }),
    poll(id) {
      pushKept();
      return processes.poll(id);
    },
  };
}

function terminalSize(fd: number): { columns: number; lines: number } | null {
  if (!isTerminal(fd)) return null;
  const stream = fd === 2 ? process.stderr : process.stdout;
  return stream.columns === undefined ? null : { columns: stream.columns, lines: stream.rows };
}

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

const nodeClock: Clock = {
  now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n,
  monotonic: () => process.hrtime.bigint(),
  processTime: () => {
    const { user, system } = process.cpuUsage();
    return BigInt(user + system) * 1000n;
  },
  sleep: (seconds) => {
    Atomics.wait(sleepCell, 0, 0, seconds * 1000);
    return true;
  },
  seconds: wallSeconds,
  zone: zoneOf,
};
