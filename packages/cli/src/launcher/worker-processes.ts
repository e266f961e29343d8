/**
 * Child processes as the worker sees them: started by the main thread, which tells of their end.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { HostError, type Processes } from "@pyvm/vm/core";
import type { ChildEnded, WorkerRequest } from "./shared-state.ts";

const ECHILD = 10;
const ESRCH = 3;

/** `request` sends to the main thread and waits for the answer. */
export function workerProcesses(
  request: (message: WorkerRequest, transfer?: readonly MessagePort[]) => number,
): Processes {
  /** Statuses, by process; null while it runs. */
  const children = new Map<number, number | null>();
  let port: MessagePort | null = null;

  function hearOfEnds(): void {
    for (;;) {
      const received = port === null ? undefined : receiveMessageOnPort(port);
      if (received === undefined) return;
      const { pid, status } = received.message as ChildEnded;
      children.set(pid, status);
    }
  }

  /** The other side of a new port; null when the main thread has it already. */
  function openPort(): MessagePort | null {
    if (port !== null) return null;
    const channel = new MessageChannel();
    port = channel.port1;
    return channel.port2;
  }

  return {
    start(options) {
      const ends = openPort();
      const pid = request({ kind: "start process", start: options, ends }, ends === null ? [] : [ends]);
      if (pid < 0) throw new HostError(-pid);
      children.set(pid, null);
      return pid;
    },
    poll(pid) {
      hearOfEnds();
      const status = children.get(pid);
      if (status === undefined) throw new HostError(ECHILD);
      if (status !== null) children.delete(pid);
      return status;
    },
    children: () => [...children.keys()],
    kill(pid, signal) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        throw new HostError(-((error as NodeJS.ErrnoException).errno ?? -ESRCH));
      }
    },
  };
}
