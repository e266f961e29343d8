/**
 * Method resolution order: the C3 merge (Python 2.3's MRO, language reference "3.3.3.1").
 */
import { typeError } from "./raise.ts";
import type { PyType } from "./type.ts";

/** The linearisation of a class with these bases, itself first. Throws TypeError when there is none. */
export function computeMro(type: PyType, bases: readonly PyType[]): PyType[] {
  if (bases.length === 1) return [type, ...bases[0]!.mro];
  const sequences = [...bases.map((base) => [...base.mro]), [...bases]];
  const mro = [type];
  for (;;) {
    const remaining = sequences.filter((sequence) => sequence.length > 0);
    if (remaining.length === 0) return mro;
    const next = remaining
      .map((sequence) => sequence[0]!)
      .find((candidate) => !remaining.some((sequence) => sequence.indexOf(candidate, 1) > 0));
    if (next === undefined) throw inconsistent(remaining);
    mro.push(next);
    for (const sequence of remaining) if (sequence[0] === next) sequence.shift();
  }
}

function inconsistent(remaining: PyType[][]) {
  const heads = [...new Set(remaining.map((sequence) => sequence[0]!))];
  const names = heads.map((type) => type.name).join(", ");
  return typeError(`Cannot create a consistent method resolution order (MRO) for bases ${names}`);
}
