import { describe, expect, test } from "vitest";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { CodeObject } from "../code/code-object.ts";
import type { CodeFields } from "../code/code-object.ts";
import { TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { Op } from "../opcodes/opcode.ts";
import { readPyc } from "../pyc/header.ts";
import { ExceptionTableWriter } from "../tables/exception-table.ts";
import { verify, VerifyError } from "./verify.ts";

/** The programs that CPython has been asked about. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

test("everything CPython compiles passes", () => {
  for (const program of programs) {
    expect(() => verify(readPyc(program.pyc()).code)).not.toThrow();
  }
});

test("changing any byte of the code gives a verdict, never another exception", () => {
  const { code } = readPyc(readCorpus("with/context_managers")[0].pyc());
  for (let index = 0; index < code.co_code.length; index++) {
    for (const byte of [0, 17, 69, 75, 100, 117, 200, 255]) {
      const co_code = code.co_code.slice();
      co_code[index] = byte;
      try {
        verify(new CodeObject({ ...code, co_code, co_consts: [] }));
      } catch (error) {
        if (!(error instanceof VerifyError)) throw error;
      }
    }
  }
});

describe("what is refused", () => {
  const { RESUME, LOAD_CONST, RETURN_VALUE, POP_TOP, EXTENDED_ARG, JUMP_FORWARD, POP_JUMP_IF_TRUE, COPY } =
    Op;
  const { LOAD_FAST, LOAD_NAME, TO_BOOL, YIELD_VALUE, BINARY_OP, CACHE } = Op;

  test.each([
    ["an empty code", [], "co_code is malformed"],
    ["an odd length", [RESUME], "co_code is malformed"],
    ["an unassigned opcode", [122, 0], "not an instruction of compiled code"],
    ["an instrumented opcode", [Op.INSTRUMENTED_RESUME, 0], "not an instruction of compiled code"],
    ["a specialised opcode", [Op.BINARY_OP_ADD_INT, 0], "not an instruction of compiled code"],
    ["a cache as an instruction", [CACHE, 0], "not an instruction of compiled code"],
    ["a constant that is not there", [LOAD_CONST, 1, RETURN_VALUE, 0], "no such constant"],
    ["a name that is not there", [LOAD_NAME, 0, RETURN_VALUE, 0], "no such name"],
    ["a local that is not there", [LOAD_FAST, 0, RETURN_VALUE, 0], "no such local"],
    ["an operation that is not there", [BINARY_OP, 27], "oparg out of range"],
    ["a yield outside a generator", [YIELD_VALUE, 0], "not in a generator"],
    ["caches beyond the end", [TO_BOOL, 0, 0, 0], "inline caches cut off"],
    ["a prefix without instruction", [RESUME, 0, EXTENDED_ARG, 1], "EXTENDED_ARG at the end"],
    ["a jump beyond the end", [JUMP_FORWARD, 1], "where no instruction starts"],
    ["a jump into a cache", [JUMP_FORWARD, 1, TO_BOOL, 0, 0, 0, 0, 0, 0, 0], "where no instruction starts"],
    ["running off the end", [RESUME, 0], "control runs off the end"],
    ["an underflow", [POP_TOP, 0, LOAD_CONST, 0, RETURN_VALUE, 0], "stack underflow"],
    ["an underflow by COPY", [LOAD_CONST, 0, COPY, 2, RETURN_VALUE, 0], "stack underflow"],
    ["an overflow", [LOAD_CONST, 0, LOAD_CONST, 0, LOAD_CONST, 0, RETURN_VALUE, 0], "stack overflow"],
    [
      "paths of different depth",
      [LOAD_CONST, 0, POP_JUMP_IF_TRUE, 1, 0, 0, LOAD_CONST, 0, LOAD_CONST, 0, RETURN_VALUE, 0],
      "on one path",
    ],
  ])("%s", (_, co_code, message) => {
    expect(verdict({ co_code: Uint8Array.from(co_code) })).toContain(message);
  });

  test("bad code inside a tuple of constants", () => {
    const bad = new CodeObject({ ...readPyc(programs[0].pyc()).code, co_code: new Uint8Array(0) });
    const items: Constant[] = [bad];
    items.push(new TupleConstant(items));
    expect(verdict({ co_consts: [new TupleConstant(items)] })).toContain("co_code is malformed");
  });

  test("handlers outside the code, or deeper than the stack", () => {
    const entry = { start: 0, end: 2, target: 2, depth: 0, lasti: false };
    const withEntry = (change: Partial<typeof entry>): string => {
      const table = new ExceptionTableWriter();
      table.add({ ...entry, ...change });
      return verdict({ co_exceptiontable: table.finish() });
    };
    expect(withEntry({ target: 40 })).toContain("no instruction starts there");
    expect(withEntry({ end: 40 })).toContain("range beyond the code");
    expect(withEntry({ depth: 2 })).toContain("handler exceeds the stack");
    expect(withEntry({ depth: 1 })).toContain("handler expects a deeper stack");
  });

  function verdict(change: Partial<CodeFields>): string {
    const code = new CodeObject({
      co_argcount: 0,
      co_posonlyargcount: 0,
      co_kwonlyargcount: 0,
      co_stacksize: 2,
      co_flags: 0,
      co_code: Uint8Array.of(LOAD_CONST, 0, RETURN_VALUE, 0),
      co_consts: [null],
      co_names: [],
      co_localsplusnames: [],
      co_localspluskinds: new Uint8Array(0),
      co_filename: "f.py",
      co_name: "f",
      co_qualname: "f",
      co_firstlineno: 1,
      co_linetable: new Uint8Array(0),
      co_exceptiontable: new Uint8Array(0),
      ...change,
    });
    try {
      verify(code);
      return "accepted";
    } catch (error) {
      return String(error);
    }
  }
});
