/**
 * `_posixsubprocess`: no host starts processes, and `subprocess` says so.
 */
import { osError } from "../exceptions/os-error.ts";
import { ERRNO, errnoMessage } from "../host/errno.ts";
import { defineModule, rawFn } from "../kernel/define.ts";

export const posixsubprocessModule = defineModule("_posixsubprocess", {
  doc: "A helper for the subprocess module.",
  functions: {
    fork_exec: rawFn(null, "Start a process.", () => {
      throw osError(ERRNO.ENOSYS, errnoMessage(ERRNO.ENOSYS));
    }),
  },
});
