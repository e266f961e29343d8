/**
 * The bits of `compile()`'s `flags` argument.
 *
 * Those of `CO_…` are future features: they are inherited from the code that calls `compile()` and end
 * up in `co_flags`. Those of `PyCF_…` only steer this compilation. Source: Include/cpython/compile.h.
 */

import {
  CO_FUTURE_ABSOLUTE_IMPORT,
  CO_FUTURE_ANNOTATIONS,
  CO_FUTURE_BARRY_AS_BDFL,
  CO_FUTURE_DIVISION,
  CO_FUTURE_GENERATOR_STOP,
  CO_FUTURE_PRINT_FUNCTION,
  CO_FUTURE_UNICODE_LITERALS,
  CO_FUTURE_WITH_STATEMENT,
} from "@pyvm/bytecode";

export { CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from "@pyvm/bytecode";

/** `ast.PyCF_ONLY_AST`. */
export const PyCF_ONLY_AST = 0x0400;
/** Bytes are UTF-8, whatever encoding they declare. The builtin `compile()` knows it not. */
export const PyCF_IGNORE_COOKIE = 0x0800;
/** `ast.PyCF_TYPE_COMMENTS`. */
export const PyCF_TYPE_COMMENTS = 0x1000;
/** `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`: the module may be a coroutine. */
export const PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
/** `codeop`: source that merely stops too early is `_IncompleteInputError`. */
export const PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000;
/** `codeop`: the end of the input does not end a block. */
export const PyCF_DONT_IMPLY_DEDENT = 0x0200;
/** `ast.PyCF_OPTIMIZED_AST`. */
export const PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST;

/** The bits that code inherits from the code around it. */
export const PyCF_MASK =
  CO_FUTURE_DIVISION |
  CO_FUTURE_ABSOLUTE_IMPORT |
  CO_FUTURE_WITH_STATEMENT |
  CO_FUTURE_PRINT_FUNCTION |
  CO_FUTURE_UNICODE_LITERALS |
  CO_FUTURE_BARRY_AS_BDFL |
  CO_FUTURE_GENERATOR_STOP |
  CO_FUTURE_ANNOTATIONS;
