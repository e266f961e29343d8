/**
 * `ast.unparse`: source that gives the same tree, letter for letter what CPython writes.
 *
 * Comments and layout are not in a tree and so not in the result. Statements are here, expressions and patterns in
 * expressions.ts, string literals in strings.ts.
 */
import { orRecursionError } from "../../errors/stack-overflow.ts";
import { CodePoints } from "../constants.ts";
import type * as ast from "../generated/nodes.ts";
import { argumentsText, expressionText, parametersText, patternText } from "./expressions.ts";
import { BINARY_OPERATORS, TUPLE, YIELD } from "./precedence.ts";
import { docstringText } from "./strings.ts";

/**
 * The source of a module, a statement, an expression or a pattern.
 *
 * @throws {PySyntaxError} RecursionError if the tree is too deep.
 * @example
 * unparse(parse("x=( 1+2 )*3")); // "x = (1 + 2) * 3"
 */
export function unparse(node: ast.mod | ast.stmt | ast.expr | ast.pattern): string {
  return orRecursionError(() => nodeText(node));
}

function nodeText(node: ast.mod | ast.stmt | ast.expr | ast.pattern): string {
  const w: Writer = { text: "", depth: 0, isInteractive: false, typeIgnores: new Map() };
  switch (node.nodeType) {
    case "Module":
      for (const { lineno, tag } of node.type_ignores) w.typeIgnores.set(lineno, `ignore${tag}`);
      writeBodyWithDocstring(w, node.body);
      return w.text;
    case "Interactive":
      w.isInteractive = true;
      writeBody(w, node.body);
      return w.text;
    case "Expression":
      return expressionText(node.body);
    case "FunctionType": {
      const types = node.argtypes.map((type) => expressionText(type)).join(", ");
      return `(${types}) -> ${expressionText(node.returns)}`;
    }
    default:
      if (isStatement(node)) {
        writeStatement(w, node);
        return w.text;
      }
      return node.nodeType.startsWith("Match")
        ? patternText(node as ast.pattern)
        : expressionText(node as ast.expr);
  }
}

interface Writer {
  text: string;
  /** Levels of indentation. */
  depth: number;
  /** Whether simple statements share a line. */
  isInteractive: boolean;
  /** `# type: ignore…` by line. */
  readonly typeIgnores: Map<number, string>;
}

/** A new line, indented. */
function line(w: Writer, text: string): void {
  w.text += `${w.text === "" ? "" : "\n"}${"    ".repeat(w.depth)}${text}`;
}

/** The line of a simple statement. */
function simple(w: Writer, text: string): void {
  if (w.isInteractive && w.depth === 0) w.text += `${w.text === "" ? "" : "; "}${text}`;
  else line(w, text);
}

function blankLine(w: Writer): void {
  if (w.text !== "") w.text += "\n";
}

/** A head with its colon, and the block below it. */
function compound(w: Writer, head: string, body: readonly ast.stmt[], comment = ""): void {
  line(w, `${head}:${comment}`);
  w.depth++;
  writeBody(w, body);
  w.depth--;
}

function writeBody(w: Writer, body: readonly ast.stmt[]): void {
  for (const statement of body) writeStatement(w, statement);
}

function writeBodyWithDocstring(w: Writer, body: readonly ast.stmt[]): void {
  const docstring = docstringOf(body);
  if (docstring === null) {
    writeBody(w, body);
    return;
  }
  line(w, docstringText(docstring));
  writeBody(w, body.slice(1));
}

function docstringOf(body: readonly ast.stmt[]): ast.Constant | null {
  const first = body[0];
  if (first?.nodeType !== "Expr" || first.value.nodeType !== "Constant") return null;
  const { value } = first.value;
  return typeof value === "string" || value instanceof CodePoints ? first.value : null;
}

function isStatement(node: ast.AST): node is ast.stmt {
  return node.nodeType in STATEMENTS;
}

function writeStatement(w: Writer, node: ast.stmt): void {
  (STATEMENTS[node.nodeType] as (w: Writer, node: ast.stmt) => void)(w, node);
}

type StatementWriters = {
  readonly [Type in ast.stmt["nodeType"]]: (w: Writer, node: Extract<ast.stmt, { nodeType: Type }>) => void;
};

