/**
 * What the oparg means, for the opcodes whose oparg is a choice from a list or a set of bits.
 *
 * Where the list is in CPython's order, the index is the oparg. Sources: Include/opcode.h,
 * Include/internal/pycore_intrinsics.h, pycore_opcode_utils.h, Lib/opcode.py, Python/bytecodes.c.
 */

/** BINARY_OP: the operation's C name and its Python spelling; the oparg is the index. */
export const BINARY_OPERATIONS = [
  ["NB_ADD", "+"],
  ["NB_AND", "&"],
  ["NB_FLOOR_DIVIDE", "//"],
  ["NB_LSHIFT", "<<"],
  ["NB_MATRIX_MULTIPLY", "@"],
  ["NB_MULTIPLY", "*"],
  ["NB_REMAINDER", "%"],
  ["NB_OR", "|"],
  ["NB_POWER", "**"],
  ["NB_RSHIFT", ">>"],
  ["NB_SUBTRACT", "-"],
  ["NB_TRUE_DIVIDE", "/"],
  ["NB_XOR", "^"],
  ["NB_INPLACE_ADD", "+="],
  ["NB_INPLACE_AND", "&="],
  ["NB_INPLACE_FLOOR_DIVIDE", "//="],
  ["NB_INPLACE_LSHIFT", "<<="],
  ["NB_INPLACE_MATRIX_MULTIPLY", "@="],
  ["NB_INPLACE_MULTIPLY", "*="],
  ["NB_INPLACE_REMAINDER", "%="],
  ["NB_INPLACE_OR", "|="],
  ["NB_INPLACE_POWER", "**="],
  ["NB_INPLACE_RSHIFT", ">>="],
  ["NB_INPLACE_SUBTRACT", "-="],
  ["NB_INPLACE_TRUE_DIVIDE", "/="],
  ["NB_INPLACE_XOR", "^="],
  ["NB_SUBSCR", "[]"],
] as const;

/** `BinaryOp.NB_ADD === 0`: the opargs of BINARY_OP by name. */
export const BinaryOp = Object.fromEntries(
  BINARY_OPERATIONS.map(([name], index) => [name, index]),
) as Readonly<Record<(typeof BINARY_OPERATIONS)[number][0], number>>;

/** The distance from an operation to its in-place form: `NB_ADD + 13 === NB_INPLACE_ADD`. */
export const IN_PLACE_OFFSET = BinaryOp.NB_INPLACE_ADD;

/** COMPARE_OP: the operators in the order of `oparg >> 5`. */
export const COMPARE_OPERATORS = ["<", "<=", "==", "!=", ">", ">="] as const;

/** COMPARE_OP: this bit asks for the result as an exact bool (a jump follows). */
export const COMPARE_TO_BOOL = 16;

/** COMPARE_OP: the low four bits say for which outcomes of comparing a with b the result is true. */
export const COMPARISON_UNORDERED = 1;
export const COMPARISON_LESS_THAN = 2;
export const COMPARISON_GREATER_THAN = 4;
export const COMPARISON_EQUALS = 8;

/** The outcome masks of `COMPARE_OPERATORS`, in the same order. */
export const COMPARISON_MASKS = [
  COMPARISON_LESS_THAN,
  COMPARISON_LESS_THAN | COMPARISON_EQUALS,
  COMPARISON_EQUALS,
  COMPARISON_UNORDERED | COMPARISON_LESS_THAN | COMPARISON_GREATER_THAN,
  COMPARISON_GREATER_THAN,
  COMPARISON_GREATER_THAN | COMPARISON_EQUALS,
] as const;

/** The oparg of COMPARE_OP as the code generator writes it, for an index into `COMPARE_OPERATORS`. */
export function compareOparg(operatorIndex: number): number {
  return (operatorIndex << 5) | COMPARISON_MASKS[operatorIndex];
}

/** CALL_INTRINSIC_1: helpers of one argument. */
export const INTRINSIC_1 = [
  "INTRINSIC_1_INVALID",
  "INTRINSIC_PRINT",
  "INTRINSIC_IMPORT_STAR",
  "INTRINSIC_STOPITERATION_ERROR",
  "INTRINSIC_ASYNC_GEN_WRAP",
  "INTRINSIC_UNARY_POSITIVE",
  "INTRINSIC_LIST_TO_TUPLE",
  "INTRINSIC_TYPEVAR",
  "INTRINSIC_PARAMSPEC",
  "INTRINSIC_TYPEVARTUPLE",
  "INTRINSIC_SUBSCRIPT_GENERIC",
  "INTRINSIC_TYPEALIAS",
] as const;

/** CALL_INTRINSIC_2: helpers of two arguments. */
export const INTRINSIC_2 = [
  "INTRINSIC_2_INVALID",
  "INTRINSIC_PREP_RERAISE_STAR",
  "INTRINSIC_TYPEVAR_WITH_BOUND",
  "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
  "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
  "INTRINSIC_SET_TYPEPARAM_DEFAULT",
] as const;

/** The opargs of CALL_INTRINSIC_1 and CALL_INTRINSIC_2 by name. */
export const Intrinsic = Object.fromEntries(
  [...INTRINSIC_1.entries(), ...INTRINSIC_2.entries()].map(([index, name]) => [name, index]),
) as Readonly<Record<(typeof INTRINSIC_1)[number] | (typeof INTRINSIC_2)[number], number>>;

/** LOAD_SPECIAL: the method looked up on the type. */
export const SPECIAL_METHODS = ["__enter__", "__exit__", "__aenter__", "__aexit__"] as const;

/** LOAD_COMMON_CONSTANT: builtins the compiler may load without a name lookup. */
export const COMMON_CONSTANTS = ["AssertionError", "NotImplementedError", "tuple", "all", "any"] as const;

/** MAKE_FUNCTION's companions: the oparg of SET_FUNCTION_ATTRIBUTE, one bit each. */
export const FUNCTION_DEFAULTS = 0x01;
export const FUNCTION_KWDEFAULTS = 0x02;
export const FUNCTION_ANNOTATIONS = 0x04;
export const FUNCTION_CLOSURE = 0x08;
export const FUNCTION_ANNOTATE = 0x10;

/** SET_FUNCTION_ATTRIBUTE: what each bit sets, lowest bit first. */
export const FUNCTION_ATTRIBUTES = ["defaults", "kwdefaults", "annotations", "closure", "annotate"] as const;

/** RESUME: the low two bits say where execution continues. */
export const RESUME_AT_FUNC_START = 0;
export const RESUME_AFTER_YIELD = 1;
export const RESUME_AFTER_YIELD_FROM = 2;
export const RESUME_AFTER_AWAIT = 3;
/** RESUME: the mask of those two bits. */
export const RESUME_LOCATION_MASK = 0x3;
/** RESUME: set when exactly one exception handler (the generator's own) encloses the yield. */
export const RESUME_DEPTH1_MASK = 0x4;

/** CONVERT_VALUE and BUILD_INTERPOLATION: the conversion of an f-string field. */
export const FVC_NONE = 0;
export const FVC_STR = 1;
export const FVC_REPR = 2;
export const FVC_ASCII = 3;

/** Largest value of LOAD_SMALL_INT's oparg; CPython keeps the ints up to 256 but codes one byte. */
export const MAX_SMALL_INT = 255;
