/** What `PYTHONHASHSEED=seed python3.14 -c "print(hash(…))"` prints, for seeds and texts of each width. */
import { expect, test } from "vitest";
import { rt } from "../kernel/state.ts";
import { hashBytes, hashStr, setHashSeed } from "./text-hash.ts";
import { PyStr } from "../kernel/text.ts";

const GRIN = new PyStr(Uint32Array.of(0x1f600));

test.each([
  [0, -4594863902769663758n, -118027839458930845n, -3536540696076613844n],
  [42, 3869580338025362921n, 922751669673181411n, 6601963133753205906n],
])("PYTHONHASHSEED=%d", (seed, abc, wide, grin) => {
  setHashSeed(seed);
  expect(hashStr("abc")).toBe(abc);
  expect(hashBytes(Uint8Array.of(97, 98, 99))).toBe(abc);
  expect(hashStr("a\u0141b")).toBe(wide);
  expect(hashStr(GRIN)).toBe(grin);
  expect(hashStr("")).toBe(0);
});

test("without a seed hashes differ between interpreters, and str and bytes of ASCII agree", () => {
  rt.hashKey = null;
  const hashes = [1, 2].map((salt) => {
    rt.hashSalt = salt;
    expect(hashBytes(Uint8Array.of(97, 98, 99))).toBe(hashStr("abc"));
    return hashStr("abc");
  });
  expect(hashes[0]).not.toBe(hashes[1]);
});
