import { existsSync } from "node:fs";
import { join } from "node:path";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, test } from "vitest";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { dumps } from "../marshal/writer.ts";
import { PYC_HEADER_SIZE, PycError, readPyc, readPycHeader, writePyc, writePycHeader } from "./header.ts";
import { sourceHash } from "./source-hash.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

function ask<T>(statements: string): T {
  return JSON.parse(oracle.evaluate(`import json\n${statements}\nresult = json.dumps(result)`)) as T;
}

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("the source hash is CPython's, for every length modulo eight", () => {
  const hashes = ask<string[]>(
    `import _imp, importlib.util
result = [importlib.util.source_hash(bytes(range(250, 250 + 6)) * 0 + bytes(i % 256 for i in range(n))).hex() for n in range(40)]`,
  );
  const actual = hashes.map((_, length) => toHex(sourceHash(Uint8Array.from({ length }, (_, i) => i))));
  expect(actual).toEqual(hashes);
});

test("the three kinds of header", () => {
  const [timestamp, checked, unchecked] = ask<string[]>(
    `from importlib import _bootstrap_external as b
code = compile("1", "f.py", "exec")
result = [bytes(data).hex() for data in (b._code_to_timestamp_pyc(code, 2**32 + 5, 7), b._code_to_hash_pyc(code, b"12345678", True), b._code_to_hash_pyc(code, b"12345678", False))]`,
  );
  const hash = Uint8Array.from("12345678", (digit) => digit.charCodeAt(0));
  const cases = [
    [timestamp, { kind: "timestamp", mtime: 5, size: 7 }],
    [checked, { kind: "checked-hash", hash }],
    [unchecked, { kind: "unchecked-hash", hash }],
  ] as const;
  for (const [hex, validation] of cases) {
    const pyc = readPyc(fromHex(hex));
    expect(pyc.validation).toEqual(validation);
    expect(pyc.code.co_filename).toBe("f.py");
    expect(toHex(writePycHeader(validation))).toBe(hex.slice(0, 32));
    expect(readPyc(writePyc(pyc)).code).toEqual(pyc.code);
  }
});

test("bad headers are refused in importlib's words", () => {
  const headers = ["", "2b0e", "2b0e0d0a", "00000d0a" + "00".repeat(12), "2b0e0d0a04000000" + "00".repeat(8)];
  const expected = ask<string[]>(
    `from importlib import _bootstrap_external as b
def outcome(data):
    try:
        b._classify_pyc(data, "m", {})
    except Exception as error:
        return f"{type(error).__name__}: {error}"
result = [outcome(bytes.fromhex(h)) for h in ${JSON.stringify(headers)}]`,
  );
  const actual = headers.map((hex) => {
    try {
      readPycHeader(fromHex(hex), "m");
      return "read";
    } catch (error) {
      return error instanceof PycError ? String(error) : "other";
    }
  });
  expect(actual).toEqual(expected);
});

/** Two objects in CPython that are equal here, or the other way round: the bytes differ, the values do not. */
const OTHERWISE_SHARED = new Set([
  "statements/encoding", // a class name outside ASCII is the same object as its constant
  "typing/annotations", // the tuple of names of an annotation scope is made anew
]);

test("what CPython wrote is written again byte for byte", () => {
  const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));
  const changed = programs.filter((program) => {
    const bytes = program.pyc();
    return Buffer.compare(dumps(readPyc(bytes).code), bytes.subarray(PYC_HEADER_SIZE)) !== 0;
  });
  expect(changed.map(({ id }) => id).filter((id) => !OTHERWISE_SHARED.has(id))).toEqual([]);
});
