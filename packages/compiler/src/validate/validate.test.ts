/** Hand-made trees are refused in CPython's words. */

import { ast } from "@pyvm/parser";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, it } from "vitest";
import { compile } from "../compile.ts";
import { InvalidTreeError } from "../errors.ts";

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
});

const AT = [1, 0, 1, 1] as const;
const name = (id: string, ctx: ast.expr_context = "Load"): ast.Name => ast.Name(id, ctx, ...AT);
const constant = (value: number): ast.Constant => ast.Constant(value, null, ...AT);
const expression = (value: ast.expr): ast.Expr => ast.Expr(value, ...AT);
const pass = (): ast.Pass => ast.Pass(...AT);
const matching = (pattern: ast.pattern): ast.Match =>
  ast.Match(name("x"), [ast.match_case(pattern, null, [pass()])], ...AT);

/** The same statement for both: ours, and as an expression in Python. */
const CASES: [ast.stmt, string][] = [
  [expression(name("None")), "Expr(Name('None', Load()))"],
  [expression(name("x", "Store")), "Expr(Name('x', Store()))"],
  [ast.Assign([], name("x"), null, ...AT), "Assign([], Name('x', Load()))"],
  [ast.Assign([constant(1)], name("x"), null, ...AT), "Assign([Constant(1)], Name('x', Load()))"],
  [ast.Delete([], ...AT), "Delete([])"],
  [ast.If(name("x"), [], [], ...AT), "If(Name('x', Load()), [], [])"],
  [ast.Raise(null, name("x"), ...AT), "Raise(None, Name('x', Load()))"],
  [ast.Try([pass()], [], [], [], ...AT), "Try([Pass()], [], [], [])"],
  [ast.Try([pass()], [], [pass()], [pass()], ...AT), "Try([Pass()], [], [Pass()], [Pass()])"],
  [ast.Import([], ...AT), "Import([])"],
  [ast.ImportFrom("m", [], -1, ...AT), "ImportFrom('m', [], -1)"],
  [ast.With([], [pass()], null, ...AT), "With([], [Pass()])"],
  [expression(ast.BoolOp("And", [name("x")], ...AT)), "Expr(BoolOp(And(), [Name('x', Load())]))"],
  [expression(ast.Compare(name("x"), [], [], ...AT)), "Expr(Compare(Name('x', Load()), [], []))"],
  [expression(ast.Dict([], [name("x")], ...AT)), "Expr(Dict([], [Name('x', Load())]))"],
  [expression(ast.ListComp(name("x"), [], ...AT)), "Expr(ListComp(Name('x', Load()), []))"],
  [
    expression(ast.NamedExpr(constant(1), name("x"), ...AT)),
    "Expr(NamedExpr(Constant(1), Name('x', Load())))",
  ],
  [
    ast.AnnAssign(ast.Attribute(name("x"), "y", "Store", ...AT), name("z"), null, 1, ...AT),
    "AnnAssign(Attribute(Name('x', Load()), 'y', Store()), Name('z', Load()), None, 1)",
  ],
  [
    matching(ast.MatchStar("a", ...AT)),
    "Match(Name('x', Load()), [match_case(MatchStar('a'), None, [Pass()])])",
  ],
  [matching(ast.MatchOr([], ...AT)), "Match(Name('x', Load()), [match_case(MatchOr([]), None, [Pass()])])"],
  [
    matching(ast.MatchAs(null, "_", ...AT)),
    "Match(Name('x', Load()), [match_case(MatchAs(None, '_'), None, [Pass()])])",
  ],
  [
    matching(ast.MatchValue(name("y"), ...AT)),
    "Match(Name('x', Load()), [match_case(MatchValue(Name('y', Load())), None, [Pass()])])",
  ],
  // What no validation finds, but the stage that cannot go on.
  [
    expression(ast.JoinedStr([ast.FormattedValue(name("x"), 5, null, ...AT)], ...AT)),
    "Expr(JoinedStr([FormattedValue(Name('x', Load()), 5)]))",
  ],
  [
    ast.TryStar([pass()], [ast.ExceptHandler(null, null, [pass()], ...AT)], [], [], ...AT),
    "TryStar([Pass()], [ExceptHandler(None, None, [Pass()])], [], [])",
  ],
  [
    ast.AugAssign(ast.Tuple([], "Store", ...AT), "Add", name("x"), ...AT),
    "AugAssign(Tuple([], Store()), Add(), Name('x', Load()))",
  ],
  [
    ast.AnnAssign(ast.List([], "Store", ...AT), name("x"), null, 0, ...AT),
    "AnnAssign(List([], Store()), Name('x', Load()), None, 0)",
  ],
];

const compileInPython = (statement: string): string => `
from ast import *
try:
    compile(fix_missing_locations(Module([${statement}], [])), "<string>", "exec")
except Exception as error:
    result = f"{type(error).__name__}: {error}"
`;

it.each(CASES)("%#", (statement, inPython) => {
  let reason: unknown;
  try {
    compile(ast.Module([statement], []));
  } catch (caught) {
    reason = caught;
  }
  expect(reason).toBeInstanceOf(InvalidTreeError);
  expect(String(reason)).toBe(oracle.evaluate(compileInPython(inPython)));
});

it("leaves a caller's tree as it is", () => {
  const tree = ast.Module([expression(name("__debug__"))], []);
  compile(tree);
  expect(tree).toEqual(ast.Module([expression(name("__debug__"))], []));
});
