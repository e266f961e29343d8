import { expect, test } from "vitest";
import { generateLoop } from "./dispatch-loop.ts";
import { type Instruction, readFileText } from "./dispatch-loop/definitions.ts";
import { parsePicture, parseSize, sizeFor } from "./dispatch-loop/picture.ts";

function generated(text: string): Record<string, string> {
  const instructions: Instruction[] = [];
  const fused: string[][] = [];
  readFileText("sample.ts", text, instructions, fused);
  const files = generateLoop({ instructions, fused });
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.split("/").at(-1)!, content]),
  );
}

/** The lines of one case. */
function caseOf(text: string, name: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const start = lines.findIndex((line) => line.endsWith(`// ${name}`)) + 1;
  let open = 1;
  let end = start - 1;
  while (open > 0) {
    const line = lines[++end]!;
    open += line.split("{").length - line.split("}").length;
  }
  return lines.slice(start, end).join("\n");
}

test("operands come from the stack and the output goes there", () => {
  const { "loop.ts": loop } = generated(`
    import { plus } from "../protocols/number.ts";
    instruction("BINARY_OP", { stack: "left right -- sum", run: ({ left, right }) => plus(left, right) });
  `);
  expect(loop).toContain('import { plus } from "../../protocols/number.ts";');
  expect(caseOf(loop!, "BINARY_OP")).toBe(
    [
      "frame.ip = ip;",
      "left = s[sp - 2] as PyObject;",
      "right = s[sp - 1] as PyObject;",
      "$result = plus(left, right);",
      "if ($result === undefined) { frame.ip = ip; break raising; }",
      "s[sp - 2] = $result;",
      "sp--;",
      "continue dispatch;",
    ].join("\n"),
  );
});

test("a jump takes no output, and operands that stay are not written", () => {
  const { "loop.ts": loop } = generated(`
    import { step } from "../protocols/iterate.ts";
    instruction("FOR_ITER", {
      stack: "iter -- iter item",
      run: ({ iter }, t) => (iter === t.frame ? t.jump() : step(iter)),
    });
  `);
  const body = caseOf(loop!, "FOR_ITER");
  expect(body).toContain("if (iter === frame) {\nip = oparg;\ncontinue dispatch;");
  expect(body).toContain("s[sp] = $result;\nsp++;");
});

test("a fused sequence passes operands in variables", () => {
  const { "loop.ts": loop, "operations.ts": operations } = generated(`
    instruction("LOAD_FAST", { stack: "-- value?", run: (_, t) => t.locals[t.oparg] });
    instruction("STORE_FAST", { stack: "value? --", run: ({ value }, t) => { t.locals[t.oparg] = value; } });
    fuse("LOAD_FAST", "STORE_FAST");
  `);
  expect(operations).toContain("LOAD_FAST__STORE_FAST");
  expect(caseOf(loop!, "LOAD_FAST__STORE_FAST")).toBe(
    [
      "part0: {",
      "carried0_0 = s[oparg];",
      "break part0;",
      "}",
      "oparg1 = instructions[ip + 1]!;",
      "ip += 2;",
      "{",
      "value = carried0_0 as PyObject | undefined;",
      "s[oparg1] = value;",
      "continue dispatch;",
      "}",
    ].join("\n"),
  );
});

test("cold instructions are functions of their own", () => {
  const { "loop.ts": loop, "cold.ts": cold } = generated(`
    import { makeSlice } from "../objects/slice.ts";
    instruction("BUILD_SLICE", { stack: "parts[oparg] -- slice", cold: true, run: ({ parts }) => makeSlice(parts) });
  `);
  expect(loop).not.toContain("makeSlice");
  expect(cold).toMatch(/COLD\[\d+\] = function BUILD_SLICE\(frame, s, sp, oparg\)/);
  expect(cold).toContain("parts = s.slice(sp - oparg, sp) as PyObject[];");
});

test("what the loop does of a cold instruction leaves the rest to its function", () => {
  const { "loop.ts": loop, "cold.ts": cold } = generated(`
    import { isTrue } from "../kernel/truth.ts";
    instruction("LOAD_FAST", { stack: "-- value?", run: (_, t) => t.locals[t.oparg] });
    instruction("TO_BOOL", {
      stack: "operand -- truth",
      cold: true,
      fast: ({ operand }, t) => (typeof operand === "boolean" ? operand : t.slow()),
      run: ({ operand }) => isTrue(operand),
    });
    fuse("LOAD_FAST", "TO_BOOL");
  `);
  expect(loop).not.toContain("isTrue");
  expect(cold).toContain("$result = isTrue(operand);");
  expect(caseOf(loop!, "TO_BOOL")).toContain("} else {\nbreak slow;\n}");
  expect(caseOf(loop!, "LOAD_FAST__TO_BOOL")).toMatch(
    /s\[sp\] = carried0_0;\nsp\+\+;\noperation = \d+;\noparg = oparg1;\nbreak slow;/,
  );
});

test("a body that would hide a register is refused", () => {
  expect(() => generated(`instruction("NOP", { stack: "--", run: () => { const frame = 1; } });`)).toThrow(
    /register/,
  );
});

test("stack pictures: what stays, and sizes that depend on the oparg", () => {
  const picture = parsePicture("list rest[oparg-1] item -- list rest[oparg-1]");
  expect(picture.staying).toBe(2);
  expect(sizeFor(picture.popped, 4)).toBe(5);
  expect(sizeFor(parseSize("(oparg&255)+1+(oparg>>8)"), 0x203)).toBe(6);
});
