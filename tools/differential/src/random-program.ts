/**
 * Programs by chance that CPython compiles: every statement, every expression, every pattern, in every place where
 * they may stand. They are made to be compiled, not to be run.
 *
 * Rules that the grammar does not know are kept here: `return` in functions only, no name declared global behind its
 * use, no `break` out of an `except*`.
 */
import {
  callArguments,
  expression,
  loopTarget,
  NAMES,
  namedExpression,
  parameters,
  primary,
  slices,
  starExpressions,
  type Surroundings,
} from "./random-expression.ts";
import { refutablePattern } from "./random-pattern.ts";
import { Random } from "./random.ts";

/**
 * A program, always the same for the same seed.
 *
 * @param size About how many statements there are at the top.
 */
export function randomProgram(seed: number, size = 6): string {
  const random = new Random(seed);
  const scope: Scope = {
    random,
    kind: "module",
    isAsync: false,
    isGenerator: false,
    inLoop: false,
    inExceptStar: false,
    blocks: 0,
    level: 0,
    enclosing: [],
    bound: [],
  };
  const start = random.once(12) ? ["from __future__ import annotations"] : [];
  const doc = random.once(6) ? ['"""Doc."""'] : [];
  const body = random.several(1, 2 * size - 1, () => statement(scope)).flat();
  return `${[...doc, ...start, ...body].join("\n")}\n`;
}

/** Where a statement stands. */
interface Scope {
  readonly random: Random;
  readonly kind: "module" | "class" | "function";
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly inLoop: boolean;
  readonly inExceptStar: boolean;
  /** Blocks around it in this scope. */
  readonly blocks: number;
  /** Scopes around it. */
  readonly level: number;
  /** Names that functions around this scope bind, for `nonlocal`. */
  readonly enclosing: readonly string[];
  /** Such names of this function. */
  readonly bound: string[];
}

/** Lines, indented relative to the statement. */
type Lines = string[];

const MAX_BLOCKS = 3;
const MAX_LEVEL = 3;

function surroundings(
  { random, kind, isAsync, isGenerator, blocks }: Scope,
  depth = 3 - Math.min(blocks, 1),
): Surroundings {
  return {
    random,
    depth,
    mayAwait: isAsync,
    mayYield: kind === "function" && isGenerator,
    mayYieldFrom: kind === "function" && isGenerator && !isAsync,
    mayName: true,
  };
}

/** In annotations and type parameters there is neither `yield` nor `await` nor `:=`. */
function annotation({ random }: Scope): string {
  return expression({
    random,
    depth: 1,
    mayAwait: false,
    mayYield: false,
    mayYieldFrom: false,
    mayName: false,
  });
}

function statement(scope: Scope): Lines {
  const { random } = scope;
  if (scope.blocks < MAX_BLOCKS && random.once(3)) return compoundStatement(scope);
  const line = random.several(1, random.once(10) ? 2 : 1, () => simpleStatement(scope)).join("; ");
  return [random.once(20) ? `${line};  # comment` : line];
}

function compoundStatement(scope: Scope): Lines {
  switch (scope.random.below(12)) {
    case 0:
    case 1:
      return ifStatement(scope);
    case 2:
      return whileStatement(scope);
    case 3:
      return forStatement(scope);
    case 4:
      return tryStatement(scope);
    case 5:
      return tryStarStatement(scope);
    case 6:
      return withStatement(scope);
    case 7:
      return matchStatement(scope);
    case 8:
      return scope.level < MAX_LEVEL ? classDefinition(scope) : ifStatement(scope);
    default:
      return scope.level < MAX_LEVEL ? functionDefinition(scope) : withStatement(scope);
  }
}

function indented(lines: Lines): Lines {
  return lines.map((line) => line.replace(/^(?=.)/gm, "    "));
}

