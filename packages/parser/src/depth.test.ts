/**
 * Depth: CPython's error or a tree, never a JavaScript stack overflow.
 *
 * The limits are those of a CPython 3.14 with a stack of the usual size; the oracle, being WebAssembly, has less.
 */
import { expect, test } from "vitest";
import { dump, literalEval, parse, PySyntaxError, transform, unparse, visit, walk } from "./index.ts";

const DEEP = 1_000_000;
const TOO_COMPLEX = "Parser stack overflowed - Python source too complex to parse";

function refusal(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof PySyntaxError) return error.msg;
    throw error;
  }
}

/** What nests without brackets, and how often it may at the margin. */
const CHAINS: readonly (readonly [name: string, nest: (count: number) => string, limit: number])[] = [
  ["signs", (count) => `${"-".repeat(count)}1`, 5968],
  ["not", (count) => `${"not ".repeat(count)}1`, 5968],
  ["conditional expressions", (count) => `${"1 if 1 else ".repeat(count)}1`, 5968],
  ["powers", (count) => `${"2**".repeat(count)}1`, 2984],
  ["powers of negative numbers", (count) => `${"2**-".repeat(count)}1`, 1989],
  ["lambdas", (count) => `${"lambda: ".repeat(count)}1`, 2984],
  ["lambdas with a parameter", (count) => `${"lambda x: ".repeat(count)}1`, 2984],
];

test.each(CHAINS)("%s", (_, nest, limit) => {
  expect(refusal(() => parse(nest(limit)))).toBe(null);
  expect(refusal(() => parse(nest(limit + 1)))).toBe(TOO_COMPLEX);
  expect(refusal(() => parse(nest(DEEP)))).toBe(TOO_COMPLEX);
  onlyPythonErrors(nest(limit));
});

test.each([
  ["parentheses", "(", ")", 200, "too many nested parentheses"],
  ["brackets", "[", "]", 200, "too many nested parentheses"],
  ["braces", "{", "}", 200, "too many nested parentheses"],
  ["calls", "f(", ")", 200, "too many nested parentheses"],
  ["subscripts", "a[", "]", 200, "too many nested parentheses"],
  ["named expressions", "(x := ", ")", 200, "too many nested parentheses"],
  ["yields", "(yield ", ")", 200, "too many nested parentheses"],
  ["comprehensions", "[x for x in ", "]", 200, "too many nested parentheses"],
  ["f-strings", "f'{", "}'", 149, "too many nested f-strings or t-strings"],
  ["t-strings", "t'{", "}'", 149, "too many nested f-strings or t-strings"],
])("%s", (_, open, close, limit, message) => {
  const nest = (count: number): string => `${open.repeat(count)}x${close.repeat(count)}`;
  expect(refusal(() => parse(nest(limit)))).toBe(null);
  expect(refusal(() => parse(nest(limit + 1)))).toBe(message);
  expect(refusal(() => parse(open.repeat(DEEP)))).toBe(message);
  onlyPythonErrors(nest(limit));
});

test.each([
  ["groups", "(", "1", ")"],
  ["sequences", "[", "", "]"],
  ["classes", "A(", "", ")"],
  ["mappings", "{1: ", "x", "}"],
])("patterns: %s", (_, open, inner, close) => {
  const nest = (count: number): string =>
    `match x:\n case ${open.repeat(count)}${inner}${close.repeat(count)}: pass\n`;
  expect(refusal(() => parse(nest(200)))).toBe(null);
  expect(refusal(() => parse(nest(DEEP)))).toBe("too many nested parentheses");
  onlyPythonErrors(nest(200));
});

test("blocks", () => {
  const nest = (count: number): string =>
    Array.from({ length: count }, (_, depth) => `${" ".repeat(depth)}if x:\n`).join("") +
    `${" ".repeat(count)}x\n`;
  expect(refusal(() => parse(nest(99)))).toBe(null);
  expect(refusal(() => parse(nest(100)))).toBe("too many levels of indentation");
  expect(refusal(() => parse(nest(2000)))).toBe("too many levels of indentation");
  onlyPythonErrors(nest(99));
  const elifs = (count: number): string => `if x: pass\n${"elif x: pass\n".repeat(count)}`;
  expect(refusal(() => parse(elifs(5900)))).toBe(null);
  expect(refusal(() => parse(elifs(6000)))).toBe(TOO_COMPLEX);
  onlyPythonErrors(elifs(5900));
});

/** What may be as long as it likes, though its tree is as deep. */
test.each([
  ["attributes", "x", ".a"],
  ["calls", "x", "()"],
  ["subscripts", "x", "[0]"],
  ["sums", "1", " + 1"],
  ["differences of products", "1", " * 2 - 1"],
  ["dotted patterns", "match x:\n case a", ".a", ": pass"],
])("long: %s", (_, start, link, end = "") => {
  const source = start + link.repeat(DEEP / link.length) + end;
  const tree = parse(source);
  let count = 0;
  for (const _node of walk(tree)) count++;
  expect(count).toBeGreaterThan(DEEP / 10);
  visit(tree, { Name: (node) => void expect(["x", "a"]).toContain(node.id) });
  onlyPythonErrors(start + link.repeat(20_000) + end);
});

/** What is only wide. */
test.each([
  ["comparisons", "1", " < 1"],
  ["or", "1", " or 1"],
  ["strings", "''", " 'a'"],
  ["f-strings", "f''", " f'{a}'"],
  ["decorators", "", "@x\n", "def f(): pass"],
  ["targets", "", "x = ", "1"],
  ["alternatives", "match x:\n case 1", "|1", ": pass"],
  ["string prefixes", "", "f", "''"],
  ["await", "", "await ", "x"],
  ["stars", "", "*", "x"],
])("wide: %s", (_, start, link, end = "") => {
  onlyPythonErrors(start + link.repeat(100_000) + end);
});

function onlyPythonErrors(source: string): void {
  if (refusal(() => parse(source)) !== null) return;
  const tree = parse(source);
  refusal(() => dump(tree));
  refusal(() => unparse(tree));
  refusal(() => visit(tree, { BinOp: (_, visitChildren) => visitChildren() }));
  refusal(() => literalEval(source));
  refusal(() => transform(tree, {}));
}
