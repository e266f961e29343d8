import { expect, test } from "vitest";
import "../core.ts";
import { NATIVE_MODULES } from "../modules/generated/native-modules.ts";
import { attributeName } from "./attribute-name.ts";
import { liveSubclasses } from "./class-attributes.ts";
import { updateAllSlots, updateSlotsNamed } from "./slot-dispatch.ts";
import type { SlotName } from "./slots.ts";
import { type PyType, lookup, lookupInMro, objectType } from "./type.ts";

function family(type: PyType, members = new Set<PyType>()): Set<PyType> {
  if (members.has(type)) return members;
  members.add(type);
  for (const subclass of liveSubclasses(type)) family(subclass, members);
  return members;
}

const types = NATIVE_MODULES.length > 0 ? [...family(objectType)] : [];

test("looking an attribute up completes a type, and finds it", () => {
  const deferred = types.filter((type) => type.complete !== null);
  expect(deferred.length).toBeGreaterThan(100);
  for (const type of deferred) {
    expect(lookup(type, attributeName("__doc__"))).toBe(type.namespace.get("__doc__"));
    expect(type.complete).toBe(null);
  }
});

test("the slots that a type has from the start are those of its whole namespace", () => {
  for (const type of types) {
    const slots = { ...type.slots };
    updateAllSlots(type);
    expect({ ...type.slots }).toEqual(slots);
    updateSlotsNamed(type, Object.keys(slots) as SlotName[]);
    expect({ ...type.slots }).toEqual(slots);
    for (const text of type.attrs.keys())
      expect(lookup(type, attributeName(text))).toBe(lookupInMro(type.mro, text));
  }
});
