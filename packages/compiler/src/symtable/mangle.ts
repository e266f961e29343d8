/**
 * Name mangling: `__private` in class `C` becomes `_C__private` (reference, "Private name mangling").
 */

import type { SymtableEntry } from "./scope.ts";

/** Mangle a name for the class it stands in (null: not in a class). */
export function mangle(privateName: string | null, name: string): string {
  if (privateName === null || !name.startsWith("__")) return name;
  // Neither __dunder__ names nor dotted module names are private.
  if (name.endsWith("__") || name.includes(".")) return name;
  const stripped = privateName.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/**
 * Mangle a name in a block. In the type parameter scope of a generic class only the type
 * parameters are mangled, so that the bases still see the names outside.
 */
export function maybeMangle(privateName: string | null, entry: SymtableEntry, name: string): string {
  if (entry.ste_mangled_names !== null && !entry.ste_mangled_names.has(name)) return name;
  return mangle(privateName, name);
}
