/**
 * What wait(2) says about a child: statuses taken apart.
 */
import { type Entry, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, valueError } from "../../kernel/raise.ts";
import { toIndex } from "../../protocols/number.ts";

const signalOf = (status: number) => status & 0x7f;
const codeOf = (status: number) => (status >> 8) & 0xff;
const isStopped = (status: number) => (status & 0xff) === 0x7f;
const isExited = (status: number) => signalOf(status) === 0;
const isSignaled = (status: number) => !isExited(status) && !isStopped(status);

function question(doc: string, answer: (status: number) => PyObject): Entry {
  return fn("($module, /, status)", doc, (status) => answer(must(toIndex(status, "OverflowError"))));
}

/** The exit code, or the negated number of the signal that ended the process. */
function exitCode(status: number): Result {
  if (isExited(status)) return codeOf(status);
  if (isSignaled(status)) return 0 - signalOf(status);
  throw valueError(`process stopped by delivery of signal ${codeOf(status)}`);
}

export const WNOHANG = 1;
export const waitConstants = { WNOHANG, WUNTRACED: 2, WCONTINUED: 8 };

export const waitFunctions: Record<string, Entry> = {
  waitstatus_to_exitcode: fn("($module, /, status)", "Convert a wait status to an exit code.", (status) =>
    exitCode(must(toIndex(status, "OverflowError"))),
  ),
  WIFEXITED: question("Whether the process exited.", isExited),
  WEXITSTATUS: question("The exit code.", codeOf),
  WIFSIGNALED: question("Whether a signal ended the process.", isSignaled),
  WTERMSIG: question("The signal that ended the process.", signalOf),
  WIFSTOPPED: question("Whether the process is stopped.", isStopped),
  WSTOPSIG: question("The signal that stopped the process.", codeOf),
  WIFCONTINUED: question("Whether the process was continued.", (status) => status === 0xffff),
  WCOREDUMP: question("Whether the process left a core dump.", (status) => (status & 0x80) !== 0),
};
