/**
 * `FileIO`: an unbuffered file over a descriptor of the host (CPython Modules/_io/fileio.c).
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import { HostError } from "../../host/host.ts";
import { FileMode, OpenFlag } from "../../host/open-flags.ts";
import { osError } from "../../exceptions/os-error.ts";
import { markLibraryBytes } from "../../importer/library-code.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { getAttributeOrAbsent, setAttribute } from "../../protocols/attribute.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import { system, toPath } from "../posix/paths.ts";
import { PyRawIOBase, joinBytes, rawIOBaseType, sizeArgument, unsupported, writableBytes } from "./base.ts";

export class PyFileIO extends PyRawIOBase {
  /** −1: closed. */
  fd = -1;
  readable = false;
  writable = false;
  created = false;
  appending = false;
  /** Whether the descriptor is ours to close. */
  closeFd = true;
  seekable: boolean | null = null;
  blockSize = 0;
  /** A compiled file of the library, opened to be run. */
  isLibraryCode = false;
}

const files = () => rt.host.files;

type Mode = {
  readonly flags: number;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly created: boolean;
  readonly appending: boolean;
};

/** `rb+` and the like: one of r, w, x, a, and perhaps +. */
function parseMode(text: string): Mode {
  let kind = "";
  let plus = false;
  for (const character of text) {
    if ("rwxa".includes(character)) {
      if (kind !== "") throw badMode();
      kind = character;
    } else if (character === "+") {
      if (plus) throw badMode();
      plus = true;
    } else if (character !== "b") {
      throw valueError(`invalid mode: ${text}`);
    }
  }
  if (kind === "") throw badMode();
  const readable = kind === "r" || plus;
  const writable = kind !== "r" || plus;
  const access = readable && writable ? OpenFlag.O_RDWR : readable ? OpenFlag.O_RDONLY : OpenFlag.O_WRONLY;
  const extra = {
    r: 0,
    w: OpenFlag.O_CREAT | OpenFlag.O_TRUNC,
    x: OpenFlag.O_EXCL | OpenFlag.O_CREAT,
    a: OpenFlag.O_APPEND | OpenFlag.O_CREAT,
  }[kind]!;
  return { flags: access | extra, readable, writable, created: kind === "x", appending: kind === "a" };
}

function badMode() {
  return valueError("Must have exactly one of create/read/write/append mode and at most one plus");
}

const bindInit = argumentBinder("FileIO", "(file, mode='r', closefd=True, opener=None)");

function initialize(self: PyFileIO, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindInit(args, kwnames);
  if (bound === undefined) return undefined;
  const [file, mode, closeFd, opener] = bound as PyObject[] as [PyObject, PyObject, PyObject, PyObject];
  if (self.fd >= 0 && self.closeFd) closeDescriptor(self);
  if (!isInstance(mode, strType))
    throw typeError(`FileIO() argument 'mode' must be str, not ${typeName(mode)}`);
  const parsed = parseMode(utf16Of(exactStr(mode) as string | PyStr));
  const ours = must(isTrue(closeFd));
  const descriptor = descriptorArgument(file);
  if (descriptor === null && !ours) throw valueError("Cannot use closefd=False with file name");
  self.readable = parsed.readable;
  self.writable = parsed.writable;
  self.created = parsed.created;
  self.appending = parsed.appending;
  self.closeFd = ours;
  self.fd = descriptor ?? openPath(file, parsed.flags, opener);
  inspect(self, file, descriptor !== null);
  must(setAttribute(self, attributeName("name"), file));
  if (parsed.appending) seekEnd(self);
  return None;
}

function descriptorArgument(file: PyObject): number | null {
  if (typeof file === "boolean" || !isIndex(file)) return null;
  const fd = must(toIndex(file, "OverflowError"));
  if (fd < 0) throw valueError("negative file descriptor");
  return fd;
}

function openPath(file: PyObject, flags: number, opener: PyObject): number {
  if (opener === None) {
    const path = toPath("open", file);
    return system(() => files().open(path.text, flags | OpenFlag.O_CLOEXEC, 0o666), path.argument);
  }
  const fd = must(call(opener, [file, flags | OpenFlag.O_CLOEXEC]));
  if (!isIndex(fd)) throw typeError("expected integer from opener");
  const number = must(toIndex(fd));
  if (number < 0) throw valueError(`opener returned ${number}`);
  return number;
}

/** Directories cannot be files; the block size decides how much is buffered. */
function inspect(self: PyFileIO, file: PyObject, given: boolean): void {
  try {
    const status = files().statusOf(self.fd);
    self.blockSize = status.blksize;
    if ((status.mode & FileMode.S_IFMT) === FileMode.S_IFDIR) throw new HostError(ERRNO.EISDIR);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (given) self.fd = -1;
    else closeDescriptor(self);
    throw osError(error.errno, errnoMessage(error.errno), file);
  }
}

