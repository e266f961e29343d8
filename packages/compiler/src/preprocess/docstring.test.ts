/** Docstrings lose their indentation as in CPython. */

import { createOracle } from "@pyvm/tool-oracle";
import { expect, it } from "vitest";
import { cleanDoc } from "./docstring.ts";

const DOCSTRINGS = [
  "",
  "one line",
  "  leading spaces",
  "first\n    second\n      third\n    ",
  "first\n\n    second\n  \n        third\n",
  "first\nsecond\n  third",
  "\n    only later lines\n    two",
  "first\n\tsecond\n\t  third",
  "a\tb\n        c\td",
  "é\tb\n    ü\td",
  "  first\n  second",
  "first\n    \n\n  x\n        ",
  "tab\r\tafter\n    carriage",
];

it("is CPython's", async () => {
  const oracle = await createOracle();
  const expected: unknown = JSON.parse(
    oracle.evaluate(`
import json, _testinternalcapi
result = json.dumps([_testinternalcapi.compiler_cleandoc(doc) for doc in json.loads(${JSON.stringify(JSON.stringify(DOCSTRINGS))})])
`),
  );
  expect(DOCSTRINGS.map(cleanDoc)).toEqual(expected);
});