/** The lines of a block. Strings with line breaks would change by being indented, which does no harm. */
function block(scope: Scope, changes: Partial<Scope> = {}): Lines {
  const inner = { ...scope, ...changes, blocks: scope.blocks + 1 };
  return indented(scope.random.several(1, 3, () => statement(inner)).flat());
}

/** A header with its block, now and then on one line. */
function clause(scope: Scope, header: string, changes: Partial<Scope> = {}): Lines {
  if (scope.random.once(8))
    return [`${header}: ${simpleStatement({ ...scope, ...changes, blocks: scope.blocks + 1 })}`];
  return [`${header}:`, ...block(scope, changes)];
}

function ifStatement(scope: Scope): Lines {
  const { random } = scope;
  const condition = (): string => namedExpression(surroundings(scope));
  return [
    ...clause(scope, `if ${condition()}`),
    ...random.several(0, 1, () => clause(scope, `elif ${condition()}`)).flat(),
    ...random.several(0, 1, () => clause(scope, "else")).flat(),
  ];
}

function whileStatement(scope: Scope): Lines {
  const condition = scope.random.once(4)
    ? scope.random.pick(["True", "1", "0"])
    : namedExpression(surroundings(scope));
  return [...clause(scope, `while ${condition}`, { inLoop: true }), ...elseClause(scope)];
}

function forStatement(scope: Scope): Lines {
  const { random } = scope;
  const isAsync = scope.isAsync && random.once(3);
  const target = random.once(3) ? assignmentTarget(scope) : loopTarget(random);
  const header = `${isAsync ? "async " : ""}for ${target} in ${starExpressions({ ...surroundings(scope), mayYield: false })}`;
  return [...clause(scope, header, { inLoop: true }), ...elseClause(scope)];
}

function elseClause(scope: Scope): Lines {
  return scope.random.once(3) ? clause(scope, "else") : [];
}

function tryStatement(scope: Scope): Lines {
  const { random } = scope;
  const handlers = random.several(0, 2, () => {
    const types = random.once(3)
      ? `(${primary(surroundings(scope, 1))}, ValueError)`
      : random.pick(["KeyError", "a.Error"]);
    return clause(scope, `except ${types}${random.once(2) ? " as e" : ""}`);
  });
  if (random.once(4)) handlers.push(clause(scope, "except"));
  const hasFinally = handlers.length === 0 || random.once(3);
  return [
    ...clause(scope, "try"),
    ...handlers.flat(),
    ...(handlers.length > 0 ? elseClause(scope) : []),
    ...(hasFinally ? clause(scope, "finally") : []),
  ];
}

function tryStarStatement(scope: Scope): Lines {
  const handlers = scope.random.several(1, 2, () =>
    clause(scope, `except* ${primary(surroundings(scope, 1))}${scope.random.once(2) ? " as eg" : ""}`, {
      inExceptStar: true,
      inLoop: false,
    }),
  );
  return [...clause(scope, "try"), ...handlers.flat(), ...elseClause(scope)];
}

function withStatement(scope: Scope): Lines {
  const { random } = scope;
  const isAsync = scope.isAsync && random.once(3);
  const items = random.several(1, 2, () => {
    const item = expression(surroundings(scope, 2));
    return random.once(2) ? `${item} as ${assignmentTarget(scope)}` : item;
  });
  const list = random.once(4) ? `(${items.join(", ")},)` : items.join(", ");
  return clause(scope, `${isAsync ? "async " : ""}with ${list}`);
}

function matchStatement(scope: Scope): Lines {
  const { random } = scope;
  const subject = random.once(4) ? `${primary(surroundings(scope))}, ` : namedExpression(surroundings(scope));
  const cases = random.several(1, 3, () => {
    const guard = random.once(4) ? ` if ${namedExpression(surroundings(scope, 2))}` : "";
    return clause({ ...scope, blocks: scope.blocks + 1 }, `case ${refutablePattern(random)}${guard}`);
  });
  if (random.once(3)) cases.push(clause(scope, `case ${random.pick(["_", "rest"])}`));
  return [`match ${subject}:`, ...indented(cases.flat())];
}

