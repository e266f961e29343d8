/**
 * Patterns (PEP 634).
 *
 * The code of a pattern takes its subject from the top of the stack. On failure it jumps to a chain of
 * POP_TOPs that clears what the pattern has pushed meanwhile: captured names wait on the stack, under the
 * items in use, until the whole pattern has matched.
 */

import { BinaryOp, Op, TupleConstant } from "@pyvm/bytecode";
import { CodePoints, Complex, Float, reprConstant, type ConstantValue, type ast } from "@pyvm/parser";
import type { Label } from "../instructions/labels.ts";
import type { SourceLocation } from "../instructions/location.ts";
import { constantOf } from "./constants.ts";
import { addCompare, addOp, addOpJump, addOpLoadConst, locationOf, newLabel, useLabel } from "./emit.ts";
import { MAX_INT } from "./expressions/collections.ts";
import { visitExpr } from "./expressions/expression.ts";
import { addBinaryOp } from "./expressions/operators.ts";
import { compilerError, type Compiler } from "./unit.ts";

/** What the patterns of one `case` share. */
export interface PatternContext {
  /** Names captured so far, in the order their values lie on the stack. */
  stores: string[];
  /** Whether a pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  /** Where to jump on failure, by how many items are to be popped. */
  failPop: Label[];
  /** Items on top of the stack that the patterns around still need. */
  onTop: number;
}

export function newPatternContext(allowIrrefutable: boolean): PatternContext {
  return { stores: [], allowIrrefutable, failPop: [], onTop: 0 };
}

/** `_`. */
export function isWildcard(node: ast.pattern): boolean {
  return node.nodeType === "MatchAs" && node.name === null;
}

/** `*_`. */
function isStarWildcard(node: ast.pattern): boolean {
  return node.nodeType === "MatchStar" && node.name === null;
}

/** The label to jump to in order to pop `count` items and fail. */
export function failPopLabel(c: Compiler, context: PatternContext, count: number): Label {
  while (context.failPop.length <= count) context.failPop.push(newLabel(c));
  return context.failPop[count];
}

function jumpToFailPop(c: Compiler, location: SourceLocation, context: PatternContext, opcode: number): void {
  const pops = context.onTop + context.stores.length;
  addOpJump(c, location, opcode, failPopLabel(c, context, pops));
}

/** The chain of POP_TOPs that failures jump into. */
export function emitFailPop(c: Compiler, location: SourceLocation, context: PatternContext): void {
  const { failPop } = context;
  for (let count = failPop.length - 1; count >= 0; count--) {
    useLabel(c, failPop[count]);
    if (count > 0) addOp(c, location, Op.POP_TOP);
  }
  context.failPop = [];
}

export function codegenPattern(c: Compiler, node: ast.pattern, context: PatternContext): void {
  switch (node.nodeType) {
    case "MatchValue":
      return patternValue(c, node, context);
    case "MatchSingleton": {
      const location = locationOf(node);
      addOpLoadConst(c, location, constantOf(node.value));
      addCompare(c, location, "Is");
      return jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
    }
    case "MatchSequence":
      return patternSequence(c, node, context);
    case "MatchMapping":
      return patternMapping(c, node, context);
    case "MatchClass":
      return patternClass(c, node, context);
    case "MatchStar":
      return captureName(c, locationOf(node), node.name, context);
    case "MatchAs":
      return patternAs(c, node, context);
    case "MatchOr":
      return patternOr(c, node, context);
    case "ErrorPattern":
      return compilerError(c, node, "invalid syntax");
  }
}

/** A pattern inside another may always match. */
function subpattern(c: Compiler, node: ast.pattern, context: PatternContext): void {
  const { allowIrrefutable } = context;
  context.allowIrrefutable = true;
  codegenPattern(c, node, context);
  context.allowIrrefutable = allowIrrefutable;
}

