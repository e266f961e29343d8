import { describe, expect, test } from "vitest";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { CodeObject } from "../code/code-object.ts";
import type { CodeFields } from "../code/code-object.ts";
import { CO_GENERATOR, CO_OPTIMIZED, FAST_CELL, FAST_FREE, FAST_LOCAL } from "../code/flags.ts";
import { TupleConstant } from "../code/constants.ts";
import type { Constant } from "../code/constants.ts";
import { Op } from "../opcodes/opcode.ts";
import { readPyc } from "../pyc/header.ts";
import { ExceptionTableWriter } from "../tables/exception-table.ts";
import { VerifyError } from "./error.ts";
import { verify } from "./verify.ts";

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
  const { LOAD_FAST, LOAD_NAME, TO_BOOL, YIELD_VALUE, BINARY_OP, CACHE, STORE_FAST, LOAD_DEREF } = Op;
  const { LIST_APPEND, MAKE_FUNCTION, CALL, RERAISE, POP_EXCEPT, STORE_NAME, RETURN_GENERATOR } = Op;
  const { JUMP_BACKWARD_NO_INTERRUPT, PUSH_NULL, BUILD_STRING, BUILD_LIST, DELETE_FAST } = Op;

  test.each([
    ["an empty code", [], "co_code is malformed"],
    ["an odd length", [RESUME], "co_code is malformed"],
    ["an unassigned opcode", [122, 0], "unknown opcode 122"],
    ["an instrumented opcode", [Op.INSTRUMENTED_RESUME, 0], "not for compiled code"],
    ["a specialised opcode", [Op.BINARY_OP_ADD_INT, 0], "not for compiled code"],
    ["a cache as an instruction", [CACHE, 0], "not for compiled code"],
    ["a constant that is not there", [LOAD_CONST, 1, RETURN_VALUE, 0], "no such constant"],
    ["a name that is not there", [LOAD_NAME, 0, RETURN_VALUE, 0], "no such name"],
    ["a local that is not there", [LOAD_FAST, 2, RETURN_VALUE, 0], "no such local"],
    ["an operation that is not there", [BINARY_OP, 27], "oparg out of range"],
    ["a yield outside a generator", [YIELD_VALUE, 0], "not in a generator"],
    ["caches beyond the end", [TO_BOOL, 0, 0, 0], "inline caches cut off"],
    ["a prefix without instruction", [RESUME, 0, EXTENDED_ARG, 1], "EXTENDED_ARG at the end"],
    ["a jump beyond the end", [JUMP_FORWARD, 1], "where no instruction starts"],
    ["a jump into a cache", [JUMP_FORWARD, 1, TO_BOOL, 0, 0, 0, 0, 0, 0, 0], "where no instruction starts"],
    ["a start without RESUME", [LOAD_CONST, 0, RETURN_VALUE, 0], "does not start with RESUME"],
    ["a generator that is none", [RETURN_GENERATOR, 0, RESUME, 0], "not in a generator"],
    [
      "a way back to the start",
      [Op.NOP, 0, RESUME, 0, JUMP_BACKWARD_NO_INTERRUPT, 3],
      "control returns to the start",
    ],
    ["running off the end", [RESUME, 0], "control runs off the end"],
    ["an underflow", [RESUME, 0, POP_TOP, 0, LOAD_CONST, 0, RETURN_VALUE, 0], "stack underflow"],
    ["an underflow by COPY", [RESUME, 0, LOAD_CONST, 0, COPY, 2, RETURN_VALUE, 0], "stack underflow"],
    [
      "an overflow",
      [RESUME, 0, LOAD_CONST, 0, LOAD_CONST, 0, LOAD_CONST, 0, RETURN_VALUE, 0],
      "stack overflow",
    ],
    [
      "paths of different depth",
      [RESUME, 0, LOAD_CONST, 0, POP_JUMP_IF_TRUE, 1, 0, 0, LOAD_CONST, 0, LOAD_CONST, 0, RETURN_VALUE, 0],
      "on one path",
    ],
    ["NULL as a value", [RESUME, 0, PUSH_NULL, 0, RETURN_VALUE, 0], "does not find a value"],
    ["an unbound local as a value", [RESUME, 0, LOAD_FAST, 0, RETURN_VALUE, 0], "does not find a value"],
    [
      "a local that is bound on one path only",
      [
        RESUME,
        0,
        LOAD_CONST,
        0,
        POP_JUMP_IF_TRUE,
        2,
        0,
        0,
        LOAD_CONST,
        0,
        STORE_FAST,
        0,
        LOAD_FAST,
        0,
        RETURN_VALUE,
        0,
      ],
      "does not find a value",
    ],
    [
      "a deleted local as a value",
      [RESUME, 0, LOAD_CONST, 0, STORE_FAST, 0, DELETE_FAST, 0, LOAD_FAST, 0, RETURN_VALUE, 0],
      "does not find a value",
    ],
    ["a cell that was not made", [RESUME, 0, LOAD_DEREF, 1, RETURN_VALUE, 0], "does not find a cell"],
    ["a cell that is a local", [RESUME, 0, LOAD_DEREF, 0, RETURN_VALUE, 0], "no such cell"],
    [
      "a list that is none",
      [RESUME, 0, LOAD_CONST, 0, LOAD_CONST, 0, LIST_APPEND, 1, RETURN_VALUE, 0],
      "does not find a list",
    ],
    [
      "a str that is none",
      [RESUME, 0, LOAD_CONST, 0, BUILD_STRING, 1, RETURN_VALUE, 0],
      "does not find a str",
    ],
    [
      "a function of no code",
      [RESUME, 0, LOAD_CONST, 0, MAKE_FUNCTION, 0, RETURN_VALUE, 0],
      "does not find a code object",
    ],
    [
      "no callable",
      [RESUME, 0, PUSH_NULL, 0, LOAD_CONST, 0, CALL, 0, 0, 0, 0, 0, 0, 0],
      "does not find a value",
    ],
    ["no exception", [RESUME, 0, BUILD_LIST, 0, RERAISE, 0], "does not find an exception"],
    ["nothing handled", [RESUME, 0, BUILD_LIST, 0, POP_EXCEPT, 0], "does not find an exception or None"],
  ])("%s", (_, co_code, message) => {
    expect(verdict({ co_code: Uint8Array.from(co_code) })).toContain(message);
  });

  test("a function with a namespace", () => {
    const co_code = Uint8Array.of(RESUME, 0, LOAD_CONST, 0, STORE_NAME, 0, LOAD_CONST, 0, RETURN_VALUE, 0);
    const co_names = ["x"];
    expect(verdict({ co_code, co_names })).toBe("accepted");
    expect(verdict({ co_code, co_names, co_flags: CO_OPTIMIZED })).toContain("a function has no namespace");
  });

  test("flags of a generator without one", () => {
    expect(verdict({ co_flags: CO_GENERATOR })).toContain("makes no generator");
  });

  test("a closure of another size than the code has free variables", () => {
    const inner = new CodeObject({
      ...PLAIN,
      co_localsplusnames: ["x"],
      co_localspluskinds: Uint8Array.of(FAST_FREE),
    });
    const { MAKE_CELL, BUILD_TUPLE, SET_FUNCTION_ATTRIBUTE, SWAP } = Op;
    const closing = (cells: number, rest: readonly number[]): Uint8Array =>
      Uint8Array.from([
        ...[MAKE_CELL, 1, RESUME, 0, LOAD_FAST, 1, LOAD_FAST, 1, BUILD_TUPLE, cells],
        ...[LOAD_CONST, 0, MAKE_FUNCTION, 0, ...rest, RETURN_VALUE, 0],
      ]);
    const change = { co_consts: [inner], co_stacksize: 4 };
    const attribute = [SET_FUNCTION_ATTRIBUTE, 8];
    expect(verdict({ ...change, co_code: closing(1, attribute) })).toBe("accepted");
    expect(verdict({ ...change, co_code: closing(2, attribute) })).toContain("a closure of another size");
    expect(verdict({ ...change, co_code: closing(1, []) })).toContain("does not find a value");
    expect(verdict({ ...change, co_code: closing(1, [SWAP, 2]) })).toBe("accepted");
  });

  test("bad code inside a tuple of constants", () => {
    const bad = new CodeObject({ ...PLAIN, co_code: new Uint8Array(0) });
    const items: Constant[] = [bad];
    items.push(new TupleConstant(items));
    expect(verdict({ co_consts: [new TupleConstant(items)] })).toContain("co_code is malformed");
  });

  test("handlers outside the code, before it, or deeper than the stack", () => {
    const entry = { start: 2, end: 4, target: 4, depth: 0, lasti: false };
    const withEntry = (change: Partial<typeof entry>): string => {
      const table = new ExceptionTableWriter();
      table.add({ ...entry, ...change });
      return verdict({ co_exceptiontable: table.finish() });
    };
    expect(withEntry({})).toBe("accepted");
    expect(withEntry({ target: 40 })).toContain("no instruction starts there");
    expect(withEntry({ end: 40 })).toContain("range beyond the code");
    expect(withEntry({ target: 2 })).toContain("handler before the end of what it covers");
    expect(withEntry({ depth: 2 })).toContain("handler exceeds the stack");
    expect(withEntry({ depth: 1 })).toContain("handler expects a deeper stack");
  });

  test("a location table that is cut off, or has no entry where one should start", () => {
    expect(verdict({ co_linetable: Uint8Array.of(0x80, 0x11) })).toBe("accepted");
    expect(verdict({ co_linetable: Uint8Array.of(0x80) })).toContain("location table is malformed");
    expect(verdict({ co_linetable: Uint8Array.of(0x80, 0x11, 0x11) })).toContain("location table");
    expect(verdict({ co_linetable: Uint8Array.of(0xf0, 0x40) })).toContain("location table");
  });

  test("code made to be slow", () => {
    const units: number[] = [RESUME, 0];
    for (let pair = 0; pair < 500; pair++) {
      units.push(LOAD_CONST, 0, EXTENDED_ARG, 15, EXTENDED_ARG, 255, Op.UNPACK_SEQUENCE, 255, 0, 0);
      units.push(EXTENDED_ARG, 15, EXTENDED_ARG, 255, Op.BUILD_TUPLE, 255, POP_TOP, 0);
    }
    units.push(LOAD_CONST, 0, RETURN_VALUE, 0);
    expect(verdict({ co_code: Uint8Array.from(units), co_stacksize: 1 << 20 })).toContain(
      "too complex to verify",
    );
  });

  function verdict(change: Partial<CodeFields>): string {
    try {
      verify(new CodeObject({ ...PLAIN, ...change }));
      return "accepted";
    } catch (error) {
      return String(error);
    }
  }
});

/** Code that returns a constant; a local and a cell are there to be used. */
const PLAIN: CodeFields = {
  co_argcount: 0,
  co_posonlyargcount: 0,
  co_kwonlyargcount: 0,
  co_stacksize: 2,
  co_flags: 0,
  co_code: Uint8Array.of(Op.RESUME, 0, Op.LOAD_CONST, 0, Op.RETURN_VALUE, 0),
  co_consts: [null],
  co_names: [],
  co_localsplusnames: ["local", "cell"],
  co_localspluskinds: Uint8Array.of(FAST_LOCAL, FAST_CELL),
  co_filename: "f.py",
  co_name: "f",
  co_qualname: "f",
  co_firstlineno: 1,
  co_linetable: new Uint8Array(0),
  co_exceptiontable: new Uint8Array(0),
};
