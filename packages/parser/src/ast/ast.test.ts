/** What `ast` has for trees, against the oracle: docstrings, positions, dumps with every option. */
import { loadPyodide, type PyodideAPI } from "pyodide";
import { beforeAll, expect, test } from "vitest";
import {
  ast,
  CodePoints,
  copyLocation,
  dump,
  fixMissingLocations,
  getDocstring,
  incrementLineno,
  iterFields,
  parse,
  transform,
  unparse,
} from "../index.ts";

let oracle: PyodideAPI;

beforeAll(async () => {
  oracle = await loadPyodide();
  oracle.runPython("import ast, json");
});

function ask(expression: string, source: string): unknown {
  oracle.globals.set("source", source);
  return JSON.parse(oracle.runPython(`json.dumps(${expression})`) as string);
}

const DOCSTRINGS = [
  `"""One."""`,
  `"""One.\n\n    Two.\n\tThree.\n      Four.\n    """`,
  `"""\n\n  One\n\n\n"""`,
  `"""   One\tx\n  \n ü\té\r\n \tTwo"""`,
  `"""  """`,
  `""`,
  `x = 1`,
  `f"no"`,
  `b"no"`,
  ``,
];

test.each(DOCSTRINGS)("docstring %j", (source) => {
  const tree = parse(source);
  expect(getDocstring(tree)).toBe(ask("ast.get_docstring(ast.parse(source))", source));
  expect(getDocstring(tree, { clean: false })).toBe(
    ask("ast.get_docstring(ast.parse(source), False)", source),
  );
});

test("docstring with a surrogate", () => {
  const docstring = getDocstring(parse(`"""a\n  \\ud800"""`));
  expect(docstring).toEqual(new CodePoints(Uint32Array.of(0x61, 0x0a, 0xd800)));
});

const PROGRAM = `
@d
class A(B, metaclass=M):  # type: ignore[x]
    def f(self, a, /, b: int = 1, *c, d, e=2, **g) -> None:
        return a if b else {**c, 1: [x async for x in d if not e]}
match x:
    case {"a": [1, *_], **r} if y: pass
del x; import a.b as c; from . import d
f"{x!r:>{w}}" b'' 1.5 2j ...
`.replace(" b'' 1.5 2j ...", "");

const OPTIONS = [false, true].flatMap((annotateFields) =>
  [false, true].flatMap((includeAttributes) =>
    [false, true].flatMap((showEmpty) =>
      ([null, 0, 2, "\t"] as const).map((indent) => ({
        annotateFields,
        includeAttributes,
        showEmpty,
        indent,
      })),
    ),
  ),
);

test.each(OPTIONS)("dump with %j", (options) => {
  const python = (value: unknown): string =>
    JSON.stringify(value).replace("true", "True").replace("false", "False").replace("null", "None");
  const found = dump(parse(PROGRAM, { typeComments: true }), options);
  const expected = ask(
    `ast.dump(ast.parse(source, type_comments=True), annotate_fields=${python(options.annotateFields)},
       include_attributes=${python(options.includeAttributes)}, show_empty=${python(options.showEmpty)},
       indent=${python(options.indent)})`,
    PROGRAM,
  );
  expect(found).toBe(expected);
});

test("positions", () => {
  const tree = parse("a\nb = [c]\n");
  const call = ast.Call(ast.Name("f", "Load"), [], []);
  const found = [
    fixMissingLocations(ast.Module([ast.Expr(call), ...tree.body], [])),
    incrementLineno(parse("a\nb = [c]  # type: ignore\n", { typeComments: true }), 3),
    copyLocation(ast.Name("x", "Load"), tree.body[1]!),
  ];
  const expected = ask(
    `[ast.dump(node, include_attributes=True) for node in (
       ast.fix_missing_locations(ast.Module([ast.Expr(ast.Call(ast.Name("f", ast.Load()), [], []))]
                                            + ast.parse(source).body, [])),
       ast.increment_lineno(ast.parse("a\\nb = [c]  # type: ignore\\n", type_comments=True), 3),
       ast.copy_location(ast.Name("x", ast.Load()), ast.parse(source).body[1]))]`,
    "a\nb = [c]\n",
  );
  expect(found.map((node) => dump(node, { includeAttributes: true }))).toEqual(expected);
});

test("fields", () => {
  const name = parse("x", { mode: "eval" }).body;
  expect([...iterFields(name)]).toEqual([
    ["id", "x"],
    ["ctx", "Load"],
  ]);
});

test("transform replaces, multiplies, removes and keeps", () => {
  const tree = parse("def f():\n    assert x\n    y = x\n    return -x\nprint(x)\n");
  transform(tree, {
    Assert: () => null,
    Assign: (node) => [node, ast.Pass()],
    Name: (node) =>
      node.id === "x" ? ast.Subscript(ast.Name("d", "Load"), ast.Constant("x", null), node.ctx) : node,
    Return: (_, transformChildren) => transformChildren(),
  });
  expect(unparse(tree)).toBe("def f():\n    y = x\n    pass\n    return -d['x']\nprint(d['x'])");
  expect(() => transform(parse("x + 1"), { Name: () => null })).toThrow("as BinOp.left");
  const bare = parse("def f() -> int: return 1");
  transform(bare, { Name: () => null, Constant: () => null });
  expect(unparse(bare)).toBe("def f():\n    return");
});