/** Put the value on top of the stack away for a name; without a name, drop it. */
function captureName(
  c: Compiler,
  location: SourceLocation,
  name: string | null,
  context: PatternContext,
): void {
  if (name === null) {
    addOp(c, location, Op.POP_TOP);
    return;
  }
  if (context.stores.includes(name)) raiseDuplicateStore(c, location, name);
  rotate(c, location, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

/** Move the top of the stack below the `count - 1` items under it. */
function rotate(c: Compiler, location: SourceLocation, count: number): void {
  for (; count > 1; count--) addOp(c, location, Op.SWAP, count);
}

function raiseDuplicateStore(c: Compiler, location: SourceLocation, name: string): never {
  return compilerError(c, location, `multiple assignments to name '${name}' in pattern`);
}

function patternValue(c: Compiler, node: ast.MatchValue, context: PatternContext): void {
  const location = locationOf(node);
  const { value } = node;
  if (value.nodeType !== "Constant" && value.nodeType !== "Attribute") {
    compilerError(c, location, "patterns may only match literals and attribute lookups");
  }
  visitExpr(c, value);
  addCompare(c, location, "Eq");
  addOp(c, location, Op.TO_BOOL);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
}

function patternAs(c: Compiler, node: ast.MatchAs, context: PatternContext): void {
  const location = locationOf(node);
  if (node.pattern === null) {
    if (!context.allowIrrefutable) {
      const what = node.name === null ? "wildcard" : `name capture '${node.name}'`;
      compilerError(c, location, `${what} makes remaining patterns unreachable`);
    }
    captureName(c, location, node.name, context);
    return;
  }
  context.onTop++;
  addOp(c, location, Op.COPY, 1);
  codegenPattern(c, node.pattern, context);
  context.onTop--;
  captureName(c, location, node.name, context);
}

function patternSequence(c: Compiler, node: ast.MatchSequence, context: PatternContext): void {
  const location = locationOf(node);
  const { patterns } = node;
  const size = patterns.length;
  const star = patterns.findIndex((pattern) => pattern.nodeType === "MatchStar");
  if (patterns.filter((pattern) => pattern.nodeType === "MatchStar").length > 1) {
    compilerError(c, location, "multiple starred names in sequence pattern");
  }
  context.onTop++;
  addOp(c, location, Op.MATCH_SEQUENCE);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
  if (star === -1) {
    checkLength(c, location, context, "Eq", size);
  } else if (size > 1) {
    checkLength(c, location, context, "GtE", size - 1);
  }
  context.onTop--;
  if (patterns.every((pattern) => isWildcard(pattern) || isStarWildcard(pattern))) {
    addOp(c, location, Op.POP_TOP);
  } else if (star !== -1 && isStarWildcard(patterns[star])) {
    subscriptItems(c, location, patterns, star, context);
  } else {
    unpackItems(c, location, patterns, star, context);
  }
}

function checkLength(
  c: Compiler,
  location: SourceLocation,
  context: PatternContext,
  operator: "Eq" | "GtE",
  length: number,
): void {
  addOp(c, location, Op.GET_LEN);
  addOpLoadConst(c, location, length);
  addCompare(c, location, operator);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
}

function unpackItems(
  c: Compiler,
  location: SourceLocation,
  patterns: ast.pattern[],
  star: number,
  context: PatternContext,
): void {
  const size = patterns.length;
  if (star === -1) {
    addOp(c, location, Op.UNPACK_SEQUENCE, size);
  } else {
    const after = size - star - 1;
    if (star >= 1 << 8 || after >= MAX_INT >> 8) {
      compilerError(c, location, "too many expressions in star-unpacking sequence pattern");
    }
    addOp(c, location, Op.UNPACK_EX, star + (after << 8));
  }
  matchItems(c, patterns, context);
}

/** Match patterns against items on the stack, the first on top. */
function matchItems(c: Compiler, patterns: ast.pattern[], context: PatternContext): void {
  context.onTop += patterns.length;
  for (const pattern of patterns) {
    context.onTop--;
    subpattern(c, pattern, context);
  }
}

/** With `*_` among the patterns: fetch the items that are looked at one by one, and build no list. */
function subscriptItems(
  c: Compiler,
  location: SourceLocation,
  patterns: ast.pattern[],
  star: number,
  context: PatternContext,
): void {
  context.onTop++;
  patterns.forEach((pattern, index) => {
    if (isWildcard(pattern) || index === star) return;
    addOp(c, location, Op.COPY, 1);
    if (index < star) {
      addOpLoadConst(c, location, index);
    } else {
      // Sequences need not support negative indices.
      addOp(c, location, Op.GET_LEN);
      addOpLoadConst(c, location, patterns.length - index);
      addBinaryOp(c, location, "Sub", "new value");
    }
    addOp(c, location, Op.BINARY_OP, BinaryOp.NB_SUBSCR);
    subpattern(c, pattern, context);
  });
  context.onTop--;
  addOp(c, location, Op.POP_TOP);
}

function patternMapping(c: Compiler, node: ast.MatchMapping, context: PatternContext): void {
  const location = locationOf(node);
  const { keys, patterns, rest } = node;
  const size = keys.length;
  if (size !== patterns.length) {
    compilerError(
      c,
      location,
      `keys (${size}) / patterns (${patterns.length}) length mismatch in mapping pattern`,
    );
  }
  context.onTop++;
  addOp(c, location, Op.MATCH_MAPPING);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
  if (size === 0 && rest === null) {
    context.onTop--;
    addOp(c, location, Op.POP_TOP);
    return;
  }
  if (size > 0) checkLength(c, location, context, "GtE", size);
  mappingKeys(c, location, keys);
  addOp(c, location, Op.BUILD_TUPLE, size);
  addOp(c, location, Op.MATCH_KEYS);
  // On the stack: subject, tuple of keys, tuple of values or None.
  context.onTop += 2;
  checkNotNone(c, location, context);
  addOp(c, location, Op.UNPACK_SEQUENCE, size);
  context.onTop--;
  matchItems(c, patterns, context);
  context.onTop -= 2;
  if (rest !== null) {
    mappingRest(c, location, size);
    captureName(c, location, rest, context);
  } else {
    addOp(c, location, Op.POP_TOP); // keys
    addOp(c, location, Op.POP_TOP); // subject
  }
}

/** Push the keys: literals, of which none may repeat, and attributes. */
function mappingKeys(c: Compiler, location: SourceLocation, keys: ast.expr[]): void {
  const seen = new Set<unknown>();
  for (const key of keys) {
    if (key.nodeType === "Constant") {
      const identity = equalityKey(key.value);
      if (seen.has(identity)) {
        compilerError(c, location, `mapping pattern checks duplicate key (${reprConstant(key.value)})`);
      }
      seen.add(identity);
    } else if (key.nodeType !== "Attribute") {
      compilerError(c, location, "mapping pattern keys may only match literals and attribute lookups");
    }
    visitExpr(c, key);
  }
}

/** A value that is the same for constants that Python finds equal: `1`, `1.0`, `True` and `1+0j` are. */
function equalityKey(value: ConstantValue): unknown {
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Float) return Number.isNaN(value.value) ? value : value.value;
  if (value instanceof Complex) {
    if (Number.isNaN(value.real) || Number.isNaN(value.imag)) return value;
    return value.imag === 0 ? value.real : `c${value.real},${value.imag}`;
  }
  if (typeof value === "bigint") return BigInt(Number(value)) === value ? Number(value) : value;
  if (typeof value === "string") return `s${value}`;
  if (value instanceof CodePoints) return `p${value.points.join(",")}`;
  if (value instanceof Uint8Array) return `b${value.join(",")}`;
  return value;
}

/** Make a dict of the subject without the matched keys: on the stack, subject and tuple of keys. */
function mappingRest(c: Compiler, location: SourceLocation, size: number): void {
  addOp(c, location, Op.BUILD_MAP, 0);
  addOp(c, location, Op.SWAP, 3);
  addOp(c, location, Op.DICT_UPDATE, 2);
  addOp(c, location, Op.UNPACK_SEQUENCE, size);
  for (let left = size; left > 0; left--) {
    addOp(c, location, Op.COPY, 1 + left);
    addOp(c, location, Op.SWAP, 2);
    addOp(c, location, Op.DELETE_SUBSCR);
  }
}

/** Fail if MATCH_KEYS or MATCH_CLASS has pushed None. */
function checkNotNone(c: Compiler, location: SourceLocation, context: PatternContext): void {
  addOp(c, location, Op.COPY, 1);
  addOpLoadConst(c, location, null);
  addOp(c, location, Op.IS_OP, 1);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
}

function patternClass(c: Compiler, node: ast.MatchClass, context: PatternContext): void {
  const location = locationOf(node);
  const { cls, patterns, kwd_attrs: attrs, kwd_patterns: attrPatterns } = node;
  if (attrs.length !== attrPatterns.length) {
    compilerError(
      c,
      location,
      `kwd_attrs (${attrs.length}) / kwd_patterns (${attrPatterns.length}) length mismatch in class pattern`,
    );
  }
  checkRepeatedAttributes(c, attrs, attrPatterns);
  visitExpr(c, cls);
  addOpLoadConst(c, location, new TupleConstant(attrs));
  addOp(c, location, Op.MATCH_CLASS, patterns.length);
  context.onTop++;
  // MATCH_CLASS has pushed the attributes' values as a tuple, or None.
  addOp(c, location, Op.COPY, 1);
  addOpLoadConst(c, location, null);
  addOp(c, location, Op.IS_OP, 1);
  jumpToFailPop(c, location, context, Op.POP_JUMP_IF_FALSE);
  const all = [...patterns, ...attrPatterns];
  addOp(c, location, Op.UNPACK_SEQUENCE, all.length);
  context.onTop += all.length - 1;
  for (const pattern of all) {
    context.onTop--;
    if (isWildcard(pattern)) addOp(c, location, Op.POP_TOP);
    else subpattern(c, pattern, context);
  }
}

function checkRepeatedAttributes(c: Compiler, attrs: string[], patterns: ast.pattern[]): void {
  for (let index = 0; index < attrs.length; index++) {
    const other = attrs.indexOf(attrs[index], index + 1);
    if (other !== -1) {
      compilerError(c, patterns[other], `attribute name repeated in class pattern: ${attrs[index]}`);
    }
  }
}

/**
 * Alternatives. Each binds the same names; the stack after each is put in the order of the first.
 */
function patternOr(c: Compiler, node: ast.MatchOr, context: PatternContext): void {
  const location = locationOf(node);
  const end = newLabel(c);
  let control: string[] | null = null;
  node.patterns.forEach((alternative, index) => {
    const isLast = index === node.patterns.length - 1;
    const altLocation = locationOf(alternative);
    const altContext = newPatternContext(isLast && context.allowIrrefutable);
    addOp(c, altLocation, Op.COPY, 1);
    codegenPattern(c, alternative, altContext);
    if (control === null) control = altContext.stores;
    else reorderStores(c, node, altLocation, altContext.stores, control);
    addOpJump(c, altLocation, Op.JUMP, end);
    emitFailPop(c, altLocation, altContext);
  });
  addOp(c, location, Op.POP_TOP);
  jumpToFailPop(c, location, context, Op.JUMP);

  useLabel(c, end);
  const captured: string[] = control ?? [];
  // Between the new values and their place: each other, the subject's copy, what is in use, earlier captures.
  const rotations = captured.length + 1 + context.onTop + context.stores.length;
  for (const name of captured) {
    rotate(c, location, rotations);
    if (context.stores.includes(name)) raiseDuplicateStore(c, location, name);
    context.stores.push(name);
  }
  addOp(c, location, Op.POP_TOP);
}

/** Bring an alternative's captures into the order of the first alternative. */
function reorderStores(
  c: Compiler,
  node: ast.MatchOr,
  location: SourceLocation,
  stores: string[],
  control: string[],
): void {
  if (stores.length !== control.length) raiseDifferentNames(c, node);
  for (let wanted = control.length - 1; wanted >= 0; wanted--) {
    const found = stores.indexOf(control[wanted]);
    if (found === -1) raiseDifferentNames(c, node);
    if (found === wanted) continue;
    // Move the first found+1 names behind the wanted-found that follow them, here and on the stack.
    const moved = stores.splice(0, found + 1);
    stores.splice(wanted - found, 0, ...moved);
    for (let count = 0; count <= found; count++) rotate(c, location, wanted + 1);
  }
}

function raiseDifferentNames(c: Compiler, node: ast.MatchOr): never {
  return compilerError(c, node, "alternative patterns bind different names");
}
