/** The public names of `@pyvm/compiler`: Python 3.14 source or syntax trees to CPython's code objects. */
export { cfgText, compile, compileToTree, generateInstructions, symtable } from "./compile.ts";
export type { CompileMode, CompileOptions, CompilerInput } from "./compile.ts";
export { InvalidTreeError } from "./errors.ts";
export type { CompilerWarning, OnWarning } from "./errors.ts";
// What the compiler takes and throws comes from the parser; who uses the one need not know the other.
export {
  CodePoints,
  Complex,
  ELLIPSIS,
  EllipsisType,
  Float,
  PySyntaxError,
  ast,
  generateTokens,
  useCharacterNames,
} from "@pyvm/parser";
export type { ConstantValue, TokenInfo } from "@pyvm/parser";
export * from "./flags.ts";

// The stages by themselves, and their text forms.
export { constantOf } from "./codegen/constants.ts";
export { codegen, compileTree } from "./pipeline.ts";
export type { GeneratedCode, StageOptions } from "./pipeline.ts";
export { futureFeatures } from "./preprocess/future.ts";
export type { FutureFeatures } from "./preprocess/future.ts";
export { preprocess } from "./preprocess/preprocess.ts";
export type { PreprocessOptions } from "./preprocess/preprocess.ts";
export { buildSymtable } from "./symtable/build.ts";
export { SymtableEntry, Symtable, getScope, getSymbol } from "./symtable/scope.ts";
export type { BlockType, ComprehensionKind } from "./symtable/scope.ts";
export { buildCfg } from "./flowgraph/build.ts";
export { linearize } from "./flowgraph/linearize.ts";
export { lowerCfg, optimizeCfg } from "./flowgraph/order.ts";
export type { LoweredUnit } from "./flowgraph/order.ts";
export { assemble, optimizeAndAssemble } from "./assemble/code.ts";
export type { UnitOptions } from "./assemble/code.ts";
export { ConstantTable } from "./instructions/constant-table.ts";
export { NEXT_LOCATION, NO_LOCATION } from "./instructions/location.ts";
export type { SourceLocation } from "./instructions/location.ts";
export { Instruction, InstructionSequence } from "./instructions/sequence.ts";
export type { UnitMetadata } from "./instructions/unit-metadata.ts";
export { symtableText } from "./symtable/text.ts";
export { instructionsText } from "./codegen/text.ts";
export { mangle } from "./symtable/mangle.ts";
export { InvalidConstant } from "./validate/checks.ts";
export { validate } from "./validate/validate.ts";
