/**
 * Files on Node.js.
 *
 * Node has no lseek(2): the position of a regular file that we opened is kept here and given to each read and write.
 * An inherited descriptor is read and written at the system's own position, which other processes may share and move,
 * until a program seeks in it. Pipes, terminals and sockets have none.
 */
import * as fs from "node:fs";
import { ERRNO, errnoByName } from "../errno.ts";
import { type DirectoryEntry, type FileStatus, type Files, HostError, HostWait } from "../host.ts";
import { OpenFlag } from "../open-flags.ts";
import { duplicate, duplicateTo, releaseName, systemDescriptor } from "./descriptor-names.ts";
import { ReadEnd, WriteEnd, createPipe } from "./node-pipes.ts";

/** `position` null: where the system says. */
type OpenFile = {
  position: number | null;
  readonly seekable: boolean;
  readonly append: boolean;
  /** Of a pipe that we made. */
  readonly end?: ReadEnd | WriteEnd;
  blocking?: boolean;
};

const open = new Map<number, OpenFile>();

/** Run a call of node:fs; its failure becomes a HostError. */
function call<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw new HostError(errnoByName((error as NodeJS.ErrnoException).code));
  }
}

function fileOf(fd: number): OpenFile {
  let file = open.get(fd);
  if (file === undefined) {
    const status = call(() => fs.fstatSync(fd));
    file = { position: null, seekable: status.isFile(), append: false };
    open.set(fd, file);
  }
  return file;
}

/** Flags mean what Linux says; other systems number them differently. */
function nativeFlags(flags: number): number {
  if (process.platform === "linux") return flags;
  let native = flags & OpenFlag.O_ACCMODE;
  const pairs: [number, number][] = [
    [OpenFlag.O_CREAT, fs.constants.O_CREAT],
    [OpenFlag.O_EXCL, fs.constants.O_EXCL],
    [OpenFlag.O_TRUNC, fs.constants.O_TRUNC],
    [OpenFlag.O_APPEND, fs.constants.O_APPEND],
    [OpenFlag.O_NONBLOCK, fs.constants.O_NONBLOCK ?? 0],
    [OpenFlag.O_DIRECTORY, fs.constants.O_DIRECTORY ?? 0],
  ];
  for (const [linux, here] of pairs) if ((flags & linux) !== 0) native |= here;
  return native;
}

/** A path as Node takes it: bytes when some are not UTF-8. */
export function pathOf(path: string): string | Buffer {
  if (path.includes("\0")) throw new HostError(ERRNO.ENOENT);
  return /[\udc80-\udcff]/.test(path) ? Buffer.from(bytesOfPath(path)) : path;
}

function bytesOfPath(path: string): number[] {
  const bytes: number[] = [];
  for (const character of path) {
    const point = character.codePointAt(0)!;
    if (point >= 0xdc80 && point <= 0xdcff) bytes.push(point - 0xdc00);
    else bytes.push(...Buffer.from(character));
  }
  return bytes;
}

/** A name as the system gave it, bytes that are not UTF-8 escaped. */
function textOf(name: Buffer): string {
  const text = name.toString("utf8");
  if (!text.includes("\ufffd") || Buffer.from(text).equals(name)) return text;
  let escaped = "";
  for (const byte of name)
    escaped += byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(0xdc00 + byte);
  return escaped;
}

function statusFrom(status: fs.BigIntStats): FileStatus {
  return {
    mode: Number(status.mode),
    ino: status.ino,
    dev: status.dev,
    nlink: status.nlink,
    uid: Number(status.uid),
    gid: Number(status.gid),
    size: status.size,
    atimeNs: status.atimeNs,
    mtimeNs: status.mtimeNs,
    ctimeNs: status.ctimeNs,
    blksize: Number(status.blksize),
    blocks: status.blocks,
  };
}

function kindOf(entry: fs.Dirent<Buffer>): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "symlink" : "other";
}

/** The system's position of a descriptor; only Linux tells. */
function systemPosition(fd: number): number {
  try {
    const position = /^pos:\s*(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"));
    if (position !== null) return Number(position[1]);
  } catch {
    // No such file system here.
  }
  throw new HostError(ERRNO.ESPIPE);
}

/** Device number of /dev/null on Linux, where streams are sent that nobody wants. */
const LINUX_NULL_DEVICE = 0x103;

/** Most descriptors of most programs are none, and `node:tty` brings Node's streams along: it is asked last. */
export function isTerminal(fd: number): boolean {
  try {
    const status = fs.fstatSync(fd);
    if (!status.isCharacterDevice() || status.rdev === LINUX_NULL_DEVICE) return false;
    return process.getBuiltinModule("node:tty").isatty(fd);
  } catch {
    return false;
  }
}

const EAGAIN_PAUSE_MS = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** A terminal or pipe in non-blocking mode says EAGAIN where a blocking one would wait. */
function waiting<T>(body: () => T): T {
  for (;;) {
    try {
      return body();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, EAGAIN_PAUSE_MS);
    }
  }
}

