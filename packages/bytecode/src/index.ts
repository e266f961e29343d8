/** What a code object is, on paper: opcodes, code objects, their tables, marshal, .pyc files, dis. */

export * from "./opcodes/table.ts";
export * from "./opcodes/pseudo.ts";
export * from "./opcodes/opcode.ts";
export * from "./opcodes/opargs.ts";
export * from "./code/flags.ts";
export * from "./code/constants.ts";
export * from "./code/code-object.ts";
export { constantKey, sameCode, sameConstant } from "./code/constant-key.ts";
export { MAGIC_BYTES, MAGIC_NUMBER } from "./pyc/magic.ts";
export { stackEffect } from "./code/stack-effect.ts";
export type { Flow } from "./code/stack-effect.ts";
export {
  lineAt,
  lineRanges,
  locationAt,
  LocationCursor,
  LocationTableWriter,
  positions,
} from "./tables/location-table.ts";
export type { Located, SourceRange } from "./tables/location-table.ts";
export { decodeExceptionTable, ExceptionTableWriter, findHandler } from "./tables/exception-table.ts";
export type { ExceptionTableEntry } from "./tables/exception-table.ts";
export { MarshalError } from "./marshal/error.ts";
export { constantBuilder } from "./marshal/builder.ts";
export type { CodeParts, MarshalBuilder } from "./marshal/builder.ts";
export { BytesSource, int32At, load, loads } from "./marshal/reader.ts";
export type { LoadOptions, MarshalSource } from "./marshal/reader.ts";
export { constantVisitor, isInternedConstant } from "./marshal/constant-visitor.ts";
export { dumps, MarshalWriter } from "./marshal/writer.ts";
export type { CodeValues, DumpOptions, MarshalVisitor } from "./marshal/writer.ts";
export { MARSHAL_VERSION } from "./marshal/type-codes.ts";
export { PYC_HEADER_SIZE, PycError, readPyc, readPycHeader, writePyc, writePycHeader } from "./pyc/header.ts";
export type { Pyc, PycValidation } from "./pyc/header.ts";
export { sourceHash } from "./pyc/source-hash.ts";
export { siphash13 } from "./pyc/siphash.ts";
export { CACHE_FORMATS } from "./opcodes/caches.ts";
export { decodeInstructions, describeOparg, findLabels, jumpTarget } from "./dis/decode.ts";
export type { DecodedInstruction } from "./dis/decode.ts";
export { findLineStarts, getInstructions } from "./dis/instructions.ts";
export type { Instruction, InstructionOptions } from "./dis/instructions.ts";
export { codeInfo, prettyFlags } from "./dis/code-info.ts";
export { disassemble } from "./dis/format.ts";
export type { DisassembleOptions } from "./dis/format.ts";
export { reprConstant, reprFloat } from "./dis/repr.ts";
export { VerifyError } from "./verify/error.ts";
export { stackDepths, verify, verifyCode } from "./verify/verify.ts";
