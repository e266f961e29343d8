/**
 * From the body of an instruction to statements of the loop: `t.x` become registers, operands are read from the stack,
 * and every `return` becomes what it means there.
 */
import ts from "typescript";
import type { Instruction } from "./definitions.ts";
import { type Size, type Word, add, freshOutputs, offsetText } from "./picture.ts";

/** How statements end in the place where they are written: the loop, or the function of cold instructions. */
export interface Target {
  /** A variable of the function; the same name in several instructions is one register. */
  declare(name: string, type: string): void;
  /** Go on with the next instruction after the stack pointer moved. */
  next(move: Size, oparg: string): string;
  raise: string;
  /** The inline cache of the instruction. */
  cache: string;
  /** Control transfers; absent where they are not possible. */
  jump?: (oparg: string) => string;
  enter?: (frame: string, sp: string) => string;
  leave?: (value: string) => string;
  rest?: (next: string | null) => string;
  /** Call the instruction's function; `operation` is null where the loop has it in its register. */
  slow?: (operation: number | null, oparg: string) => string;
  suspend?: (value: string, sp: string) => string;
}

/** What a fused sequence passes on: values that would be on the stack, deepest first, and how much was taken from it. */
export interface Carried {
  readonly values: readonly string[];
  readonly popped: number;
}
const NOTHING: Carried = { values: [], popped: 0 };

export interface Part {
  readonly instruction: Instruction;
  readonly canRaise: boolean;
  /** The register with the oparg. */
  readonly oparg: string;
  /** What the loop runs: the instruction's `run` or, with a function outside for the rest, its `fast`. */
  readonly body: ts.ArrowFunction;
  /** In a fused sequence: the number of the instruction itself. */
  readonly operation: number | null;
}

/** The statements of the last (or only) instruction of a case. */
export function bodyText(part: Part, target: Target, carried: Carried = NOTHING): string {
  return new Writer(part, target, carried).text();
}

/** The statements of a part whose outputs the next one takes; `names` are declared variables for the outputs. */
export function carriedText(
  part: Part,
  target: Target,
  carried: Carried,
  names: readonly string[],
  label: string,
): string {
  const carryOn: Target = { ...target, next: () => `break ${label};` };
  return new Writer(part, carryOn, carried, names).text();
}

/** What is carried after a part: what was there, less its inputs, and its outputs. */
export function carryOver(part: Part, carried: Carried, names: readonly string[]): Carried {
  const { inputs: words, staying } = part.instruction.picture;
  const inputs = words.length - staying;
  const fromCarried = Math.min(inputs, carried.values.length);
  return {
    values: [...carried.values.slice(0, carried.values.length - fromCarried), ...names],
    popped: carried.popped + (inputs - fromCarried),
  };
}

class Writer {
  readonly #part: Part;
  readonly #target: Target;
  readonly #carried: Carried;
  /** In a fused sequence: variables that take the outputs. */
  readonly #names: readonly string[] | null;
  readonly #fresh: readonly Word[];
  readonly #tier: string | undefined;

  constructor(part: Part, target: Target, carried: Carried, names: readonly string[] | null = null) {
    this.#part = part;
    this.#target = target;
    this.#carried = carried;
    this.#names = names;
    this.#fresh = freshOutputs(part.instruction.picture);
    this.#tier = part.body.parameters[1]?.name.getText();
  }