function seekEnd(self: PyFileIO): void {
  try {
    files().seek(self.fd, 0, 2);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}

function open(self: PyFileIO): number {
  if (self.fd < 0) throw valueError("I/O operation on closed file");
  return self.fd;
}

function closeDescriptor(self: PyFileIO): void {
  const { fd } = self;
  self.fd = -1;
  if (fd >= 0 && self.closeFd) system(() => files().close(fd));
}

function close(self: PyFileIO): Result {
  closeDescriptor(self);
  self.closedFlag = true;
  return None;
}

function requireReadable(self: PyFileIO): number {
  const fd = open(self);
  if (!self.readable) throw unsupported("File not open for reading");
  return fd;
}

function requireWritable(self: PyFileIO): number {
  const fd = open(self);
  if (!self.writable) throw unsupported("File not open for writing");
  return fd;
}

/** The bytes of one read; fewer than asked at the end, or when no more is there yet. */
export function readBytes(self: PyFileIO, count: number): Uint8Array {
  const fd = requireReadable(self);
  const buffer = new Uint8Array(count);
  const filled = system(() => files().read(fd, buffer));
  return filled === count ? buffer : buffer.subarray(0, filled);
}

/** Everything up to the end. */
export function readAllBytes(self: PyFileIO): Uint8Array {
  const fd = requireReadable(self);
  const chunks: Uint8Array[] = [];
  let size = sizeLeft(fd) + 1;
  for (;;) {
    const buffer = new Uint8Array(size);
    const filled = system(() => files().read(fd, buffer));
    if (filled === 0) break;
    chunks.push(buffer.subarray(0, filled));
    size = Math.max(size, 65536);
  }
  const bytes = chunks.length === 1 ? chunks[0]! : joinBytes(chunks);
  if (self.isLibraryCode) markLibraryBytes(bytes);
  return bytes;
}

function sizeLeft(fd: number): number {
  try {
    const end = Number(files().statusOf(fd).size);
    return Math.max(0, end - files().seek(fd, 0, 1));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return 8191;
  }
}

/** Write once; answers how many bytes went out. */
export function writeBytes(self: PyFileIO, bytes: Uint8Array): number {
  const fd = requireWritable(self);
  return system(() => files().write(fd, bytes));
}

export function seekFile(self: PyFileIO, offset: number, whence: number): number {
  const fd = open(self);
  return system(() => files().seek(fd, offset, whence));
}

export function isSeekable(self: PyFileIO): boolean {
  const fd = open(self);
  if (self.seekable === null) {
    try {
      files().seek(fd, 0, 1);
      self.seekable = true;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      self.seekable = false;
    }
  }
  return self.seekable;
}

export function truncateFile(self: PyFileIO, size: PyObject): Result {
  const fd = requireWritable(self);
  const length = size === None ? seekFile(self, 0, 1) : must(toIndex(size, "OverflowError"));
  system(() => files().truncate(fd, length));
  return length;
}

function modeText(self: PyFileIO): string {
  if (self.created) return self.readable ? "xb+" : "xb";
  if (self.appending) return self.readable ? "ab+" : "ab";
  if (self.readable) return self.writable ? "rb+" : "rb";
  return "wb";
}

function reprFile(self: PyFileIO): Result {
  const type = `${self.cls.module}.${self.cls.name}`;
  if (self.fd < 0) return `<${type} [closed]>`;
  const name = must(getAttributeOrAbsent(self, attributeName("name")));
  const closes = self.closeFd ? "True" : "False";
  const shown =
    name === null ? `fd=${self.fd}` : `name=${utf16Of(exactStr(must(repr(name))) as string | PyStr)}`;
  return `<${type} ${shown} mode='${modeText(self)}' closefd=${closes}>`;
}

export const fileIOType = defineType("FileIO", {
  instance: PyFileIO,
  base: rawIOBaseType,
  module: "_io",
  signature: "(file, mode='r', closefd=True, opener=None)",
  doc: "Open a file, unbuffered.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: initialize,
    __repr__: reprFile,
  },
  methods: {
    close: method("($self, /)", "Close the file.", close),
    closed: getset("Whether the file is closed.", (self: PyFileIO) => self.fd < 0),
    fileno: method("($self, /)", "The file descriptor.", open),
    readable: method("($self, /)", "Whether it was opened for reading.", (self: PyFileIO) => {
      open(self);
      return self.readable;
    }),
    writable: method("($self, /)", "Whether it was opened for writing.", (self: PyFileIO) => {
      open(self);
      return self.writable;
    }),
    seekable: method("($self, /)", "Whether random access is possible.", isSeekable),
    isatty: method("($self, /)", "Whether it is a terminal.", (self: PyFileIO) =>
      files().isTerminal(open(self)),
    ),
    _isatty_open_only: method("($self, /)", null, (self: PyFileIO) => files().isTerminal(open(self))),
    read: method("($self, size=-1, /)", "Read bytes with one system call.", (self: PyFileIO, size) => {
      requireReadable(self);
      const count = sizeArgument(size);
      return makeBytes(count < 0 ? readAllBytes(self) : readBytes(self, count));
    }),
    readall: method("($self, /)", "Read everything up to the end.", (self: PyFileIO) =>
      makeBytes(readAllBytes(self)),
    ),
    readinto: method("($self, buffer, /)", "Read into a buffer.", (self: PyFileIO, buffer) => {
      const fd = requireReadable(self);
      const target = writableBytes(buffer);
      return system(() => files().read(fd, target));
    }),
    write: method(
      "($self, b, /)",
      "Write bytes with one system call; answers how many.",
      (self: PyFileIO, data) => {
        requireWritable(self);
        return writeBytes(self, toBytesLike(data));
      },
    ),
    seek: method("($self, pos, whence=0, /)", "Move to a position.", (self: PyFileIO, position, whence) =>
      seekFile(self, must(toIndex(position, "OverflowError")), must(toIndex(whence))),
    ),
    tell: method("($self, /)", "The position.", (self: PyFileIO) => seekFile(self, 0, 1)),
    truncate: method("($self, size=None, /)", "Set the size.", truncateFile),
    mode: getset("How it was opened.", modeText),
    closefd: getset("Whether the descriptor is closed with it.", (self: PyFileIO) => self.closeFd),
    _blksize: getset(null, (self: PyFileIO) => self.blockSize || 8192),
  },
});
