/** Strings sort as in Python. */

import { expect, it } from "vitest";
import { compareCodePoints } from "./code-point-order.ts";

it("puts astral characters after all others", () => {
  const names = ["𝒳", "\uff3a", "z", "", "za", "Z", "\uffdc"];
  expect(names.sort(compareCodePoints)).toEqual(["", "Z", "z", "za", "\uff3a", "\uffdc", "𝒳"]);
});