  text(): string {
    const run = this.#part.body;
    const lines = this.#operands();
    if (!ts.isBlock(run.body)) lines.push(this.#return(run.body));
    else {
      for (const statement of run.body.statements) lines.push(this.#statement(statement));
      const last = run.body.statements.at(-1);
      if (last === undefined || !alwaysReturns(last)) lines.push(this.#done());
    }
    return lines.filter((line) => line !== "").join("\n");
  }

  // ---- Operands

  #operands(): string[] {
    const { picture } = this.#part.instruction;
    const pattern = this.#part.body.parameters[0]?.name;
    if (pattern === undefined || !ts.isObjectBindingPattern(pattern)) return [];
    return pattern.elements.map((element) => {
      const name = (element.propertyName ?? element.name).getText();
      const index = picture.inputs.findIndex((word) => word.name === name);
      if (index < 0)
        throw new Error(`${this.#part.instruction.name}: no operand ${name} in "${picture.text}"`);
      const word = picture.inputs[index]!;
      const cast = word.many ? "PyObject[]" : word.nullable ? "PyObject | undefined" : "PyObject";
      const register = element.name.getText();
      this.#target.declare(register, word.many ? "PyObject[]" : "PyObject | undefined");
      return `${register} = ${this.#operand(word, index)} as ${cast};`;
    });
  }

  #operand(word: Word, index: number): string {
    const { picture } = this.#part.instruction;
    const fromTop = picture.inputs.length - 1 - index;
    const { values, popped } = this.#carried;
    if (fromTop < values.length) return values[values.length - 1 - fromTop]!;
    const oparg = this.#part.oparg;
    const shift = new Map([["1", values.length - popped]]);
    const start = offsetText("sp", add(add(word.start, picture.popped, -1), shift), oparg);
    if (!word.many) return `s[${start}]`;
    return `s.slice(${start}, ${offsetText("sp", add(add(add(word.start, word.size), picture.popped, -1), shift), oparg)})`;
  }

  // ---- Statements

  #statement(node: ts.Node): string {
    if (ts.isReturnStatement(node)) return this.#return(node.expression);
    return this.#rewrite(node);
  }

  /** The source of a node with `t.x` replaced and `return`s rewritten. */
  #rewrite(node: ts.Node): string {
    const { source } = this.#part.instruction;
    const start = node.getStart(source);
    let text = "";
    let position = start;
    const replace = (child: ts.Node, replacement: string): void => {
      text += source.text.slice(position, child.getStart(source)) + replacement;
      position = child.end;
    };
    const visit = (child: ts.Node): void => {
      if (ts.isReturnStatement(child)) replace(child, `{ ${this.#return(child.expression)} }`);
      else if (this.#isTierAccess(child)) replace(child, this.#register(child));
      else if (ts.isIdentifier(child) && child.text === this.#tier)
        throw new Error(`${this.#part.instruction.name}: ${child.text} on its own`);
      else ts.forEachChild(child, visit);
    };
    if (this.#isTierAccess(node)) return this.#register(node);
    ts.forEachChild(node, visit);
    return text + source.text.slice(position, node.end);
  }

  #isTierAccess(node: ts.Node): node is ts.PropertyAccessExpression {
    return (
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === this.#tier
    );
  }

  #register(node: ts.PropertyAccessExpression): string {
    const { oparg } = this.#part;
    switch (node.name.text) {
      case "oparg":
        return oparg;
      case "frame":
      case "runtime":
        return node.name.text;
      case "locals":
        return "s";
      case "depth":
        return "sp";
      case "constant":
        return `constants[${oparg}]!`;
      case "name":
        return `names[${oparg}]!`;
      case "cache":
        return this.#target.cache;
    }
    throw new Error(`${this.#part.instruction.name}: t.${node.name.text} only stands in a return`);
  }

  // ---- Returns

