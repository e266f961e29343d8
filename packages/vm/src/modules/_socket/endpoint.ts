/**
 * Sockets without a network: pairs whose two ends live in this process. An event loop wakes itself up with one.
 *
 * They have descriptors of their own, far above the host's.
 */
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import type { PyBaseException } from "../../kernel/exceptions.ts";
import { rt } from "../../kernel/state.ts";
import { osError } from "../../exceptions/os-error.ts";

/** One end of a pair; without a peer it is connected to nothing. */
export class Endpoint {
  readonly received: Uint8Array[] = [];
  peer: Endpoint | null = null;
  closed = false;

  /** Whether reading would not wait: there is data, or nobody who could send any. */
  get isReadable(): boolean {
    return this.received.length > 0 || this.peer === null || this.peer.closed;
  }
}

const FIRST_DESCRIPTOR = 1 << 20;

class Descriptors {
  readonly endpoints = new Map<number, Endpoint>();
  next = FIRST_DESCRIPTOR;
}

const tables = new WeakMap<object, Descriptors>();

function descriptors(): Descriptors {
  let found = tables.get(rt.interpreter);
  if (found === undefined) tables.set(rt.interpreter, (found = new Descriptors()));
  return found;
}

/** Give an end a descriptor. */
export function openEndpoint(endpoint: Endpoint): number {
  const table = descriptors();
  const fd = table.next++;
  table.endpoints.set(fd, endpoint);
  return fd;
}

/** The end behind a descriptor; undefined for a descriptor of the host. */
export function endpointOf(fd: number): Endpoint | undefined {
  return descriptors().endpoints.get(fd);
}

export function closeEndpoint(fd: number): void {
  const { endpoints } = descriptors();
  const endpoint = endpoints.get(fd);
  if (endpoint === undefined) throw badDescriptor();
  endpoint.closed = true;
  endpoints.delete(fd);
}

export function badDescriptor(): PyBaseException {
  return osError(ERRNO.EBADF, errnoMessage(ERRNO.EBADF));
}
