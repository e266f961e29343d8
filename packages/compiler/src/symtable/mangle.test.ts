/** Private names are mangled as the reference says ("Private name mangling"). */

import { expect, it } from "vitest";
import { mangle } from "./mangle.ts";

it.each([
  ["C", "__x", "_C__x"],
  ["__C", "__x", "_C__x"],
  ["C", "__x_", "_C__x_"],
  ["C", "__x__", "__x__"],
  ["C", "_x", "_x"],
  ["C", "x", "x"],
  ["C", "__a.b", "__a.b"],
  ["___", "__x", "__x"],
  ["C", "__", "__"],
  [null, "__x", "__x"],
])("in class %s, %s is %s", (privateName, name, expected) => {
  expect(mangle(privateName, name)).toBe(expected);
});
