/**
 * Reads packages/vm/src/semantics as syntax: every `instruction(…)`, `variant(…)` and `fuse(…)`, with what each body
 * refers to.
 */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { type Picture, parsePicture } from "./picture.ts";

/** Where a name that a body uses comes from. `path` is relative to packages/vm/src, or a package's name. */
export interface Import {
  readonly name: string;
  readonly path: string;
  readonly typeOnly: boolean;
}

export interface Instruction {
  readonly name: string;
  readonly opcode: string;
  readonly picture: Picture;
  readonly cold: boolean;
  readonly run: ts.ArrowFunction;
  /** What the loop does of it itself. */
  readonly fast?: ts.ArrowFunction;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
  readonly fastImports: readonly Import[];
}

export interface Semantics {
  readonly instructions: readonly Instruction[];
  readonly fused: readonly (readonly string[])[];
}

/** All definitions under a folder, files in the order of their names. */
export async function readSemantics(folder: string): Promise<Semantics> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort();
  const instructions: Instruction[] = [];
  const fused: string[][] = [];
  for (const name of names) {
    if (name === "instruction.ts") continue;
    readFileText(name, await readFile(join(folder, name), "utf8"), instructions, fused);
  }
  return { instructions, fused };
}

/** The definitions of one file's text; for tests and for readSemantics. */
export function readFileText(
  name: string,
  text: string,
  instructions: Instruction[],
  fused: string[][],
): void {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  const available = availableNames(source, `semantics/${name}`);
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const { expression: callee, arguments: args } = statement.expression;
    if (callee.getText() === "fuse") fused.push(args.map(stringOf));
    if (callee.getText() !== "instruction" && callee.getText() !== "variant") continue;
    const opcode = callee.getText() === "variant" ? stringOf(args[1]!) : stringOf(args[0]!);
    const definition = args.at(-1) as ts.ObjectLiteralExpression;
    const run = propertyOf(definition, "run") as ts.ArrowFunction;
    const fast = propertyOf(definition, "fast") as ts.ArrowFunction | undefined;
    instructions.push({
      name: stringOf(args[0]!),
      opcode,
      picture: parsePicture(stringOf(propertyOf(definition, "stack")!)),
      cold: propertyOf(definition, "cold") !== undefined,
      run,
      ...(fast !== undefined && { fast }),
      source,
      imports: importsOf(run, available),
      fastImports: fast === undefined ? [] : importsOf(fast, available),
    });
  }
}

function stringOf(node: ts.Node): string {
  if (!ts.isStringLiteral(node)) throw new Error(`${node.getText()} must be a string literal`);
  return node.text;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
  }
  return undefined;
}

/** Imported names and exported functions and constants of the file itself. */
function availableNames(source: ts.SourceFile, path: string): Map<string, Import> {
  const names = new Map<string, Import>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      if (clause?.namedBindings === undefined || !ts.isNamedImports(clause.namedBindings)) continue;
      const from = resolve((statement.moduleSpecifier as ts.StringLiteral).text);
      for (const element of clause.namedBindings.elements) {
        const typeOnly = clause.isTypeOnly || element.isTypeOnly;
        names.set(element.name.text, { name: element.name.text, path: from, typeOnly });
      }
    } else if (ts.isFunctionDeclaration(statement)) {
      addLocal(names, statement.name!.text, path, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        addLocal(names, declaration.name.getText(), path, statement);
      }
    }
  }
  return names;
}

function addLocal(
  names: Map<string, Import>,
  name: string,
  path: string,
  statement: ts.FunctionDeclaration | ts.VariableStatement,
): void {
  const exported =
    statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
  names.set(name, { name, path: exported ? path : "", typeOnly: false });
}

/** `../kernel/x.ts` and `./x.ts` as seen from semantics/. */
function resolve(specifier: string): string {
  if (specifier.startsWith("../")) return specifier.slice(3);
  if (specifier.startsWith("./")) return `semantics/${specifier.slice(2)}`;
  return specifier;
}

/** Registers of the loop: a body that bound one of these names would hide it. */
const REGISTERS = new Set([
  "frame",
  "next",
  "runtime",
  "instructions",
  "constants",
  "names",
  "caches",
  "s",
  "ip",
  "sp",
  "operation",
  "oparg",
  "answer",
  "returned",
]);

function importsOf(run: ts.ArrowFunction, available: Map<string, Import>): Import[] {
  const used = new Map<string, Import>();
  const bound = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) {
      if (REGISTERS.has(name.text))
        throw new Error(`a body binds ${name.text}, which is a register: ${run.getText()}`);
      bound.add(name.text);
    } else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  };
  const collect = (node: ts.Node): void => {
    if (ts.isParameter(node) || ts.isVariableDeclaration(node)) bind(node.name);
    ts.forEachChild(node, collect);
  };
  collect(run);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node) && !bound.has(node.text)) {
      const found = available.get(node.text);
      if (found?.path === "") throw new Error(`${node.text} is used in a body and must be exported`);
      if (found !== undefined) used.set(node.text, found);
    }
    ts.forEachChild(node, visit);
  };
  visit(run.body);
  return [...used.values()];
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) &&
    (parent as ts.PropertyAssignment).name === node
  );
}
