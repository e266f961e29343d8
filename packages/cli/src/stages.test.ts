import { expect, test } from "vitest";
import { stageNames, stageText } from "./stages.ts";

const source = new TextEncoder().encode("total = 6 * 7\n");

test("there is a text for every stage", () => {
  for (const stage of stageNames) {
    expect(stageText(stage, source, { filename: "total.py" }), stage).toMatch(/^[^\n]+\n/);
  }
});

test("the bytes of the .pyc are all there", () => {
  const text = stageText("pyc", source, { filename: "total.py" });
  expect(text).toMatch(/^00000000 {2}2b 0e 0d 0a 01 00 00 00 /);
  expect(text).toContain("total");
});
