/**
 * The public names of `@pyvm/parser`: Python 3.14 source to tokens and to CPython's AST. The table of character names
 * is not part of this entry.
 *
 * Node types and their constructor functions are in the namespace `ast` under CPython's names.
 */
export * as ast from "./ast/generated/nodes.ts";
export { Complex, CodePoints, ELLIPSIS, EllipsisType, Float } from "./ast/constants.ts";
export type { ConstantValue } from "./ast/constants.ts";
export { getDocstring } from "./ast/docstring.ts";
export type { DocstringOptions } from "./ast/docstring.ts";
export { dump } from "./ast/dump.ts";
export type { DumpOptions } from "./ast/dump.ts";
export { LiteralTuple, literalEval } from "./ast/literal-eval.ts";
export type { LiteralValue } from "./ast/literal-eval.ts";
export { copyLocation, fixMissingLocations, incrementLineno } from "./ast/locations.ts";
export { reprConstant, reprFloat } from "./ast/repr.ts";
export { getSourceSegment } from "./ast/source-segment.ts";
export type { SourceSegmentOptions } from "./ast/source-segment.ts";
export { transform } from "./ast/transform.ts";
export type { Replacement, Sibling, Transformer } from "./ast/transform.ts";
export { unparse } from "./ast/unparse/unparse.ts";
export { iterChildNodes, iterFields, visit, walk } from "./ast/visitor.ts";
export type { Visitor } from "./ast/visitor.ts";
export { PySyntaxError } from "./errors/syntax-error.ts";
export type { SyntaxErrorFields, SyntaxErrorType } from "./errors/syntax-error.ts";
export type { Mode } from "./grammar/modules.ts";
export { loadCharacterNames, useCharacterNames } from "./literals/character-names.ts";
export type { CharacterLookup } from "./literals/character-names.ts";
export { NEWEST_FEATURE_VERSION, parse, parseAsync } from "./parse.ts";
export type { ModuleOfMode, ParseOptions } from "./parse.ts";
export type { Recovered } from "./recovery/recover.ts";
export type { SyntaxWarning } from "./tokenizer/tokenizer.ts";
export { KIND_NAMES as tokenNames } from "./tokenizer/token-kinds.ts";
export { generateTokens, tokenize } from "./tokenizer/tokenize.ts";
export type { LosslessToken, TokenInfo, TokenizeOptions, TokenPlace } from "./tokenizer/tokenize.ts";
