import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, describe, expect, test } from "vitest";
import { FrozenSetConstant, TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { reprConstant } from "../dis/repr.ts";
import { MarshalError } from "./error.ts";
import { loads } from "./reader.ts";
import { dumps } from "./writer.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await createOracle();
});

function ask<T>(statements: string): T {
  return JSON.parse(oracle.evaluate(`import json, marshal\n${statements}\nresult = json.dumps(result)`)) as T;
}

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const VALUES = `[None, True, False, ..., 0, 1, -1, 2**31-1, -2**31, 2**31, -2**31-1, 2**53-1, 2**53, -2**53,
  2**63, 2**64+1, -2**100, 3**500, 1 << 15, 1 << 30, 1 << 45,
  0.0, -0.0, 1.5, -1e300, 5e-324, 0.1, 1e16, 1e22, 123456789.125, float("inf"), float("-inf"), float("nan"),
  1j, -2.5+0.5j, complex(0.0, -0.0), complex("inf+nanj"),
  "", "name", "two words", "é", "\\u20ac", "a\\U0001f600b", "\\ud800", "x\\udc80y", "\\x00\\n'\\"", "long" * 100,
  b"", b"abc\\x00\\xff", (), (1,), (1, "a", (2.0, None)), tuple(range(300)), frozenset(), frozenset({1}),
  frozenset({"b", "a", "c", 10, 9}), ("same", "same"), (1.5,) * 3]`;

describe("values", () => {
  test.each([0, 1, 2, 3, 4, 5])("version %i is read", (version) => {
    const values = ask<[string, string][]>(
      `result = [(repr(v), marshal.dumps(v, ${version}).hex()) for v in ${VALUES} if not isinstance(v, frozenset)]`,
    );
    for (const [repr, hex] of values) expect(reprConstant(loads(fromHex(hex)))).toBe(repr);
  });

  test.each([0, 1, 2, 3, 4, 5])("version %i is written so that CPython reads the same", (version) => {
    const written = ask<[string, string][]>(
      `result = [(repr(v), marshal.dumps(v).hex()) for v in ${VALUES}]`,
    ).map(([repr, hex]) => [repr, toHex(dumps(loads(fromHex(hex)), { version }))]);
    const read = ask<string[]>(
      `result = [repr(marshal.loads(bytes.fromhex(h))) for _, h in json.loads(${JSON.stringify(JSON.stringify(written))})]`,
    );
    expect(read).toEqual(written.map(([repr]) => repr));
  });

  test("slices need version 5", () => {
    const hex = ask<string>("result = marshal.dumps(slice(1, None, 'x')).hex()");
    const slice = loads(fromHex(hex));
    expect(reprConstant(slice)).toBe("slice(1, None, 'x')");
    expect(toHex(dumps(slice))).toBe(hex);
    expect(errorOf(() => dumps(slice, { version: 4 }))).toBe("ValueError: unmarshallable object");
  });

  test("equal sets give equal bytes", () => {
    const one = new FrozenSetConstant(["x", 3, null]);
    const other = new FrozenSetConstant([null, "x", 3]);
    expect(dumps<Constant>(one)).toEqual(dumps<Constant>(other));
  });

  test("a value met twice is read as one object", () => {
    const shared = new TupleConstant([1, 2]);
    const pair = loads(dumps<Constant>(new TupleConstant([shared, shared]))) as TupleConstant;
    expect(pair.items[0]).toBe(pair.items[1]);
  });
});

describe("code objects", () => {
  test("of the standard library survive a round trip through CPython", () => {
    const modules = ["dis", "dataclasses", "ast", "typing", "asyncio.tasks", "enum", "argparse", "inspect"];
    const codes = ask<string[]>(
      `import importlib.util
result = [marshal.dumps(importlib.util.find_spec(name).loader.get_code(name)).hex() for name in ${JSON.stringify(modules)}]`,
    );
    const written = codes.map((hex) => toHex(dumps(loads(fromHex(hex)))));
    const verdict = ask<boolean[]>(
      `def same(a, b):
    if type(a) is not type(b): return False
    if isinstance(a, tuple): return len(a) == len(b) and all(map(same, a, b))
    if hasattr(a, "co_code"):
        return all(same(getattr(a, n), getattr(b, n)) for n in dir(a) if n.startswith("co_") and not callable(getattr(a, n)) and n != "co_lnotab")
    return repr(a) == repr(b)
before, after = json.loads(${JSON.stringify(JSON.stringify([codes, written]))})
result = [same(marshal.loads(bytes.fromhex(a)), marshal.loads(bytes.fromhex(b))) for a, b in zip(before, after, strict=True)]`,
    );
    expect(verdict).toEqual(written.map(() => true));
  });
});

describe("bad data", () => {
  const BROKEN = [
    "",
    "69",
    "690500",
    "7300000080",
    "73ffffff00",
    "7a05616263",
    "7503000000ff4142",
    "7502000000e282",
    "7502000000c328",
    "28ffff0000",
    "2902 4e",
    "290130",
    "7200000000",
    "3f",
    "00",
    "6c01000000 0000",
    "6c01000000 0080",
    "6cffff0000",
    "6c02000000 0100 0000",
    "660378787a",
    "63",
    "30",
    "db0100000072 00000000",
    "a9017200000000",
    "be01000000 7200000000",
    "3c01000000",
  ];

  test("is refused in CPython's words", () => {
    const hexes = BROKEN.map((hex) => hex.replaceAll(" ", ""));
    const expected = ask<string[]>(
      `def outcome(data):
    try:
        marshal.loads(data)
        return "read"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
result = [outcome(bytes.fromhex(h)) for h in ${JSON.stringify(hexes)}]`,
    );
    const actual = hexes.map((hex) => errorOf(() => loads(fromHex(hex))));
    // Lists and sets are values for CPython, but no constants.
    const notConstants = /^(db|3c)/;
    hexes.forEach((hex, index) => {
      if (!notConstants.test(hex)) expect([hex, actual[index]]).toEqual([hex, expected[index]]);
    });
  });

  test("nesting is limited in both directions", () => {
    const nested = (depth: number): Uint8Array => {
      const data = new Uint8Array(depth * 2 + 1).fill(1);
      for (let index = 0; index < depth; index++) data[index * 2] = 0x29;
      data[depth * 2] = 0x4e;
      return data;
    };
    expect(() => loads(nested(1999))).not.toThrow();
    expect(errorOf(() => loads(nested(2000)))).toBe("ValueError: recursion limit exceeded");
    let deep: Constant = null;
    for (let depth = 0; depth < 2000; depth++) deep = new TupleConstant([deep]);
    expect(errorOf(() => dumps<Constant>(deep))).toBe("ValueError: object too deeply nested to marshal");
  });

  test("damage anywhere gives a value or a MarshalError", () => {
    const original = fromHex(
      ask<string>(
        "result = marshal.dumps(compile('def f(a, *b, c=1):\\n  try: return [a, b]\\n  finally: print(2.5)', 'f.py', 'exec')).hex()",
      ),
    );
    for (let index = 0; index < original.length; index++) {
      for (const byte of [0, 1, 0x28, 0x72, 0x63, 0xf3, 0xff]) {
        const damaged = original.slice();
        damaged[index] = byte;
        try {
          loads(damaged);
        } catch (error) {
          if (!(error instanceof MarshalError)) throw error;
        }
      }
      expect(() => loads(original.subarray(0, index))).toThrow(MarshalError);
    }
  });
});

function errorOf(action: () => unknown): string {
  try {
    action();
    return "read";
  } catch (error) {
    if (error instanceof MarshalError) return String(error);
    throw error;
  }
}
