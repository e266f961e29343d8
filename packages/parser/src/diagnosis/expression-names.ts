/** What an expression is called in a message. */
import type { TokenList } from "../tokenizer/token-list.ts";
import type { MatchedNode } from "./match.ts";

const NAMES: Readonly<Record<string, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  YieldFrom: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  FormattedValue: "f-string expression",
  TemplateStr: "t-string expression",
  Interpolation: "t-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
};

export function expressionName(node: MatchedNode, tokens: TokenList): string {
  if (node.nodeType !== "Constant") return NAMES[node.nodeType] ?? "expression";
  const text = tokens.textOf(node.first);
  if (text === "None" || text === "True" || text === "False") return text;
  return text === "..." ? "ellipsis" : "literal";
}
