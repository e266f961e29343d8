import { expect, test } from "vitest";
import { readArchive, writeArchive } from "./archive.ts";

test("an archive gives back the files it was made of, in order", async () => {
  const files = new Map([
    ["os.py", new Uint8Array([1, 2, 3])],
    ["json/__init__.py", new Uint8Array()],
    ["é.py", new Uint8Array([4])],
  ]);
  const read = await readArchive(await writeArchive(files));
  expect([...read]).toEqual([...files]);
});

test("what is not an archive is refused", async () => {
  await expect(readArchive(new Uint8Array([1, 2, 3]))).rejects.toThrow();
});