function functionDefinition(scope: Scope): Lines {
  const { random } = scope;
  const isAsync = random.once(4);
  const inner: Scope = {
    random,
    kind: "function",
    isAsync,
    isGenerator: random.once(3),
    inLoop: false,
    inExceptStar: false,
    blocks: 0,
    level: scope.level + 1,
    enclosing: scope.kind === "function" ? [...scope.enclosing, ...scope.bound] : scope.enclosing,
    bound: [],
  };
  const list = parameters(surroundings(scope, 1), (name, isRest) => {
    if (!random.once(4)) return name;
    return isRest && random.once(3) ? `${name}: *Ts` : `${name}: ${annotation(scope)}`;
  });
  const returns = random.once(4) ? ` -> ${annotation(scope)}` : "";
  const name = random.pick(["f", "g", "method", "__init__", "__private"]);
  const header = `${isAsync ? "async " : ""}def ${name}${typeParameters(scope)}(${list})${returns}:`;
  return [...decorators(scope), header, ...indented([...declarations(inner), ...functionBody(inner)])];
}

function functionBody(scope: Scope): Lines {
  const { random } = scope;
  const doc = random.once(5) ? ["'doc'"] : [];
  if (scope.isGenerator) doc.push("yield");
  return [...doc, ...random.several(1, 3, () => statement(scope)).flat()];
}

/** `global` and `nonlocal` come first, where nothing is used yet. */
function declarations({ random, enclosing, level }: Scope): Lines {
  const lines: Lines = [];
  if (random.once(6)) lines.push(`global G${level}, H`, `G${level} = H`);
  if (enclosing.length > 0 && random.once(2)) {
    const name = random.pick(enclosing);
    lines.push(`nonlocal ${name}`, `${name} += 1`);
  }
  return lines;
}

function classDefinition(scope: Scope): Lines {
  const { random } = scope;
  const inner: Scope = {
    ...scope,
    kind: "class",
    isAsync: false,
    isGenerator: false,
    inLoop: false,
    inExceptStar: false,
    blocks: 1,
    level: scope.level + 1,
    enclosing: scope.kind === "function" ? [...scope.enclosing, ...scope.bound] : scope.enclosing,
    bound: [],
  };
  // With type parameters the bases are a scope of their own.
  const generics = typeParameters(scope);
  const around = surroundings(scope, 1);
  const bases = random.once(2)
    ? `(${callArguments(
        generics === "" ? around : { ...around, mayName: false, mayAwait: false, mayYield: false },
      ).replace(/^.* for .*$/s, "Base")})`
    : "";
  const doc = random.once(4) ? ["'doc'"] : [];
  const body = [...doc, ...random.several(1, 4, () => statement(inner)).flat()];
  return [
    ...decorators(scope),
    `class ${random.pick(["A", "Base", "_C"])}${generics}${bases}:`,
    ...indented(body),
  ];
}

function decorators(scope: Scope): Lines {
  const { random } = scope;
  return random.several(0, random.once(4) ? 2 : 0, () => `@${namedExpression(surroundings(scope, 1))}`);
}

function typeParameters(scope: Scope): string {
  const { random } = scope;
  if (!random.once(6)) return "";
  let hasDefault = false;
  const list = random.several(1, 3, (index) => {
    hasDefault ||= random.once(5);
    const end = hasDefault ? ` = ${annotation(scope)}` : "";
    switch (random.below(5)) {
      case 0:
        return `*T${index}${hasDefault && random.once(2) ? ` = *${primary({ ...surroundings(scope, 0), mayAwait: false })}` : end}`;
      case 1:
        return `**T${index}${end}`;
      case 2:
        return `T${index}: ${random.once(2) ? `(${annotation(scope)}, int)` : annotation(scope)}${end}`;
      default:
        return `T${index}${end}`;
    }
  });
  return `[${list.join(", ")}]`;
}

