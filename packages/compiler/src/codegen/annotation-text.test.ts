/** Annotations under `from __future__ import annotations` are CPython's text. */

import { parse, type ast } from "@pyvm/parser";
import { createOracle } from "@pyvm/tool-oracle";
import { expect, it } from "vitest";
import { annotationText } from "./annotation-text.ts";

const EXPRESSIONS = [
  "a . b . c",
  "1 .real",
  "1.0.real",
  "a[b]",
  "a[b, c]",
  "a[b:c, ::d, *e]",
  "a[(b, c):]",
  "(a, )",
  "()",
  "[a, (b, c)]",
  "{a, b}",
  "{'a': 1, **b}",
  "a or b and not c",
  "(a or b) and c",
  "not (a and b)",
  "a < b <= c != d is not e not in f",
  "(a < b) < c",
  "-a ** -b",
  "(-a) ** b",
  "a ** b ** c",
  "(a ** b) ** c",
  "a - (b - c)",
  "a | b ^ c & d << e + f * ~g @ h // i % j / k >> l",
  "a if b else c if d else e",
  "(a if b else c) if d else e",
  "lambda: a",
  "lambda a, b=1, /, c=2, *d, e, f=3, **g: a",
  "lambda *, a: a",
  "(lambda x: x)(1)",
  "f(a, *b, c=d, **e)",
  "f(x for x in y)",
  "f((x for x in y), z)",
  "[x for x in y if a if b for z, w in x]",
  "{x: y for x in z}",
  "{x for x in (lambda: y)}",
  "[*a, *b | c]",
  "None",
  "...",
  "True",
  "u'a'",
  "'it\\'s'",
  '"\\"" "\\\'"',
  "b'\\x00\\xff\\n'",
  "'\\u200b\\x7f\\u00e9\\U0001f600\\ud800'",
  "1e100, 1e22, 1e16, 123456789012345680.0, 1e-5, 0.0001, 1e400, -1e400",
  "1j, 1e400j, 0xff, 12345678901234567890",
  "f'a{b}c{d!r}{e:>{f}}{{}}'",
  "f'{ {1}}{(lambda: 1)}'",
  "f'\\ud800{a}'",
  "f'{a!s:x}' 'b'",
  "t'a{b + c!r:d}{ {1} }'",
];

it("is CPython's", async () => {
  const oracle = await createOracle();
  const source = EXPRESSIONS.map((expression, index) => `x${index}: (${expression})\n`).join("");
  const expected: unknown = JSON.parse(
    oracle.evaluate(`
import json
namespace = {}
exec("from __future__ import annotations\\n" + ${JSON.stringify(source)}, namespace)
result = json.dumps(list(namespace["__annotations__"].values()))
`),
  );
  const body = parse(source).body as ast.AnnAssign[];
  expect(body.map(({ annotation }) => annotationText(annotation))).toEqual(expected);
});
