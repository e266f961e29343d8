/**
 * `fcntl`: flags and locks of descriptors. Hosts have no call for them: locks are granted, since nobody else runs,
 * and flags read as none.
 */
import { defineModule, fn } from "../kernel/define.ts";
import { None } from "../kernel/singletons.ts";
import { notImplementedError } from "../kernel/raise.ts";

export const fcntlModule = defineModule("fcntl", {
  doc: "Flags and locks of descriptors.",
  constants: {
    F_DUPFD: 0,
    F_GETFD: 1,
    F_SETFD: 2,
    F_GETFL: 3,
    F_SETFL: 4,
    FD_CLOEXEC: 1,
    LOCK_SH: 1,
    LOCK_EX: 2,
    LOCK_NB: 4,
    LOCK_UN: 8,
  },
  functions: {
    fcntl: fn("($module, fd, cmd, arg=0, /)", "Do something with a descriptor.", () => 0),
    flock: fn("($module, fd, operation, /)", "Lock or unlock a file.", () => None),
    lockf: fn(
      "($module, fd, cmd, len=0, start=0, whence=0, /)",
      "Lock or unlock a part of a file.",
      () => None,
    ),
    ioctl: fn("($module, fd, request, arg=0, mutate_flag=True, /)", "Control a device.", () => {
      throw notImplementedError("ioctl() is not supported by pyvm");
    }),
  },
});
