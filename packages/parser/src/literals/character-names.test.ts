/** The entry without the table of names, which is fetched when a name is met. */
import { expect, test } from "vitest";
import { dump, parse, parseAsync } from "../browser.ts";

const SOURCE = String.raw`"\N{SNAKE}"`;

test("names are loaded when one is met", async () => {
  const refusal = { type: "SyntaxError", msg: expect.stringContaining("loadCharacterNames") as string };
  expect(() => parse(SOURCE)).toThrow(expect.objectContaining(refusal));
  const { tree, diagnostics } = parse(SOURCE, { recover: true });
  expect(dump(tree)).toContain("ErrorExpr");
  expect(diagnostics).toEqual([expect.objectContaining(refusal)]);

  expect(dump(await parseAsync(SOURCE))).toBe("Module(body=[Expr(value=Constant(value='🐍'))])");
  expect(dump(parse(SOURCE))).toBe("Module(body=[Expr(value=Constant(value='🐍'))])");
  expect(await parseAsync(SOURCE, { recover: true })).toMatchObject({ diagnostics: [] });
  await expect(parseAsync("a b")).rejects.toMatchObject({ msg: "invalid syntax" });
});
