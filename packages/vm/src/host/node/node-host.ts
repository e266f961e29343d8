/**
 * The host on Node.js: what a command line expects, all of it granted.
 */
import type { Clock, Host } from "../host.ts";
import { zoneOf } from "../zone.ts";
import { isTerminal, nodeFiles } from "./node-files.ts";

/** A host with all that this process may do. `executable` is what `sys.executable` shall say. */
export function createNodeHost(options: { executable?: string } = {}): Host {
  let interrupted = false;
  process.on("SIGINT", () => {
    interrupted = true;
  });
  return {
    files: nodeFiles,
    clock: nodeClock,
    entropy: (size) => new Uint8Array(process.getBuiltinModule("node:crypto").randomBytes(size)),
    environment: new Map(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    platform: process.platform === "win32" ? "win32" : process.platform,
    executable: options.executable ?? "",
    processId: process.pid,
    exit: (status) => process.exit(status),
    terminalSize,
    interrupted: () => {
      const was = interrupted;
      interrupted = false;
      return was;
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
  zone: zoneOf,
};
