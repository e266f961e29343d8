/**
 * `_posixsubprocess`: starting a program with its descriptors in place, for `subprocess`.
 *
 * There is no fork: the host starts the program as a whole. What can only be done between fork and exec (`preexec_fn`,
 * `umask`, supplementary groups, process groups) is refused.
 */
import { HostError, type Processes } from "../host/host.ts";
import { ERRNO, errnoMessage } from "../host/errno.ts";
import { osError } from "../exceptions/os-error.ts";
import { defineModule, rawFn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, notImplementedError, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { isTrue } from "../kernel/truth.ts";
import { listOf } from "../protocols/iterate.ts";
import { toIndex } from "../protocols/number.ts";
import { textOf } from "../objects/item-array.ts";
import { PyBytes } from "../objects/bytes.ts";
import { fspath, textFromPathBytes } from "./posix/paths.ts";
import { childThatFailed } from "./posix/processes.ts";
import { inheritableDescriptors } from "./posix/inheritance.ts";

const ARGUMENTS = 22;

function descriptor(value: PyObject): number {
  return must(toIndex(value, "OverflowError"));
}

function text(value: PyObject): string {
  const path = fspath(value);
  return path instanceof PyBytes ? textFromPathBytes(path.bytes) : textOf(path);
}

function textsOf(list: PyObject): string[] {
  return must(listOf(list)).map(text);
}

/** Our descriptor for each of the child's. */
function descriptorsOf(
  standard: readonly [PyObject, PyObject, PyObject],
  kept: readonly number[],
): (number | null)[] {
  const table: (number | null)[] = standard.map((value, index) => {
    const fd = descriptor(value);
    return fd === -1 ? index : fd;
  });
  for (const fd of kept) {
    if (fd < 3) continue;
    while (table.length < fd) table.push(null);
    table[fd] = fd;
  }
  return table;
}

function optionalId(value: PyObject, what: string): number | null {
  if (value === None) return null;
  const id = must(toIndex(value, "OverflowError"));
  if (id < 0) throw valueError(`${what} cannot be negative`);
  return id;
}

function forkExec(args: PyObject[]): Result {
  if (args.length !== ARGUMENTS)
    throw typeError(`fork_exec expected ${ARGUMENTS} arguments, got ${args.length}`);
  const [argv, executables, closeFds, keep, directory, environment, ...rest] = args as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    ...PyObject[],
  ];
  const [
    p2cread,
    ,
    ,
    c2pwrite,
    ,
    errwrite,
    ,
    errorPipe,
    ,
    newSession,
    group,
    gid,
    groups,
    uid,
    umask,
    preexec,
  ] = rest as [
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    PyObject,
    ...PyObject[],
  ];
  refuse(preexec !== None, "preexec_fn");
  refuse(descriptor(umask!) !== -1, "umask");
  refuse(groups !== None, "extra_groups");
  refuse(descriptor(group!) !== -1, "process_group");
  const { processes } = rt.host;
  if (processes === null) throw osError(ERRNO.ENOSYS, errnoMessage(ERRNO.ENOSYS));
  const kept = must(listOf(keep)).map(descriptor);
  const inherited = must(isTrue(closeFds)) ? [] : inheritableDescriptors();
  const pipe = descriptor(errorPipe);
  return start(processes, pipe, {
    executables: textsOf(executables),
    arguments: textsOf(argv),
    environment: environment === None ? ownEnvironment() : textsOf(environment),
    directory: directory === None ? null : text(directory),
    descriptors: descriptorsOf(
      [p2cread, c2pwrite, errwrite],
      [...kept, ...inherited].filter((fd) => fd !== pipe),
    ),
    newSession: must(isTrue(newSession)),
    uid: optionalId(uid!, "uid"),
    gid: optionalId(gid!, "gid"),
  });
}

function refuse(isGiven: boolean, name: string): void {
  if (isGiven) throw notImplementedError(`pyvm starts processes without fork: ${name} is not supported`);
}

function ownEnvironment(): string[] {
  return [...rt.host.environment].map(([name, value]) => `${name}=${value}`);
}

/** A child that could not be started says so through the pipe, as one that forked and failed to exec does. */
function start(processes: Processes, errorPipe: number, options: Parameters<Processes["start"]>[0]): number {
  const { files } = rt.host;
  try {
    if (options.directory !== null) files.status(options.directory, true);
  } catch (error) {
    return failed(errorPipe, error, "noexec:chdir");
  }
  try {
    return processes.start(options);
  } catch (error) {
    return failed(errorPipe, error, "");
  }
}

function failed(errorPipe: number, error: unknown, stage: string): number {
  if (!(error instanceof HostError)) throw error;
  const report = `OSError:${error.errno.toString(16).toUpperCase()}:${stage}`;
  rt.host.files.write(errorPipe, new TextEncoder().encode(report));
  return childThatFailed();
}

export const posixsubprocessModule = defineModule("_posixsubprocess", {
  doc: "A helper for the subprocess module.",
  functions: { fork_exec: rawFn(null, "Start a process.", forkExec) },
});