export const nodeFiles: Files = {
  open(path, flags, mode) {
    const fd = call(() => fs.openSync(pathOf(path), nativeFlags(flags), mode));
    const seekable = call(() => fs.fstatSync(fd)).isFile();
    open.set(fd, { position: seekable ? 0 : null, seekable, append: (flags & OpenFlag.O_APPEND) !== 0 });
    return fd;
  },
  close: closeDescriptor,
  read(number, buffer) {
    const fd = systemDescriptor(number);
    const file = fileOf(fd);
    const { end } = file;
    if (end instanceof ReadEnd) return end.read(buffer) ?? wait(file, () => end.isReady());
    if (end !== undefined) throw new HostError(ERRNO.EBADF);
    const count = call(() => {
      try {
        return waiting(() => fs.readSync(fd, buffer, 0, buffer.length, file.position));
      } catch (error) {
        // Windows says EOF where POSIX reads nothing.
        if ((error as NodeJS.ErrnoException).code === "EOF") return 0;
        throw error;
      }
    });
    if (file.position !== null) file.position += count;
    return count;
  },
  write(number, bytes) {
    const fd = systemDescriptor(number);
    const file = fileOf(fd);
    const { end } = file;
    if (end instanceof WriteEnd) return end.write(bytes) ?? wait(file, () => end.isReady());
    if (end !== undefined) throw new HostError(ERRNO.EBADF);
    const at = file.append ? null : file.position;
    const count = call(() => waiting(() => fs.writeSync(fd, bytes, 0, bytes.length, at)));
    if (file.position !== null) {
      file.position = file.append ? call(() => fs.fstatSync(fd)).size : file.position + count;
    }
    return count;
  },
  seek(number, offset, whence) {
    const fd = systemDescriptor(number);
    const file = fileOf(fd);
    if (!file.seekable) throw new HostError(ERRNO.ESPIPE);
    const base =
      whence === 0
        ? 0
        : whence === 1
          ? (file.position ?? systemPosition(fd))
          : call(() => fs.fstatSync(fd)).size;
    if (base + offset < 0) throw new HostError(ERRNO.EINVAL);
    // Asking where we are must not part us from those who share the position.
    if (whence !== 1 || offset !== 0) file.position = base + offset;
    return base + offset;
  },
  truncate: (fd, size) => call(() => fs.ftruncateSync(systemDescriptor(fd), size)),
  sync: (fd) => call(() => fs.fsyncSync(systemDescriptor(fd))),
  isTerminal: (fd) => isTerminal(systemDescriptor(fd)),
  duplicate(fd) {
    fileOf(systemDescriptor(fd));
    return duplicate(fd);
  },
  duplicateTo(fd, number) {
    fileOf(systemDescriptor(fd));
    duplicateTo(fd, number, closeDescriptor);
  },
  isReady: (fd) => fileOf(systemDescriptor(fd)).end?.isReady() ?? true,
  isBlocking: (fd) => fileOf(systemDescriptor(fd)).blocking !== false,
  setBlocking(fd, blocking) {
    fileOf(systemDescriptor(fd)).blocking = blocking;
  },
  status(path, followLinks) {
    const name = pathOf(path);
    return statusFrom(
      call(() => (followLinks ? fs.statSync(name, { bigint: true }) : fs.lstatSync(name, { bigint: true }))),
    );
  },
  statusOf: (fd) => statusFrom(call(() => fs.fstatSync(systemDescriptor(fd), { bigint: true }))),
  list(path) {
    const entries = call(() => fs.readdirSync(pathOf(path), { withFileTypes: true, encoding: "buffer" }));
    return entries.map((entry) => ({ name: textOf(entry.name), kind: kindOf(entry) }));
  },
  makeDirectory: (path, mode) => void call(() => fs.mkdirSync(pathOf(path), { mode })),
  removeDirectory: (path) => call(() => fs.rmdirSync(pathOf(path))),
  remove: (path) => call(() => fs.unlinkSync(pathOf(path))),
  rename: (from, to) => call(() => fs.renameSync(pathOf(from), pathOf(to))),
  readLink: (path) => textOf(call(() => fs.readlinkSync(pathOf(path), { encoding: "buffer" }))),
  symbolicLink: (target, path) => call(() => fs.symlinkSync(pathOf(target), pathOf(path))),
  hardLink: (from, to) => call(() => fs.linkSync(pathOf(from), pathOf(to))),
  changeMode: (path, mode) => call(() => fs.chmodSync(pathOf(path), mode)),
  setTimes(path, atimeNs, mtimeNs) {
    call(() => fs.utimesSync(pathOf(path), Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9));
  },
  access(path, mode) {
    try {
      fs.accessSync(pathOf(path), mode);
      return true;
    } catch {
      return false;
    }
  },
  currentDirectory: () => call(() => process.cwd()),
  changeDirectory: (path) => call(() => process.chdir(path)),
  pipe() {
    const { reader, readEnd, writer, writeEnd } = call(createPipe);
    open.set(reader, { position: null, seekable: false, append: false, end: readEnd });
    open.set(writer, { position: null, seekable: false, append: false, end: writeEnd });
    return [reader, writer];
  },
};

function closeDescriptor(number: number): void {
  const fd = releaseName(number);
  if (fd === null) return;
  const end = open.get(fd)?.end;
  open.delete(fd);
  call(() => fs.closeSync(fd));
  end?.close(() => Atomics.wait(pause, 0, 0, EAGAIN_PAUSE_MS));
}

/** A pipe that is not ready. */
function wait(file: OpenFile, isReady: () => boolean): never {
  if (file.blocking === false) throw new HostError(ERRNO.EAGAIN);
  throw new HostWait(isReady);
}
