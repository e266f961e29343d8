/**
 * Pipes on Node.js, which has no pipe(2) and no poll(2).
 *
 * A pipe is a FIFO, made by mkfifo(1), opened at both ends and removed. Each end is opened twice: the descriptor that the
 * program sees blocks, as a child process expects that inherits it; a hidden one does not, and is what we read and write
 * by. Whether an end is ready cannot be asked, only tried: what is read in trying is kept for the next read, and what
 * cannot be written yet is kept and counts as written, one write at a time.
 */
import * as fs from "node:fs";
import { ERRNO } from "../errno.ts";
import { HostError } from "../host.ts";

/** What a pipe holds on Linux. */
const PIPE_SIZE = 65536;

export type PipeEnd = ReadEnd | WriteEnd;

export class ReadEnd {
  readonly hidden: number;
  #kept: Uint8Array = new Uint8Array();
  #atEnd = false;

  constructor(hidden: number) {
    this.hidden = hidden;
  }

  /** Whether a read answers at once. */
  isReady(): boolean {
    if (this.#kept.length > 0 || this.#atEnd) return true;
    const chunk = new Uint8Array(PIPE_SIZE);
    const count = attempt(() => fs.readSync(this.hidden, chunk, 0, chunk.length, null));
    if (count === null) return false;
    this.#kept = chunk.subarray(0, count);
    this.#atEnd = count === 0;
    return true;
  }

  /** Bytes read, 0 at the end; null: nothing is there yet. */
  read(buffer: Uint8Array): number | null {
    if (!this.isReady()) return null;
    const count = Math.min(buffer.length, this.#kept.length);
    buffer.set(this.#kept.subarray(0, count));
    this.#kept = this.#kept.subarray(count);
    return count;
  }

  close(): void {
    fs.closeSync(this.hidden);
  }
}

/** Write ends that keep something. */
const full = new Set<WriteEnd>();

export class WriteEnd {
  readonly hidden: number;
  #kept: Uint8Array = new Uint8Array();

  constructor(hidden: number) {
    this.hidden = hidden;
  }

  /** Whether a write is taken at once. */
  isReady(): boolean {
    while (this.#kept.length > 0) {
      const count = this.#attempt(this.#kept);
      if (count === null) return false;
      this.#kept = this.#kept.subarray(count);
    }
    full.delete(this);
    return true;
  }

  /** Bytes taken; null: none can be yet. */
  write(bytes: Uint8Array): number | null {
    if (!this.isReady()) return null;
    const count = this.#attempt(bytes);
    if (count !== null) return count;
    this.#kept = bytes.slice(0, PIPE_SIZE);
    full.add(this);
    return this.#kept.length;
  }

  /** What is kept is written first, unless nobody reads any more. */
  close(pause: () => void): void {
    try {
      while (!this.isReady()) pause();
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    } finally {
      full.delete(this);
      fs.closeSync(this.hidden);
    }
  }

  #attempt(bytes: Uint8Array): number | null {
    try {
      return attempt(() => fs.writeSync(this.hidden, bytes, 0, bytes.length, null));
    } catch (error) {
      this.#kept = new Uint8Array();
      throw error;
    }
  }
}

/** Write what was kept, as far as possible: while waiting for those who read it. */
export function pushKept(): void {
  for (const end of full) {
    try {
      end.isReady();
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    }
  }
}

/** What a non-blocking call answers; null where it would block. */
function attempt(body: () => number): number | null {
  try {
    return body();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EAGAIN") return null;
    throw new HostError(code === "EPIPE" ? ERRNO.EPIPE : ERRNO.EIO);
  }
}

export type Pipe = {
  readonly reader: number;
  readonly readEnd: ReadEnd;
  readonly writer: number;
  readonly writeEnd: WriteEnd;
};

/** Pipes that were made and are not used yet. Starting mkfifo takes longer than what it does, so it makes several. */
const spare: Pipe[] = [];
const BATCH = 4;

export function createPipe(): Pipe {
  if (spare.length === 0) makePipes();
  return spare.pop()!;
}

/** The FIFOs are gone before this returns: nothing is left behind, however the process ends. */
function makePipes(): void {
  const { tmpdir } = process.getBuiltinModule("node:os");
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const directory = fs.mkdtempSync(`${tmpdir()}/pyvm-pipes-`);
  try {
    const paths = Array.from({ length: BATCH }, (_, i) => `${directory}/${i}`);
    const { status } = spawnSync("mkfifo", ["-m", "600", ...paths], { stdio: "ignore" });
    if (status !== 0) throw new HostError(ERRNO.ENOSYS);
    for (const path of paths) spare.push(openPipe(path));
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function openPipe(path: string): Pipe {
  const { O_RDONLY, O_WRONLY, O_NONBLOCK } = fs.constants;
  const readEnd = new ReadEnd(fs.openSync(path, O_RDONLY | O_NONBLOCK));
  const writer = fs.openSync(path, O_WRONLY);
  const reader = fs.openSync(path, O_RDONLY);
  const writeEnd = new WriteEnd(fs.openSync(path, O_WRONLY | O_NONBLOCK));
  return { reader, readEnd, writer, writeEnd };
}
