/**
 * Reading a whole file: one open, one stat, mostly one read.
 */
import { type Files, HostError } from "./host.ts";
import { OpenFlag } from "./open-flags.ts";

/** A file's content; null when it cannot be read. */
export function readIfPresent(files: Files, path: string): Uint8Array | null {
  try {
    const fd = files.open(path, OpenFlag.O_RDONLY | OpenFlag.O_CLOEXEC, 0);
    try {
      return readAll(files, fd, Number(files.statusOf(fd).size));
    } finally {
      files.close(fd);
    }
  } catch (error) {
    if (error instanceof HostError) return null;
    throw error;
  }
}

function readAll(files: Files, fd: number, size: number): Uint8Array {
  let content = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const count = files.read(fd, content.subarray(length));
    if (count === 0) return content.subarray(0, length);
    length += count;
    if (length === content.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(content);
      content = larger;
    }
  }
}
