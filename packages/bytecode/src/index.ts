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
