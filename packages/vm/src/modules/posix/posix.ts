/**
 * `posix`: system calls on the host's files and processes. `os` builds on it.
 *
 * Functions that the host has no call for are absent, as on a platform that lacks them: `os` and the library look
 * for what is there.
 */
import { type Entry, defineModule, fn } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import { osError } from "../../exceptions/os-error.ts";
import { HostError } from "../../host/host.ts";
import { restartable } from "../../interpreter/restart.ts";
import { OpenFlag } from "../../host/open-flags.ts";
import { toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { floatOf, makeFloat } from "../../objects/float.ts";
import { makeList } from "../../objects/list.ts";
import { defineStructSequence, makeStructSequence } from "../../objects/structseq.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { toIndex, toInteger } from "../../protocols/number.ts";
import { dirEntryType, scandir } from "./scandir.ts";
import { pathTextFunctions } from "./path-text.ts";
import { type Path, fspath, nameLike, pathBytes, system, toPath, toPathOrDescriptor } from "./paths.ts";
import { statResult, statResultType } from "./stat-result.ts";
import { waitConstants, waitFunctions } from "./wait-status.ts";
import { isInheritable, setInheritable } from "./inheritance.ts";
import { processFunctions } from "./processes.ts";

const files = () => rt.host.files;

function descriptor(value: PyObject): number {
  return must(toIndex(value, "OverflowError"));
}

/** The keyword arguments of calls relative to a directory descriptor, which hosts do not have. */
function noDirectoryDescriptor(functionName: string, value: PyObject): void {
  if (value !== None) throw osErrorUnsupported(`${functionName}: dir_fd unavailable on this platform`);
}

function osErrorUnsupported(message: string) {
  return makeException(exceptionTypes.NotImplementedError, [message]);
}

/** A function of one path that answers None. */
function onPath(
  name: string,
  doc: string,
  body: (path: string) => void,
  signature = "(path, *, dir_fd=None)",
): Entry {
  return fn(signature, doc, (path, dirFd) => {
    noDirectoryDescriptor(name, dirFd ?? None);
    const where = toPath(name, path);
    system(() => body(where.text), where.argument);
    return None;
  });
}

function onTwoPaths(name: string, doc: string, body: (from: string, to: string) => void): Entry {
  return fn(
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    doc,
    (source, target, sourceDir, targetDir) => {
      noDirectoryDescriptor(name, sourceDir);
      noDirectoryDescriptor(name, targetDir);
      const from = toPath(name, source, "src");
      const to = toPath(name, target, "dst");
      system(() => body(from.text, to.text), from.argument, to.argument);
      return None;
    },
  );
}

function stat(path: PyObject, dirFd: PyObject, followSymlinks: PyObject): Result {
  noDirectoryDescriptor("stat", dirFd);
  const where = toPathOrDescriptor("stat", path);
  if (typeof where === "number") return statResult(system(() => files().statusOf(where)));
  const follow = must(isTrue(followSymlinks));
  return statResult(system(() => files().status(where.text, follow), where.argument));
}

function listdir(path: PyObject): Result {
  const where: Path = path === None ? { text: ".", argument: None, isBytes: false } : toPath("listdir", path);
  const entries = system(
    () => files().list(where.text),
    where.argument === None ? undefined : where.argument,
  );
  return makeList(entries.map((entry) => nameLike(where, entry.name)));
}

function open(path: PyObject, flags: PyObject, mode: PyObject, dirFd: PyObject): Result {
  noDirectoryDescriptor("open", dirFd);
  const where = toPath("open", path);
  const bits = descriptor(flags);
  const permissions = descriptor(mode);
  return system(() => files().open(where.text, bits | OpenFlag.O_CLOEXEC, permissions), where.argument);
}

const read = restartable((fd: PyObject, length: PyObject): Result => {
  const size = descriptor(length);
  if (size < 0) throw osError(ERRNO.EINVAL, errnoMessage(ERRNO.EINVAL));
  const buffer = new Uint8Array(size);
  const count = system(() => files().read(descriptor(fd), buffer));
  return makeBytes(buffer.slice(0, count));
});

const write = restartable((fd: PyObject, data: PyObject): Result =>
  system(() => files().write(descriptor(fd), toBytesLike(data))),
);

function utime(path: PyObject, times: PyObject, ns: PyObject | undefined): Result {
  const where = toPath("utime", path);
  if (times !== None && ns !== undefined) {
    throw valueError("utime: you may specify either 'times' or 'ns' but not both");
  }
  const [atime, mtime] = utimeArguments(times, ns);
  system(() => files().setTimes(where.text, atime, mtime), where.argument);
  return None;
}

function utimeArguments(times: PyObject, ns: PyObject | undefined): [bigint, bigint] {
  const pair = (value: PyObject, name: string): [PyObject, PyObject] => {
    if (value instanceof PyTuple && value.items.length === 2) return value.items as [PyObject, PyObject];
    throw typeError(
      `utime: '${name}' must be ${name === "times" ? "either a tuple of two ints or None" : "a tuple of two ints"}`,
    );
  };
  if (ns !== undefined)
    return pair(ns, "ns").map((value) => BigInt(must(toInteger(value)))) as [bigint, bigint];
  if (times === None) {
    const now = rt.host.clock.now();
    return [now, now];
  }
  return pair(times, "times").map(nanoseconds) as [bigint, bigint];
}

function nanoseconds(value: PyObject): bigint {
  if (typeof value === "number" || typeof value === "bigint") return BigInt(value) * 1_000_000_000n;
  const seconds = must(floatOf(value));
  const whole = Math.floor(seconds);
  return BigInt(whole) * 1_000_000_000n + BigInt(Math.floor((seconds - whole) * 1e9));
}

function lseek(fd: PyObject, position: PyObject, whence: PyObject): Result {
  return system(() => files().seek(descriptor(fd), descriptor(position), descriptor(whence)));
}

function truncate(path: PyObject, length: PyObject): Result {
  const size = descriptor(length);
  const where = toPathOrDescriptor("truncate", path);
  if (typeof where === "number") system(() => files().truncate(where, size));
  else {
    const fd = system(() => files().open(where.text, OpenFlag.O_WRONLY, 0), where.argument);
    try {
      system(() => files().truncate(fd, size), where.argument);
    } finally {
      files().close(fd);
    }
  }
  return None;
}

function access(path: PyObject, mode: PyObject): Result {
  const where = toPath("access", path);
  return files().access(where.text, descriptor(mode));
}

const terminalSizeType = defineStructSequence("terminal_size", {
  module: "os",
  doc: "Size of a terminal window as (columns, lines).",
  fields: [
    ["columns", "width of the terminal window in characters"],
    ["lines", "height of the terminal window in characters"],
  ],
});

function terminalSize(fd: PyObject): Result {
  const size = rt.host.terminalSize(fd === undefined ? 1 : descriptor(fd));
  if (size === null) throw osError(ERRNO.ENOTTY, errnoMessage(ERRNO.ENOTTY));
  return makeStructSequence(terminalSizeType, [size.columns, size.lines]);
}

const unameResultType = defineStructSequence("uname_result", {
  module: "posix",
  doc: "Result of uname.",
  fields: [
    ["sysname", "operating system name"],
    ["nodename", "name of machine on network"],
    ["release", "operating system release"],
    ["version", "operating system version"],
    ["machine", "hardware identifier"],
  ],
});

const timesResultType = defineStructSequence("times_result", {
  module: "posix",
  doc: "Result of times.",
  fields: [
    ["user", "user time"],
    ["system", "system time"],
    ["children_user", "user time of children"],
    ["children_system", "system time of children"],
    ["elapsed", "elapsed time since an arbitrary point in the past"],
  ],
});

function environment(): PyObject {
  const dict = makeDict();
  for (const [name, value] of rt.host.environment) {
    void dict.set(makeBytes(pathBytes(name)), makeBytes(pathBytes(value)));
  }
  return dict;
}

function putenv(name: PyObject, value: PyObject): Result {
  const [key, text] = [toPath("putenv", name), toPath("putenv", value)];
  if (key.text.includes("=")) throw valueError("illegal environment variable name");
  rt.host.environment.set(key.text, text.text);
  return None;
}

function unsetenv(name: PyObject): Result {
  rt.host.environment.delete(toPath("unsetenv", name).text);
  return None;
}

function exitNow(status: PyObject): Result {
  const code = descriptor(status);
  if (rt.host.exit === null)
    throw osErrorUnsupported("os._exit() needs a process to end, and the host has none");
  return rt.host.exit(code & 0xff);
}

function urandom(size: PyObject): Result {
  const count = descriptor(size);
  if (count < 0) throw valueError("negative argument not allowed");
  return makeBytes(rt.host.entropy(count));
}

let umaskValue = 0o022;

const constants: Record<string, PyObject> = {
  ...OpenFlag,
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  EX_OK: 0,
  EX_USAGE: 64,
  EX_DATAERR: 65,
  EX_NOINPUT: 66,
  EX_SOFTWARE: 70,
  EX_OSERR: 71,
  EX_IOERR: 74,
  TMP_MAX: 238328,
  NGROUPS_MAX: 65536,
  P_PID: 1,
};
delete constants["O_ACCMODE"];

export const posixModule = defineModule("posix", {
  doc: "System calls of the host, as POSIX names them.",
  constants: {
    ...constants,
    ...waitConstants,
    error: exceptionTypes.OSError,
    _have_functions: makeList([]),
  },
  types: [statResultType, terminalSizeType, unameResultType, timesResultType, dirEntryType],
  execute: (namespace) => namespace.set("environ", environment()),
  functions: {
    ...waitFunctions,
    ...processFunctions,
    stat: fn("(path, *, dir_fd=None, follow_symlinks=True)", "Status of a file.", stat),
    lstat: fn("(path, *, dir_fd=None)", "Status of a file, links not followed.", (path, dirFd) =>
      stat(path, dirFd, false),
    ),
    fstat: fn("(fd)", "Status of an open file.", (fd) =>
      statResult(system(() => files().statusOf(descriptor(fd)))),
    ),
    access: fn(
      "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
      "Whether access to a file is allowed.",
      access,
    ),
    listdir: fn("(path=None)", "The names in a directory.", listdir),
    scandir: fn("(path=None)", "The entries of a directory.", scandir),
    open: fn("(path, flags, mode=511, *, dir_fd=None)", "Open a file; answers the descriptor.", open),
    close: fn("(fd)", "Close a descriptor.", (fd) => {
      system(() => files().close(descriptor(fd)));
      return None;
    }),
    closerange: fn("(fd_low, fd_high, /)", "Close descriptors, ignoring errors.", (low, high) => {
      for (let fd = descriptor(low); fd < descriptor(high); fd++) {
        try {
          files().close(fd);
        } catch (error) {
          systemErrorOnly(error);
        }
      }
      return None;
    }),
    read: fn("(fd, length, /)", "Read bytes from a descriptor.", read),
    write: fn("(fd, data, /)", "Write bytes to a descriptor; answers how many.", write),
    lseek: fn("(fd, position, how, /)", "Set the position of a descriptor.", lseek),
    ftruncate: fn("(fd, length, /)", "Set the size of an open file.", (fd, size) => truncate(fd, size)),
    truncate: fn("(path, length)", "Set the size of a file.", truncate),
    fsync: fn("(fd)", "Force a file to the disk.", (fd) => {
      system(() => files().sync(descriptor(fd)));
      return None;
    }),
    isatty: fn("(fd, /)", "Whether a descriptor is a terminal.", (fd) => files().isTerminal(descriptor(fd))),
    dup: fn("(fd, /)", "Duplicate a descriptor.", (fd) => system(() => files().duplicate(descriptor(fd)))),
    dup2: fn("(fd, fd2, inheritable=True)", "Make another number a duplicate.", (fd, fd2, inheritable) => {
      const number = descriptor(fd2);
      system(() => files().duplicateTo(descriptor(fd), number));
      setInheritable(number, must(isTrue(inheritable)));
      return number;
    }),
    pipe: fn("()", "Create a pipe.", () => makeTuple(system(() => files().pipe()))),
    get_blocking: fn("(fd, /)", "Whether calls on a descriptor wait.", (fd) =>
      system(() => files().isBlocking(descriptor(fd))),
    ),
    set_blocking: fn("(fd, blocking, /)", "Say whether calls on a descriptor wait.", (fd, blocking) => {
      const waits = must(isTrue(blocking));
      system(() => files().setBlocking(descriptor(fd), waits));
      return None;
    }),
    mkdir: fn("(path, mode=511, *, dir_fd=None)", "Create a directory.", (path, mode, dirFd) => {
      noDirectoryDescriptor("mkdir", dirFd);
      const where = toPath("mkdir", path);
      system(() => files().makeDirectory(where.text, descriptor(mode)), where.argument);
      return None;
    }),
    rmdir: onPath("rmdir", "Remove an empty directory.", (path) => files().removeDirectory(path)),
    remove: onPath("remove", "Remove a file.", (path) => files().remove(path)),
    unlink: onPath("unlink", "Remove a file.", (path) => files().remove(path)),
    rename: onTwoPaths("rename", "Rename a file or directory.", (from, to) => files().rename(from, to)),
    replace: onTwoPaths("replace", "Rename a file or directory, replacing the target.", (from, to) =>
      files().rename(from, to),
    ),
    readlink: fn("(path, *, dir_fd=None)", "The target of a symbolic link.", (path, dirFd) => {
      noDirectoryDescriptor("readlink", dirFd);
      const where = toPath("readlink", path);
      return nameLike(
        where,
        system(() => files().readLink(where.text), where.argument),
      );
    }),
    symlink: fn(
      "(src, dst, target_is_directory=False, *, dir_fd=None)",
      "Create a symbolic link.",
      (source, target, _isDirectory, dirFd) => {
        noDirectoryDescriptor("symlink", dirFd);
        const [from, to] = [toPath("symlink", source, "src"), toPath("symlink", target, "dst")];
        system(() => files().symbolicLink(from.text, to.text), from.argument, to.argument);
        return None;
      },
    ),
    link: onTwoPaths("link", "Create a hard link.", (from, to) => files().hardLink(from, to)),
    chmod: fn(
      "(path, mode, *, dir_fd=None, follow_symlinks=True)",
      "Change the permissions of a file.",
      (path, mode, dirFd) => {
        noDirectoryDescriptor("chmod", dirFd);
        const where = toPath("chmod", path);
        system(() => files().changeMode(where.text, descriptor(mode)), where.argument);
        return None;
      },
    ),
    utime: fn(
      "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
      "Set the times of a file.",
      utime,
    ),
    getcwd: fn("()", "The current directory.", () => strFromUtf16(system(() => files().currentDirectory()))),
    getcwdb: fn("()", "The current directory as bytes.", () =>
      makeBytes(pathBytes(system(() => files().currentDirectory()))),
    ),
    chdir: onPath(
      "chdir",
      "Change the current directory.",
      (path) => files().changeDirectory(path),
      "(path)",
    ),
    umask: fn("(mask, /)", "Set the file mode creation mask; answers the previous one.", (mask) => {
      const previous = umaskValue;
      umaskValue = descriptor(mask) & 0o777;
      return previous;
    }),
    ...pathTextFunctions,
    fspath: fn("(path)", "The file system path representation of an object.", fspath),
    strerror: fn("(code, /)", "The message of an errno.", (code) => errnoMessage(descriptor(code))),
    getpid: fn("()", "The process's id.", () => rt.host.processId),
    getppid: fn("()", "The parent process's id.", () => rt.host.identity.parentId),
    getuid: fn("()", "The process's user id.", () => rt.host.identity.uid),
    geteuid: fn("()", "The process's effective user id.", () => rt.host.identity.euid),
    getgid: fn("()", "The process's group id.", () => rt.host.identity.gid),
    getegid: fn("()", "The process's effective group id.", () => rt.host.identity.egid),
    urandom: fn("(size, /)", "Random bytes for cryptography.", urandom),
    getrandom: fn("(size, flags=0)", "Random bytes for cryptography.", urandom),
    putenv: fn("(name, value, /)", "Change an environment variable.", putenv),
    unsetenv: fn("(name, /)", "Delete an environment variable.", unsetenv),
    _exit: fn("(status)", "Exit at once, without any clean-up.", exitNow),
    get_terminal_size: fn("(fd=<unrepresentable>, /)", "Size of a terminal window.", terminalSize),
    cpu_count: fn("()", "Number of processors, if known.", () => None),
    uname: fn("()", "What the system is.", () =>
      makeStructSequence(unameResultType, ["Linux", "localhost", "0", "pyvm", "x86_64"]),
    ),
    times: fn("()", "Process times.", () => {
      const cpu = makeFloat(Number(rt.host.clock.processTime()) / 1e9);
      const zero = makeFloat(0);
      return makeStructSequence(timesResultType, [
        cpu,
        zero,
        zero,
        zero,
        makeFloat(Number(rt.host.clock.monotonic()) / 1e9),
      ]);
    }),
    device_encoding: fn("(fd)", "The encoding of a terminal.", (fd) =>
      files().isTerminal(descriptor(fd)) ? "utf-8" : None,
    ),
    get_inheritable: fn("(fd, /)", "Whether child processes inherit a descriptor.", (fd) => {
      system(() => files().statusOf(descriptor(fd)));
      return isInheritable(descriptor(fd));
    }),
    set_inheritable: fn(
      "(fd, inheritable, /)",
      "Say whether child processes inherit it.",
      (fd, inheritable) => {
        system(() => files().statusOf(descriptor(fd)));
        setInheritable(descriptor(fd), must(isTrue(inheritable)));
        return None;
      },
    ),
  },
});

function systemErrorOnly(error: unknown): void {
  if (!(error instanceof HostError)) throw error;
}
