/**
 * Which descriptors child processes inherit: none that the program opened, unless it says so (PEP 446).
 */
import { HostError } from "../../host/host.ts";
import { rt } from "../../kernel/state.ts";

const inheritable = new Set<number>([0, 1, 2]);

export function isInheritable(fd: number): boolean {
  return inheritable.has(fd);
}

export function setInheritable(fd: number, value: boolean): void {
  if (value) inheritable.add(fd);
  else inheritable.delete(fd);
}

function isOpen(fd: number): boolean {
  try {
    rt.host.files.statusOf(fd);
    return true;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return false;
  }
}

export function inheritableDescriptors(): number[] {
  return [...inheritable].filter(isOpen);
}
