/** `@pyvm/parser` with the table of character names at hand; where there is a browser's loader, see browser.ts. */
import { lookupCharacter } from "@pyvm/unicode/names";
import { useCharacterNames } from "./literals/character-names.ts";

export * from "./browser.ts";

useCharacterNames(lookupCharacter);
