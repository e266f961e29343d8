import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, test } from "vitest";
import type { CodeObject } from "../code/code-object.ts";
import { loads } from "../marshal/reader.ts";
import { decodeExceptionTable, ExceptionTableWriter, findHandler } from "./exception-table.ts";
import {
  lineAt,
  lineRanges,
  LocationCursor,
  LocationTableWriter,
  locationAt,
  positions,
} from "./location-table.ts";

interface Sample {
  readonly code: CodeObject;
  readonly positions: (number | null)[][];
  readonly lines: [number, number, number | null][];
  readonly handlers: [number, number, number, number, boolean][];
}

let samples: Sample[];
beforeAll(async () => {
  const oracle: Oracle = await createOracle();
  const answers = JSON.parse(
    oracle.evaluate(`import importlib.util, json, marshal, dis
def codes(code):
    yield code
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from codes(const)
result = json.dumps([
    [marshal.dumps(code).hex(), list(code.co_positions()), list(code.co_lines()),
     [tuple(entry) for entry in dis._parse_exception_table(code)]]
    for name in ("dis", "asyncio.tasks", "tempfile", "contextlib")
    for code in codes(importlib.util.find_spec(name).loader.get_code(name))])`),
  ) as [string, Sample["positions"], Sample["lines"], Sample["handlers"]][];
  samples = answers.map(([hex, ...rest]) => ({
    code: loads(Uint8Array.from(Buffer.from(hex, "hex"))) as CodeObject,
    positions: rest[0],
    lines: rest[1],
    handlers: rest[2],
  }));
});

const orNull = (value: number): number | null => (value < 0 ? null : value);

test("positions of every code unit", () => {
  for (const { code, positions: expected } of samples) {
    const actual = positions(code).map((range) =>
      [range.lineno, range.end_lineno, range.col_offset, range.end_col_offset].map(orNull),
    );
    expect(actual).toEqual(expected);
  }
});

test("lines, by range and by offset", () => {
  for (const { code, lines } of samples) {
    expect(lineRanges(code).map(({ start, end, lineno }) => [start, end, orNull(lineno)])).toEqual(lines);
    for (const [start, end, line] of lines) {
      expect(orNull(lineAt(code, start))).toBe(line);
      expect(orNull(lineAt(code, end - 2))).toBe(line);
    }
  }
});

test("a written location table is CPython's", () => {
  for (const { code } of samples) {
    const writer = new LocationTableWriter(code.co_firstlineno);
    const cursor = new LocationCursor(code.co_linetable, code.co_firstlineno);
    while (cursor.advance()) writer.add(cursor, (cursor.end - cursor.start) / 2);
    expect(writer.finish()).toEqual(code.co_linetable);
  }
});

test("exception tables", () => {
  for (const { code, handlers } of samples) {
    const entries = decodeExceptionTable(code.co_exceptiontable);
    expect(entries.map(({ start, end, target, depth, lasti }) => [start, end, target, depth, lasti])).toEqual(
      handlers,
    );
    const writer = new ExceptionTableWriter();
    for (const entry of entries) writer.add(entry);
    expect(writer.finish()).toEqual(code.co_exceptiontable);
    for (let offset = 0; offset < code.co_code.length; offset += 2) {
      const expected = entries.find(({ start, end }) => start <= offset && offset < end) ?? null;
      expect(findHandler(entries, offset)).toBe(expected);
    }
  }
});

test("damaged tables end early", () => {
  for (const { code } of samples.slice(0, 20)) {
    for (let length = 0; length < code.co_linetable.length; length++) {
      const damaged = { co_linetable: code.co_linetable.subarray(0, length), co_firstlineno: 1 };
      expect(() => locationAt(damaged, 1e6)).not.toThrow();
    }
    for (let length = 0; length < code.co_exceptiontable.length; length++) {
      expect(() => decodeExceptionTable(code.co_exceptiontable.subarray(0, length))).not.toThrow();
    }
  }
});