  #return(expression: ts.Expression | undefined): string {
    if (expression === undefined) return this.#done();
    if (ts.isParenthesizedExpression(expression)) return this.#return(expression.expression);
    if (ts.isConditionalExpression(expression) && !this.#isPlain(expression)) {
      const { condition, whenTrue, whenFalse } = expression;
      return `if (${this.#rewrite(condition)}) {\n${this.#return(whenTrue)}\n} else {\n${this.#return(whenFalse)}\n}`;
    }
    const transfer = this.#transfer(expression);
    if (transfer !== null) return transfer;
    if (isUndefined(expression) && this.#part.canRaise) return this.#target.raise;
    if (isRaise(expression)) return `${this.#rewrite(expression)};\n${this.#target.raise}`;
    if (this.#fresh.length === 0) {
      if (expression.kind === ts.SyntaxKind.TrueKeyword || !this.#part.canRaise) return this.#done();
      return `if (${this.#rewrite(expression)} === undefined) ${this.#target.raise}\n${this.#done()}`;
    }
    if (ts.isObjectLiteralExpression(expression) && this.#fresh.length > 1) {
      const values = this.#fresh.map((word) => this.#property(expression, word));
      return this.#push(values);
    }
    const value = this.#rewrite(expression);
    if (this.#fresh.length > 1)
      return `${this.#checked("$outputs", value, expression)}\n${this.#push(this.#fresh.map((word) => `$outputs.${word.name}`))}`;
    if (this.#fresh[0]!.many) return `${this.#checked("$items", value, expression)}\n${this.#pushItems()}`;
    if (!this.#part.canRaise || isSure(expression)) return this.#push([value]);
    return `${this.#checked("$result", value, expression)}\n${this.#push(["$result"])}`;
  }

  #checked(name: string, value: string, expression: ts.Expression): string {
    const check =
      this.#part.canRaise && !isSure(expression) ? `\nif (${name} === undefined) ${this.#target.raise}` : "";
    if (name !== "$result") return `const ${name} = ${value};${check}`;
    this.#target.declare(name, "PyObject | undefined");
    return `${name} = ${value};${check}`;
  }

  /** The expression for an output; null for an array that stays as it is. */
  #property(object: ts.ObjectLiteralExpression, { name, many }: Word): string | null {
    if (many) return null;
    for (const property of object.properties) {
      if (property.name?.getText() !== name) continue;
      if (ts.isPropertyAssignment(property)) return this.#rewrite(property.initializer);
      if (ts.isShorthandPropertyAssignment(property)) return name;
    }
    throw new Error(`${this.#part.instruction.name}: no output ${name} in ${object.getText()}`);
  }

  /** A conditional whose branches are plain values alike needs no statements. */
  #isPlain(expression: ts.ConditionalExpression): boolean {
    const { whenTrue, whenFalse } = expression;
    if (this.#fresh.length !== 1) return false;
    return [whenTrue, whenFalse].every((branch) => !ts.isConditionalExpression(branch) && isSure(branch));
  }

  #transfer(expression: ts.Expression): string | null {
    if (!ts.isCallExpression(expression) || !this.#isTierAccess(expression.expression)) return null;
    const { oparg, instruction } = this.#part;
    const target = this.#target;
    const argument = expression.arguments[0];
    const { popped, pushed } = instruction.picture;
    switch (expression.expression.name.text) {
      case "jump": {
        const values = argument === undefined ? [] : [this.#rewrite(argument)];
        const jumping: Target = {
          ...target,
          next: (move, o) => moveText(move, o) + required(target.jump)(oparg),
        };
        return this.#push(values, jumping);
      }
      case "enter": {
        const depth = add(
          add(pushed, popped, -1),
          new Map([["1", -1 - this.#carried.popped + this.#carried.values.length]]),
        );
        return (
          this.#left() + required(target.enter)(this.#rewrite(argument!), offsetText("sp", depth, oparg))
        );
      }
      case "slow":
        return this.#flushed() + required(target.slow)(this.#part.operation, oparg);
      case "rest":
        return (
          this.#flushed() + required(target.rest)(argument === undefined ? null : this.#rewrite(argument))
        );
      case "leave":
        return required(target.leave)(this.#rewrite(argument!));
      case "suspend":
        return required(target.suspend)(
          this.#rewrite(argument!),
          offsetText("sp", add(new Map(), popped, -1), oparg),
        );
    }
    throw new Error(`${instruction.name}: t.${expression.expression.name.text}() is unknown`);
  }

  /** What is carried goes to the stack, as it would be without fusing. */
  #flushed(): string {
    const { values, popped } = this.#carried;
    const lines = values.map((value, i) => `s[${offsetText("sp", constant(i - popped))}] = ${value};\n`);
    return lines.join("") + moveText(constant(values.length - popped), "");
  }

  // ---- Outputs

  #done(): string {
    if (this.#fresh.length > 0) throw new Error(`${this.#part.instruction.name}: a path without an output`);
    return this.#push([]);
  }

  /** Write the outputs (none: jumps without) and go on. Values read from the stack are read before any is written. */
  #push(values: readonly (string | null)[], target: Target = this.#target): string {
    if (this.#names !== null && target === this.#target) {
      return (
        this.#names.map((name, i) => `${name} = ${values[i]!};\n`).join("") +
        target.next(new Map(), this.#part.oparg)
      );
    }
    const { picture } = this.#part.instruction;
    const { oparg } = this.#part;
    const { values: carried, popped } = this.#carried;
    const lines: string[] = [this.#left()].filter((text) => text !== "");
    const depth = (size: Size): Size =>
      add(add(size, picture.popped, -1), new Map([["1", carried.length - popped]]));
    const first = this.#fresh[0];
    values.forEach((value, i) => {
      if (value === null) return;
      const start = first === undefined ? new Map() : this.#fresh[i]!.start;
      lines.push(`s[${offsetText("sp", depth(start), oparg)}] = ${value};`);
    });
    const staying = picture.outputs
      .slice(0, picture.staying)
      .reduce<Size>((sum, word) => add(sum, word.size), new Map());
    const after = values.length > 0 ? picture.pushed : staying;
    lines.push(target.next(depth(after), oparg));
    return lines.join("\n");
  }

  /** What earlier parts of a fused sequence left for later goes to the stack. */
  #left(): string {
    const { picture } = this.#part.instruction;
    const { values, popped } = this.#carried;
    return values
      .slice(0, Math.max(0, values.length - picture.inputs.length))
      .map((value, i) => `s[${offsetText("sp", new Map([["1", i - popped]]))}] = ${value};\n`)
      .join("");
  }

  #pushItems(): string {
    const { picture } = this.#part.instruction;
    const base = offsetText("sp", add(this.#fresh[0]!.start, picture.popped, -1), this.#part.oparg);
    const move = add(picture.pushed, picture.popped, -1);
    return `for (let i = 0; i < $items.length; i++) s[${base} + i] = $items[i];\n${this.#target.next(move, this.#part.oparg)}`;
  }
}

function constant(count: number): Size {
  return count === 0 ? new Map() : new Map([["1", count]]);
}

/** `sp += …;` or nothing. */
export function moveText(move: Size, oparg: string): string {
  if (move.size === 0) return "";
  const only = move.size === 1 ? move.get("1") : undefined;
  if (only === 1) return "sp++;\n";
  if (only === -1) return "sp--;\n";
  if (only !== undefined) return only > 0 ? `sp += ${only};\n` : `sp -= ${-only};\n`;
  return `sp = ${offsetText("sp", move, oparg)};\n`;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a cold instruction cannot transfer control");
  return value;
}

function isUndefined(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && expression.text === "undefined";
}

/** A call of a function that only raises: their names say so. */
function isRaise(expression: ts.Expression): boolean {
  return ts.isCallExpression(expression) && /^(re)?raise/.test(expression.expression.getText());
}

/** An expression that is a value, never unwinding, by its form alone. */
function isSure(expression: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression))
    return isSure(expression.expression);
  if (ts.isConditionalExpression(expression))
    return isSure(expression.whenTrue) && isSure(expression.whenFalse);
  if (ts.isBinaryExpression(expression)) {
    const operator = expression.operatorToken.kind;
    return operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken;
  }
  return (
    ts.isNumericLiteral(expression) ||
    ts.isStringLiteral(expression) ||
    ts.isNewExpression(expression) ||
    ts.isPrefixUnaryExpression(expression) ||
    ts.isObjectLiteralExpression(expression) ||
    expression.kind === ts.SyntaxKind.TrueKeyword ||
    expression.kind === ts.SyntaxKind.FalseKeyword
  );
}

function alwaysReturns(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return true;
  if (ts.isBlock(statement))
    return statement.statements.length > 0 && alwaysReturns(statement.statements.at(-1)!);
  if (ts.isIfStatement(statement)) {
    return (
      statement.elseStatement !== undefined &&
      alwaysReturns(statement.thenStatement) &&
      alwaysReturns(statement.elseStatement)
    );
  }
  return false;
}
