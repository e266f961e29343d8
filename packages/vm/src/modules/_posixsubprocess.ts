/**
 * `_posixsubprocess`: starting processes, which nothing here can do. `subprocess` imports it all the same.
 */
import { defineModule, fn } from "../kernel/define.ts";
import { osError } from "../exceptions/os-error.ts";
import { errnoMessage } from "../host/errno.ts";

const ENOSYS = 38;

export const posixsubprocessModule = defineModule("_posixsubprocess", {
  doc: "A POSIX helper for the subprocess module.",
  functions: {
    fork_exec: fn("($module, /, *args)", "Start a process: not supported.", () => {
      throw osError(ENOSYS, errnoMessage(ENOSYS));
    }),
  },
});
