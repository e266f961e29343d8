/**
 * A host without a machine: files in memory, output to callbacks, nothing else granted.
 *
 * For pages, workers and embedding programs. Descriptors 0, 1 and 2 are the streams; paths are absolute or
 * relative to a current directory of its own.
 */
import { ERRNO } from "./errno.ts";
import {
  type Clock,
  type DirectoryEntry,
  type FileStatus,
  type Files,
  type Host,
  HostError,
} from "./host.ts";
import { FileMode, OpenFlag } from "./open-flags.ts";
import { wallSeconds, zoneOf } from "./zone.ts";

export type MemoryHostOptions = {
  /** Files to start with, by absolute path. */
  files?: Iterable<readonly [path: string, content: Uint8Array]>;
  /** Receives what is written to descriptors 1 and 2. */
  write?: (fd: 1 | 2, bytes: Uint8Array) => void;
  /** Fills the buffer from standard input and answers the count; 0 is the end. */
  read?: (buffer: Uint8Array) => number;
  environment?: Record<string, string>;
  /** Polled for interrupts. */
  interrupted?: () => boolean;
};

type MemoryFile = {
  kind: "file";
  bytes: Uint8Array;
  size: number;
  mode: number;
  mtimeNs: bigint;
  ino: bigint;
};
type Directory = {
  kind: "directory";
  entries: Map<string, Node>;
  mode: number;
  mtimeNs: bigint;
  ino: bigint;
};
type Node = MemoryFile | Directory;
type OpenFile = { file: MemoryFile; position: number; append: boolean; readable: boolean; writable: boolean };

/** A host with files in memory. */
export function createMemoryHost(options: MemoryHostOptions = {}): Host {
  const clock = memoryClock();
  return {
    files: createMemoryFiles(options, clock),
    clock,
    processes: null,
    entropy: (size) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65536)
        globalThis.crypto.getRandomValues(bytes.subarray(at, at + 65536));
      return bytes;
    },
    environment: new Map(Object.entries(options.environment ?? {})),
    platform: "linux",
    executable: "",
    processId: 1,
    identity: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, parentId: 0 },
    exit: null,
    terminalSize: () => null,
    collectGarbage: null,
    interrupted: options.interrupted ?? (() => false),
  };
}

function memoryClock(): Clock {
  const monotonic = () => BigInt(Math.round(performance.now() * 1e6));
  return {
    now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n,
    monotonic,
    processTime: monotonic,
    sleep: sleepHere,
    seconds: wallSeconds,
    zone: zoneOf,
  };
}

/** Waits where the engine lets a thread wait (workers), spins where it does not (a page's main thread). */
function sleepHere(seconds: number): boolean {
  if (typeof SharedArrayBuffer === "function") {
    try {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
      return true;
    } catch {
      // Not allowed on this thread.
    }
  }
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end);
  return true;
}

