/**
 * What the inline cache entries of an instruction hold, for display (`opcode._cache_format`).
 *
 * Names and sizes in code units, in order; the sizes of an opcode add up to its cache count in table.ts.
 */

import type { OpcodeName } from "./opcode.ts";

export const CACHE_FORMATS: { readonly [Name in OpcodeName]?: readonly (readonly [string, number])[] } = {
  LOAD_GLOBAL: [
    ["counter", 1],
    ["index", 1],
    ["module_keys_version", 1],
    ["builtin_keys_version", 1],
  ],
  BINARY_OP: [
    ["counter", 1],
    ["descr", 4],
  ],
  UNPACK_SEQUENCE: [["counter", 1]],
  COMPARE_OP: [["counter", 1]],
  CONTAINS_OP: [["counter", 1]],
  FOR_ITER: [["counter", 1]],
  LOAD_SUPER_ATTR: [["counter", 1]],
  LOAD_ATTR: [
    ["counter", 1],
    ["version", 2],
    ["keys_version", 2],
    ["descr", 4],
  ],
  STORE_ATTR: [
    ["counter", 1],
    ["version", 2],
    ["index", 1],
  ],
  CALL: [
    ["counter", 1],
    ["func_version", 2],
  ],
  CALL_KW: [
    ["counter", 1],
    ["func_version", 2],
  ],
  STORE_SUBSCR: [["counter", 1]],
  SEND: [["counter", 1]],
  JUMP_BACKWARD: [["counter", 1]],
  TO_BOOL: [
    ["counter", 1],
    ["version", 2],
  ],
  POP_JUMP_IF_TRUE: [["counter", 1]],
  POP_JUMP_IF_FALSE: [["counter", 1]],
  POP_JUMP_IF_NONE: [["counter", 1]],
  POP_JUMP_IF_NOT_NONE: [["counter", 1]],
};
