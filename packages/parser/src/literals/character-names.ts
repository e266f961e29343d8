/**
 * Where `\N{…}` is looked up: a slot for the table of names, which is larger than the rest of the parser.
 *
 * The entry `index.ts` fills it with the table. In the entry for browsers it is empty until `loadCharacterNames`
 * has fetched the table, as `parseAsync` does when the first name is met.
 */

/** The code point that has a name, if any has. */
export type CharacterLookup = (name: string) => number | undefined;

let lookup: CharacterLookup | null = null;
let wasMissed = false;

/** Fills the slot. */
export function useCharacterNames(names: CharacterLookup): void {
  lookup = names;
}

/** Fetches the table, if it is not there yet. */
export async function loadCharacterNames(): Promise<void> {
  if (lookup !== null) return;
  const { lookupCharacter } = await import("@pyvm/unicode/names");
  lookup = lookupCharacter;
}

/** The table; `null` if it is not there. */
export function characterNames(): CharacterLookup | null {
  if (lookup === null) wasMissed = true;
  return lookup;
}

/** Whether the table was asked for when it was not there, since this was asked last. */
export function takeMissed(): boolean {
  const missed = wasMissed;
  wasMissed = false;
  return missed;
}