function createMemoryFiles(options: MemoryHostOptions, clock: Clock): Files {
  let nextIno = 2n;
  let cwd = "/";
  const root = directory();
  const open = new Map<number, OpenFile>();

  function directory(): Directory {
    return { kind: "directory", entries: new Map(), mode: 0o755, mtimeNs: clock.now(), ino: nextIno++ };
  }

  function file(bytes: Uint8Array, mode: number): MemoryFile {
    return { kind: "file", bytes, size: bytes.length, mode, mtimeNs: clock.now(), ino: nextIno++ };
  }

  function partsOf(path: string): string[] {
    const parts: string[] = [];
    for (const part of (path.startsWith("/") ? path : `${cwd}/${path}`).split("/")) {
      if (part === "" || part === ".") continue;
      if (part === "..") parts.pop();
      else parts.push(part);
    }
    return parts;
  }

  function walk(parts: readonly string[]): Node {
    let node: Node = root;
    for (const part of parts) {
      if (node.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
      const next: Node | undefined = node.entries.get(part);
      if (next === undefined) throw new HostError(ERRNO.ENOENT);
      node = next;
    }
    return node;
  }

  function find(path: string): Node {
    const node = walk(partsOf(path));
    if (path.endsWith("/") && node.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
    return node;
  }

  /** The directory that holds the last part of a path, and that part. */
  function parentOf(path: string): [Directory, string] {
    const parts = partsOf(path);
    const name = parts.pop();
    const parent = walk(parts);
    if (name === undefined) throw new HostError(ERRNO.EBUSY);
    if (parent.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
    return [parent, name];
  }

  function addFile(path: string, content: Uint8Array): void {
    let node = root;
    const parts = partsOf(path);
    const name = parts.pop()!;
    for (const part of parts) {
      let next = node.entries.get(part);
      if (next === undefined) node.entries.set(part, (next = directory()));
      if (next.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
      node = next;
    }
    node.entries.set(name, file(content, 0o644));
  }

  function statusFrom(node: Node): FileStatus {
    const isFile = node.kind === "file";
    return {
      mode: node.mode | (isFile ? FileMode.S_IFREG : FileMode.S_IFDIR),
      ino: node.ino,
      dev: 1n,
      nlink: 1n,
      uid: 0,
      gid: 0,
      size: BigInt(isFile ? node.size : 0),
      atimeNs: node.mtimeNs,
      mtimeNs: node.mtimeNs,
      ctimeNs: node.mtimeNs,
      blksize: 4096,
      blocks: BigInt(isFile ? Math.ceil(node.size / 512) : 0),
    };
  }

  function opened(fd: number): OpenFile {
    const file = open.get(fd);
    if (file === undefined) throw new HostError(ERRNO.EBADF);
    return file;
  }

  function resize(target: MemoryFile, size: number): void {
    if (size > target.bytes.length) {
      const bytes = new Uint8Array(Math.max(size, target.bytes.length * 2, 64));
      bytes.set(target.bytes.subarray(0, target.size));
      target.bytes = bytes;
    } else {
      target.bytes.fill(0, size, Math.max(size, target.size));
    }
    target.size = size;
    target.mtimeNs = clock.now();
  }

  function lowestFree(): number {
    let fd = 3;
    while (open.has(fd)) fd++;
    return fd;
  }

  const isStream = (fd: number) => fd >= 0 && fd <= 2 && !open.has(fd);
  const streamStatus: FileStatus = { ...statusFrom(root), mode: FileMode.S_IFCHR | 0o620 };

  for (const [path, content] of options.files ?? []) addFile(path, content);

  return {
    open(path, flags, mode) {
      const [parent, name] = partsOf(path).length === 0 ? [root, "."] : parentOf(path);
      let node: Node | undefined = name === "." ? root : parent.entries.get(name);
      if (node === undefined) {
        if ((flags & OpenFlag.O_CREAT) === 0) throw new HostError(ERRNO.ENOENT);
        parent.entries.set(name, (node = file(new Uint8Array(0), mode & 0o777)));
      } else if ((flags & OpenFlag.O_EXCL) !== 0 && (flags & OpenFlag.O_CREAT) !== 0) {
        throw new HostError(ERRNO.EEXIST);
      }
      if (node.kind === "directory") throw new HostError(ERRNO.EISDIR);
      if ((flags & OpenFlag.O_TRUNC) !== 0) resize(node, 0);
      const access = flags & OpenFlag.O_ACCMODE;
      const fd = lowestFree();
      open.set(fd, {
        file: node,
        position: 0,
        append: (flags & OpenFlag.O_APPEND) !== 0,
        readable: access !== OpenFlag.O_WRONLY,
        writable: access !== OpenFlag.O_RDONLY,
      });
      return fd;
    },
    close(fd) {
      if (!open.delete(fd) && !isStream(fd)) throw new HostError(ERRNO.EBADF);
    },
    read(fd, buffer) {
      if (isStream(fd)) return options.read?.(buffer) ?? 0;
      const handle = opened(fd);
      if (!handle.readable) throw new HostError(ERRNO.EBADF);
      const end = Math.min(handle.file.size, handle.position + buffer.length);
      const chunk = handle.file.bytes.subarray(handle.position, Math.max(end, handle.position));
      buffer.set(chunk);
      handle.position += chunk.length;
      return chunk.length;
    },
    write(fd, bytes) {
      if (isStream(fd)) {
        if (fd === 0) throw new HostError(ERRNO.EBADF);
        options.write?.(fd as 1 | 2, bytes.slice());
        return bytes.length;
      }
      const handle = opened(fd);
      if (!handle.writable) throw new HostError(ERRNO.EBADF);
      if (handle.append) handle.position = handle.file.size;
      const end = handle.position + bytes.length;
      if (end > handle.file.size) resize(handle.file, end);
      handle.file.bytes.set(bytes, handle.position);
      handle.file.mtimeNs = clock.now();
      handle.position = end;
      return bytes.length;
    },
    seek(fd, offset, whence) {
      if (isStream(fd)) throw new HostError(ERRNO.ESPIPE);
      const handle = opened(fd);
      const base = whence === 0 ? 0 : whence === 1 ? handle.position : handle.file.size;
      if (base + offset < 0) throw new HostError(ERRNO.EINVAL);
      handle.position = base + offset;
      return handle.position;
    },
    truncate: (fd, size) => resize(opened(fd).file, size),
    sync: () => undefined,
    isTerminal: () => false,
    duplicate(fd) {
      const copy = lowestFree();
      open.set(copy, opened(fd));
      return copy;
    },
    status: (path) => statusFrom(find(path)),
    statusOf: (fd) => (isStream(fd) ? streamStatus : statusFrom(opened(fd).file)),
    list(path) {
      const node = find(path);
      if (node.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
      return [...node.entries].map(([name, entry]): DirectoryEntry => ({ name, kind: entry.kind }));
    },
    makeDirectory(path) {
      const [parent, name] = parentOf(path);
      if (parent.entries.has(name)) throw new HostError(ERRNO.EEXIST);
      parent.entries.set(name, directory());
    },
    removeDirectory(path) {
      const [parent, name] = parentOf(path);
      const node = find(path);
      if (node.kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
      if (node.entries.size > 0) throw new HostError(ERRNO.ENOTEMPTY);
      parent.entries.delete(name);
    },
    remove(path) {
      const [parent, name] = parentOf(path);
      if (find(path).kind === "directory") throw new HostError(ERRNO.EISDIR);
      parent.entries.delete(name);
    },
    rename(from, to) {
      const node = find(from);
      const [oldParent, oldName] = parentOf(from);
      const [newParent, newName] = parentOf(to);
      const target = newParent.entries.get(newName);
      if (target?.kind === "directory" && node.kind === "file") throw new HostError(ERRNO.EISDIR);
      if (target?.kind === "directory" && target.entries.size > 0) throw new HostError(ERRNO.ENOTEMPTY);
      oldParent.entries.delete(oldName);
      newParent.entries.set(newName, node);
    },
    readLink(path) {
      find(path);
      throw new HostError(ERRNO.EINVAL);
    },
    symbolicLink() {
      throw new HostError(ERRNO.EPERM);
    },
    hardLink() {
      throw new HostError(ERRNO.EPERM);
    },
    changeMode(path, mode) {
      find(path).mode = mode & 0o7777;
    },
    setTimes(path, _atimeNs, mtimeNs) {
      find(path).mtimeNs = mtimeNs;
    },
    access(path) {
      try {
        find(path);
        return true;
      } catch {
        return false;
      }
    },
    currentDirectory: () => cwd,
    changeDirectory(path) {
      if (find(path).kind !== "directory") throw new HostError(ERRNO.ENOTDIR);
      cwd = "/" + partsOf(path).join("/");
    },
    duplicateTo(fd, number) {
      if (fd !== number) open.set(number, opened(fd));
    },
    isReady: () => true,
    isBlocking: () => true,
    setBlocking() {
      throw new HostError(ERRNO.ENOSYS);
    },
    pipe() {
      throw new HostError(ERRNO.ENOSYS);
    },
  };
}
