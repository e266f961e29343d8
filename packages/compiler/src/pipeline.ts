/**
 * The compiler, stage by stage: start reading here.
 *
 *   syntax tree ─ futureFeatures ─ preprocess ─ buildSymtable ─ codegen ─▶ instructions
 *   instructions ─ flow graph, optimised ─ assembled ─▶ code object
 *
 * Nested functions go through the second line while the first is still at work on what is around them: a
 * code object is a constant of the code that makes its function (see `assembleUnit` in codegen/unit.ts).
 */

import type { CodeObject } from "@pyvm/bytecode";
import type { ast } from "@pyvm/parser";
import { codegenModule } from "./codegen/module.ts";
import { addReturnAtEnd, assembleUnit, type Compiler, type CompilerUnit } from "./codegen/unit.ts";
import { warningSink, type OnWarning } from "./errors.ts";
import { CodeCache } from "./instructions/constant-table.ts";
import type { InstructionSequence } from "./instructions/sequence.ts";
import type { UnitMetadata } from "./instructions/unit-metadata.ts";
import { futureFeatures } from "./preprocess/future.ts";
import { preprocess } from "./preprocess/preprocess.ts";
import { buildSymtable } from "./symtable/build.ts";

export interface StageOptions {
  readonly filename: string;
  /** As `compile()`'s argument: 1 drops asserts, 2 docstrings too. */
  readonly optimize: 0 | 1 | 2;
  /** `CO_FUTURE_…` and `PyCF_…` bits. */
  readonly flags: number;
  readonly onWarning?: OnWarning | undefined;
}

/** Compile a syntax tree, which is changed on the way. `onUnit` is shown each unit before its flow graph is built. */
export function compileTree(
  mod: ast.mod,
  options: StageOptions,
  onUnit: ((unit: CompilerUnit) => void) | null = null,
): CodeObject {
  const compiler = startCompiler(mod, options, onUnit);
  codegenModule(compiler, mod);
  return assembleUnit(compiler, endOf(mod));
}

/** What code generation makes of a module, before the flow graph: CPython's `compiler_codegen`. */
export interface GeneratedCode {
  readonly sequence: InstructionSequence;
  readonly metadata: UnitMetadata;
}

/** Generate the instructions of a syntax tree, which is changed on the way. Jumps still name labels. */
export function codegen(mod: ast.mod, options: StageOptions): GeneratedCode {
  const compiler = startCompiler(mod, options, null);
  codegenModule(compiler, mod);
  addReturnAtEnd(compiler, endOf(mod));
  const { sequence, metadata } = compiler.unit;
  return { sequence, metadata };
}

function startCompiler(
  mod: ast.mod,
  options: StageOptions,
  onUnit: ((unit: CompilerUnit) => void) | null,
): Compiler {
  const { filename, optimize } = options;
  const warn = warningSink(filename, options.onWarning);

  const future = futureFeatures(mod, filename);
  future.ff_features |= options.flags;
  const flags = future.ff_features;

  preprocess(mod, { optimize, features: flags, syntaxCheckOnly: false, warn });
  const symtable = buildSymtable(mod, filename, future);

  return {
    filename,
    symtable,
    flags,
    optimize,
    interactive: mod.nodeType === "Interactive",
    warn,
    codes: new CodeCache(),
    onUnit,
    unit: undefined as unknown as Compiler["unit"], // until codegen opens the module's
    stack: [],
  };
}

/** A module returns None; an expression its value. */
function endOf(mod: ast.mod): "return None" | "return value" {
  return mod.nodeType === "Expression" ? "return value" : "return None";
}