const STATEMENTS: StatementWriters = {
  Expr: (w, { value }) => simple(w, expressionText(value, YIELD)),
  Assign(w, node) {
    const targets = node.targets.map((target) => `${expressionText(target, TUPLE)} = `).join("");
    simple(w, targets + expressionText(node.value) + typeComment(w, node));
  },
  AugAssign(w, { target, op, value }) {
    simple(w, `${expressionText(target)} ${BINARY_OPERATORS[op][0]}= ${expressionText(value)}`);
  },
  AnnAssign(w, { target, annotation, value, simple: isSimple }) {
    const text = expressionText(target);
    const inParentheses = isSimple === 0 && target.nodeType === "Name" ? `(${text})` : text;
    simple(w, `${inParentheses}: ${expressionText(annotation)}${prefixed(" = ", value)}`);
  },
  Return: (w, { value }) => simple(w, `return${prefixed(" ", value)}`),
  Pass: (w) => simple(w, "pass"),
  ErrorStmt(w, { source, body }) {
    line(w, source);
    w.depth++;
    writeBody(w, body);
    w.depth--;
  },
  Break: (w) => simple(w, "break"),
  Continue: (w) => simple(w, "continue"),
  Delete: (w, { targets }) => simple(w, `del ${targets.map((target) => expressionText(target)).join(", ")}`),
  Assert: (w, { test, msg }) => simple(w, `assert ${expressionText(test)}${prefixed(", ", msg)}`),
  Global: (w, { names }) => simple(w, `global ${names.join(", ")}`),
  Nonlocal: (w, { names }) => simple(w, `nonlocal ${names.join(", ")}`),
  Raise: (w, { exc, cause }) => simple(w, `raise${prefixed(" ", exc)}${prefixed(" from ", cause)}`),
  Import: (w, { names }) => simple(w, `import ${names.map(aliasText).join(", ")}`),
  ImportFrom(w, { module, names, level }) {
    simple(w, `from ${".".repeat(level ?? 0)}${module ?? ""} import ${names.map(aliasText).join(", ")}`);
  },
  TypeAlias(w, { name, type_params, value }) {
    simple(w, `type ${expressionText(name)}${typeParametersText(type_params)} = ${expressionText(value)}`);
  },

  FunctionDef: (w, node) => writeFunction(w, node, "def"),
  AsyncFunctionDef: (w, node) => writeFunction(w, node, "async def"),
  ClassDef(w, node) {
    writeDecorators(w, node.decorator_list);
    const bases = argumentsText(node.bases, node.keywords);
    line(w, `class ${node.name}${typeParametersText(node.type_params)}${bases === "" ? "" : `(${bases})`}:`);
    writeDefinitionBody(w, node.body);
  },
  If(w, node) {
    let current = node;
    compound(w, `if ${expressionText(current.test)}`, current.body);
    for (;;) {
      const { orelse } = current;
      const [only] = orelse;
      if (orelse.length !== 1 || only!.nodeType !== "If") break;
      current = only as ast.If;
      compound(w, `elif ${expressionText(current.test)}`, current.body);
    }
    writeElse(w, current.orelse);
  },
  While(w, { test, body, orelse }) {
    compound(w, `while ${expressionText(test)}`, body);
    writeElse(w, orelse);
  },
  For: (w, node) => writeFor(w, node, "for"),
  AsyncFor: (w, node) => writeFor(w, node, "async for"),
  With: (w, node) => writeWith(w, node, "with"),
  AsyncWith: (w, node) => writeWith(w, node, "async with"),
  Try: (w, node) => writeTry(w, node, "except"),
  TryStar: (w, node) => writeTry(w, node, "except*"),
  Match(w, { subject, cases }) {
    line(w, `match ${expressionText(subject)}:`);
    w.depth++;
    for (const { pattern, guard, body } of cases) {
      compound(w, `case ${patternText(pattern)}${prefixed(" if ", guard)}`, body);
    }
    w.depth--;
  },
};

function writeFunction(w: Writer, node: ast.FunctionDef | ast.AsyncFunctionDef, keyword: string): void {
  writeDecorators(w, node.decorator_list);
  const signature = `${typeParametersText(node.type_params)}(${parametersText(node.args)})`;
  line(w, `${keyword} ${node.name}${signature}${prefixed(" -> ", node.returns)}:${typeComment(w, node)}`);
  writeDefinitionBody(w, node.body);
}

/** A definition has an empty line in front. */
function writeDecorators(w: Writer, decorators: readonly ast.expr[]): void {
  blankLine(w);
  for (const decorator of decorators) line(w, `@${expressionText(decorator)}`);
}

function writeDefinitionBody(w: Writer, body: readonly ast.stmt[]): void {
  w.depth++;
  writeBodyWithDocstring(w, body);
  w.depth--;
}

function writeElse(w: Writer, body: readonly ast.stmt[]): void {
  if (body.length > 0) compound(w, "else", body);
}

function writeFor(w: Writer, node: ast.For | ast.AsyncFor, keyword: string): void {
  const head = `${keyword} ${expressionText(node.target, TUPLE)} in ${expressionText(node.iter)}`;
  compound(w, head, node.body, typeComment(w, node));
  writeElse(w, node.orelse);
}

function writeWith(w: Writer, node: ast.With | ast.AsyncWith, keyword: string): void {
  const items = node.items.map(({ context_expr, optional_vars }) => {
    return expressionText(context_expr) + prefixed(" as ", optional_vars);
  });
  compound(w, `${keyword} ${items.join(", ")}`, node.body, typeComment(w, node));
}

function writeTry(w: Writer, node: ast.Try | ast.TryStar, keyword: string): void {
  compound(w, "try", node.body);
  for (const { type, name, body } of node.handlers) {
    compound(w, `${keyword}${prefixed(" ", type)}${name === null ? "" : ` as ${name}`}`, body);
  }
  writeElse(w, node.orelse);
  if (node.finalbody.length > 0) compound(w, "finally", node.finalbody);
}

/** An expression with something in front, or nothing. */
function prefixed(prefix: string, node: ast.expr | null): string {
  return node === null ? "" : prefix + expressionText(node);
}

function aliasText({ name, asname }: ast.alias): string {
  return asname === null ? name : `${name} as ${asname}`;
}

function typeComment(w: Writer, node: { lineno: number; type_comment: string | null }): string {
  const comment = w.typeIgnores.get(node.lineno) ?? node.type_comment;
  return comment === null ? "" : ` # type: ${comment}`;
}

function typeParametersText(parameters: readonly ast.type_param[]): string {
  if (parameters.length === 0) return "";
  const texts = parameters.map((parameter) => {
    const value = prefixed(" = ", parameter.default_value);
    if (parameter.nodeType === "TypeVar") return parameter.name + prefixed(": ", parameter.bound) + value;
    return `${parameter.nodeType === "ParamSpec" ? "**" : "*"}${parameter.name}${value}`;
  });
  return `[${texts.join(", ")}]`;
}