function simpleStatement(scope: Scope): string {
  const { random } = scope;
  const s = surroundings(scope);
  switch (random.below(24)) {
    case 0:
      return random.pick(["pass", "...", "'s'", "1"]);
    case 1:
      return `del ${random.pick(["a", "a.b", "a[0]", "(a, b)", "[a, [b]]", "a, b.c,", "()", "a[1:2]"])}`;
    case 2:
      return returnStatement(scope);
    case 3:
      return raiseStatement(s);
    case 4:
      return `assert ${expression(s)}${random.once(2) ? `, ${expression(s)}` : ""}`;
    case 5:
      return importStatement(scope);
    case 6:
      return scope.inLoop ? random.pick(["break", "continue"]) : "pass";
    case 7:
      return `${random.pick(["a", "a.b", "a[0]", "foo"])} ${random.pick(AUGMENTED)} ${starExpressions(s)}`;
    case 8:
    case 9:
      return annotatedAssignment(scope);
    case 10:
      return `type X${typeParameters(scope)} = ${annotation(scope)}`;
    case 11:
    case 12:
    case 13:
      return starExpressions({ ...s, mayYield: s.mayYield });
    case 14:
      return boundName(scope);
    case 15:
      return s.mayYield ? `x = yield ${expression(s)}` : expression(s);
    default:
      return `${random.several(1, random.once(5) ? 2 : 1, () => assignmentTarget(scope)).join(" = ")} = ${starExpressions(s)}`;
  }
}

const AUGMENTED = ["+=", "-=", "*=", "/=", "//=", "%=", "@=", "**=", "<<=", ">>=", "&=", "|=", "^="] as const;

function returnStatement(scope: Scope): string {
  if (scope.kind !== "function" || scope.inExceptStar) return "pass";
  if (scope.random.once(3) || (scope.isAsync && scope.isGenerator)) return "return";
  return `return ${starExpressions({ ...surroundings(scope), mayYield: false })}`;
}

function raiseStatement(s: Surroundings): string {
  const { random } = s;
  if (random.once(4)) return "raise";
  return `raise ${expression(s)}${random.once(3) ? ` from ${expression(s)}` : ""}`;
}

function importStatement({ random, kind, blocks }: Scope): string {
  const choices = [
    ...[
      "import a",
      "import a.b.c",
      "import a.b as c, d",
      "from a import b",
      "from . import b as c",
      "from ..a.b import c, d",
    ],
    ...["from ... import (x, y as z,)", "from .... import x"],
  ];
  if (kind === "module" && blocks === 0) choices.push("from a import *");
  return random.pick(choices);
}

function annotatedAssignment(scope: Scope): string {
  const { random } = scope;
  const target = random.pick(["x", "y", "(x)", "a.b", "a[0]"]);
  return `${target}: ${annotation(scope)}${random.once(2) ? ` = ${starExpressions(surroundings(scope))}` : ""}`;
}

/** Binds a name that functions inside this one may declare nonlocal. */
function boundName(scope: Scope): string {
  if (scope.kind !== "function") return `${scope.random.pick(NAMES)} = 1`;
  const name = `v${scope.level}`;
  scope.bound.push(name);
  return `${name} = ${expression(surroundings(scope))}`;
}

function assignmentTarget(scope: Scope): string {
  const { random } = scope;
  const s = { ...surroundings(scope, 1) };
  const single = (): string => {
    switch (random.below(5)) {
      case 0:
        return `${random.pick(NAMES)}.${random.pick(["x", "__y"])}`;
      case 1:
        return `${random.pick(NAMES)}[${slices(s)}]`;
      default:
        return random.pick(NAMES);
    }
  };
  switch (random.below(7)) {
    case 0:
      return `(${single()}, ${single()})`;
    case 1:
      return `[${single()}, *${single()}]`;
    case 2:
      return `(${single()})`;
    case 3:
      return `(*${single()}, [${single()}, ${single()}])`;
    default:
      return single();
  }
}
