/**
 * The opcode table of CPython 3.14 (magic number 3627).
 *
 * One row per opcode: its number, its name, how many stack items it pops and pushes, how many inline
 * cache entries (code units) follow it, and what its oparg means. This is the one home of these facts:
 * the compiler's flow graph, the disassembler, the verifier and the VM all derive from these rows.
 *
 * `INSTRUCTIONS` is what a compiler may emit and a .pyc file may contain. `SPECIALIZATIONS` and
 * `INSTRUMENTED` are what a running CPython writes over them; they are listed so that a number can be
 * named, and are never emitted. Pseudo-instructions, which exist only inside the compiler: pseudo.ts.
 *
 * Source: Python/bytecodes.c through Include/internal/pycore_opcode_metadata.h, Lib/opcode.py. The
 * 3.15 table will be a second file like this one.
 */

/** A number of stack items: fixed, or computed from the oparg `n`. */
export type StackItems = number | ((n: number) => number);

/** The instruction uses its oparg. */
export const ARG = 1;
/** The oparg is an index into `co_consts`. */
export const CONST = 2;
/** The oparg selects an entry of `co_names` (some opcodes shift it to make room for flag bits). */
export const NAME = 4;
/** The oparg is a jump distance in code units. */
export const JUMP = 8;
/** The oparg is an index of a cell or free variable among the fast locals. */
export const FREE = 16;
/** The oparg is an index (or two packed indices) into the fast locals. */
export const LOCAL = 32;
/** The instruction checks for signals and other pending work. */
export const EVAL_BREAK = 64;
/** The instruction can raise. */
export const ERROR = 128;
/** The instruction can run arbitrary code. */
export const ESCAPES = 256;

/** The opcodes of compiled code: number, name, pops, pushes, inline cache entries in code units, flags. */
// prettier-ignore
export const INSTRUCTIONS = [
  // number, name                      pops             pushes           caches, flags
  [0,   "CACHE",                              0,               0,                  0, 0],
  [1,   "BINARY_SLICE",                       3,               1,                  0, ERROR | ESCAPES],
  [2,   "BUILD_TEMPLATE",                     2,               1,                  0, ERROR | ESCAPES],
  [4,   "CALL_FUNCTION_EX",                   4,               1,                  0, EVAL_BREAK | ERROR | ESCAPES],
  [5,   "CHECK_EG_MATCH",                     2,               2,                  0, ERROR | ESCAPES],
  [6,   "CHECK_EXC_MATCH",                    2,               2,                  0, ERROR | ESCAPES],
  [7,   "CLEANUP_THROW",                      3,               2,                  0, ERROR | ESCAPES],
  [8,   "DELETE_SUBSCR",                      2,               0,                  0, ERROR | ESCAPES],
  [9,   "END_FOR",                            1,               0,                  0, ESCAPES],
  [10,  "END_SEND",                           2,               1,                  0, ESCAPES],
  [11,  "EXIT_INIT_CHECK",                    1,               0,                  0, ERROR | ESCAPES],
  [12,  "FORMAT_SIMPLE",                      1,               1,                  0, ERROR | ESCAPES],
  [13,  "FORMAT_WITH_SPEC",                   2,               1,                  0, ERROR | ESCAPES],
  [14,  "GET_AITER",                          1,               1,                  0, ERROR | ESCAPES],
  [15,  "GET_ANEXT",                          1,               2,                  0, ERROR | ESCAPES],
  [16,  "GET_ITER",                           1,               1,                  0, ERROR | ESCAPES],
  [17,  "RESERVED",                           0,               0,                  0, 0],
  [18,  "GET_LEN",                            1,               2,                  0, ERROR | ESCAPES],
  [19,  "GET_YIELD_FROM_ITER",                1,               1,                  0, ERROR | ESCAPES],
  [20,  "INTERPRETER_EXIT",                   1,               0,                  0, ESCAPES],
  [21,  "LOAD_BUILD_CLASS",                   0,               1,                  0, ERROR | ESCAPES],
  [22,  "LOAD_LOCALS",                        0,               1,                  0, ERROR | ESCAPES],
  [23,  "MAKE_FUNCTION",                      1,               1,                  0, ERROR | ESCAPES],
  [24,  "MATCH_KEYS",                         2,               3,                  0, ERROR | ESCAPES],
  [25,  "MATCH_MAPPING",                      1,               2,                  0, 0],
  [26,  "MATCH_SEQUENCE",                     1,               2,                  0, 0],
  [27,  "NOP",                                0,               0,                  0, 0],
  [28,  "NOT_TAKEN",                          0,               0,                  0, 0],
  [29,  "POP_EXCEPT",                         1,               0,                  0, ESCAPES],
  [30,  "POP_ITER",                           1,               0,                  0, ESCAPES],
  [31,  "POP_TOP",                            1,               0,                  0, ESCAPES],
  [32,  "PUSH_EXC_INFO",                      1,               2,                  0, 0],
  [33,  "PUSH_NULL",                          0,               1,                  0, 0],
  [34,  "RETURN_GENERATOR",                   0,               1,                  0, ERROR | ESCAPES],
  [35,  "RETURN_VALUE",                       1,               1,                  0, ESCAPES],
  [36,  "SETUP_ANNOTATIONS",                  0,               0,                  0, ERROR | ESCAPES],
  [37,  "STORE_SLICE",                        4,               0,                  0, ERROR | ESCAPES],
  [38,  "STORE_SUBSCR",                       3,               0,                  1, ERROR | ESCAPES],
  [39,  "TO_BOOL",                            1,               1,                  3, ERROR | ESCAPES],
  [40,  "UNARY_INVERT",                       1,               1,                  0, ERROR | ESCAPES],
  [41,  "UNARY_NEGATIVE",                     1,               1,                  0, ERROR | ESCAPES],
  [42,  "UNARY_NOT",                          1,               1,                  0, 0],
  [43,  "WITH_EXCEPT_START",                  5,               6,                  0, ERROR | ESCAPES],
  [44,  "BINARY_OP",                          2,               1,                  5, ARG | ERROR | ESCAPES],
  [45,  "BUILD_INTERPOLATION",                (n) => 2 + (n & 1),1,                  0, ARG | ERROR | ESCAPES],
  [46,  "BUILD_LIST",                         (n) => n,        1,                  0, ARG | ERROR | ESCAPES],
  [47,  "BUILD_MAP",                          (n) => n * 2,    1,                  0, ARG | ERROR | ESCAPES],
  [48,  "BUILD_SET",                          (n) => n,        1,                  0, ARG | ERROR | ESCAPES],
  [49,  "BUILD_SLICE",                        (n) => n,        1,                  0, ARG | ERROR],
  [50,  "BUILD_STRING",                       (n) => n,        1,                  0, ARG | ERROR],
  [51,  "BUILD_TUPLE",                        (n) => n,        1,                  0, ARG | ERROR],
  [52,  "CALL",                               (n) => n + 2,    1,                  3, ARG | EVAL_BREAK | ERROR | ESCAPES],
  [53,  "CALL_INTRINSIC_1",                   1,               1,                  0, ARG | ERROR | ESCAPES],
  [54,  "CALL_INTRINSIC_2",                   2,               1,                  0, ARG | ERROR | ESCAPES],
  [55,  "CALL_KW",                            (n) => n + 3,    1,                  3, ARG | ERROR | ESCAPES],
  [56,  "COMPARE_OP",                         2,               1,                  1, ARG | ERROR | ESCAPES],
  [57,  "CONTAINS_OP",                        2,               1,                  1, ARG | ERROR | ESCAPES],
  [58,  "CONVERT_VALUE",                      1,               1,                  0, ARG | ERROR | ESCAPES],
  [59,  "COPY",                               (n) => n,        (n) => n + 1,       0, ARG],
  [60,  "COPY_FREE_VARS",                     0,               0,                  0, ARG],
  [61,  "DELETE_ATTR",                        1,               0,                  0, ARG | NAME | ERROR | ESCAPES],
  [62,  "DELETE_DEREF",                       0,               0,                  0, ARG | FREE | ERROR | ESCAPES],
  [63,  "DELETE_FAST",                        0,               0,                  0, ARG | LOCAL | ERROR | ESCAPES],
  [64,  "DELETE_GLOBAL",                      0,               0,                  0, ARG | NAME | ERROR | ESCAPES],
  [65,  "DELETE_NAME",                        0,               0,                  0, ARG | NAME | ERROR | ESCAPES],
  [66,  "DICT_MERGE",                         (n) => n + 4,    (n) => n + 3,       0, ARG | ERROR | ESCAPES],
  [67,  "DICT_UPDATE",                        (n) => n + 1,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [68,  "END_ASYNC_FOR",                      2,               0,                  0, ARG | JUMP | ERROR | ESCAPES],
  [69,  "EXTENDED_ARG",                       0,               0,                  0, ARG],
  [70,  "FOR_ITER",                           1,               2,                  1, ARG | JUMP | ERROR | ESCAPES],
  [71,  "GET_AWAITABLE",                      1,               1,                  0, ARG | ERROR | ESCAPES],
  [72,  "IMPORT_FROM",                        1,               2,                  0, ARG | NAME | ERROR | ESCAPES],
  [73,  "IMPORT_NAME",                        2,               1,                  0, ARG | NAME | ERROR | ESCAPES],
  [74,  "IS_OP",                              2,               1,                  0, ARG],
  [75,  "JUMP_BACKWARD",                      0,               0,                  1, ARG | JUMP | EVAL_BREAK | ERROR | ESCAPES],
  [76,  "JUMP_BACKWARD_NO_INTERRUPT",         0,               0,                  0, ARG | JUMP],
  [77,  "JUMP_FORWARD",                       0,               0,                  0, ARG | JUMP],
  [78,  "LIST_APPEND",                        (n) => n + 1,    (n) => n,           0, ARG | ERROR],
  [79,  "LIST_EXTEND",                        (n) => n + 1,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [80,  "LOAD_ATTR",                          1,               (n) => 1 + (n & 1), 9, ARG | NAME | ERROR | ESCAPES],
  [81,  "LOAD_COMMON_CONSTANT",               0,               1,                  0, ARG],
  [82,  "LOAD_CONST",                         0,               1,                  0, ARG | CONST],
  [83,  "LOAD_DEREF",                         0,               1,                  0, ARG | LOCAL | ERROR | ESCAPES],
  [84,  "LOAD_FAST",                          0,               1,                  0, ARG | LOCAL],
  [85,  "LOAD_FAST_AND_CLEAR",                0,               1,                  0, ARG | LOCAL],
  [86,  "LOAD_FAST_BORROW",                   0,               1,                  0, ARG | LOCAL],
  [87,  "LOAD_FAST_BORROW_LOAD_FAST_BORROW",  0,               2,                  0, ARG | LOCAL],
  [88,  "LOAD_FAST_CHECK",                    0,               1,                  0, ARG | LOCAL | ERROR | ESCAPES],
  [89,  "LOAD_FAST_LOAD_FAST",                0,               2,                  0, ARG | LOCAL],
  [90,  "LOAD_FROM_DICT_OR_DEREF",            1,               1,                  0, ARG | FREE | ERROR | ESCAPES],
  [91,  "LOAD_FROM_DICT_OR_GLOBALS",          1,               1,                  0, ARG | NAME | ERROR | ESCAPES],
  [92,  "LOAD_GLOBAL",                        0,               (n) => 1 + (n & 1), 4, ARG | NAME | ERROR | ESCAPES],
  [93,  "LOAD_NAME",                          0,               1,                  0, ARG | NAME | ERROR | ESCAPES],
  [94,  "LOAD_SMALL_INT",                     0,               1,                  0, ARG],
  [95,  "LOAD_SPECIAL",                       1,               2,                  0, ARG | ERROR | ESCAPES],
  [96,  "LOAD_SUPER_ATTR",                    3,               (n) => 1 + (n & 1), 1, ARG | NAME | ERROR | ESCAPES],
  [97,  "MAKE_CELL",                          0,               0,                  0, ARG | FREE | ERROR | ESCAPES],
  [98,  "MAP_ADD",                            (n) => n + 2,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [99,  "MATCH_CLASS",                        3,               1,                  0, ARG | ERROR | ESCAPES],
  [100, "POP_JUMP_IF_FALSE",                  1,               0,                  1, ARG | JUMP],
  [101, "POP_JUMP_IF_NONE",                   1,               0,                  1, ARG | JUMP],
  [102, "POP_JUMP_IF_NOT_NONE",               1,               0,                  1, ARG | JUMP],
  [103, "POP_JUMP_IF_TRUE",                   1,               0,                  1, ARG | JUMP],
  [104, "RAISE_VARARGS",                      (n) => n,        0,                  0, ARG | ERROR | ESCAPES],
  [105, "RERAISE",                            (n) => n + 1,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [106, "SEND",                               2,               2,                  1, ARG | JUMP | ERROR | ESCAPES],
  [107, "SET_ADD",                            (n) => n + 1,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [108, "SET_FUNCTION_ATTRIBUTE",             2,               1,                  0, ARG],
  [109, "SET_UPDATE",                         (n) => n + 1,    (n) => n,           0, ARG | ERROR | ESCAPES],
  [110, "STORE_ATTR",                         2,               0,                  4, ARG | NAME | ERROR | ESCAPES],
  [111, "STORE_DEREF",                        1,               0,                  0, ARG | FREE | ESCAPES],
  [112, "STORE_FAST",                         1,               0,                  0, ARG | LOCAL | ESCAPES],
  [113, "STORE_FAST_LOAD_FAST",               1,               1,                  0, ARG | LOCAL | ESCAPES],
  [114, "STORE_FAST_STORE_FAST",              2,               0,                  0, ARG | LOCAL | ESCAPES],
  [115, "STORE_GLOBAL",                       1,               0,                  0, ARG | NAME | ERROR | ESCAPES],
  [116, "STORE_NAME",                         1,               0,                  0, ARG | NAME | ERROR | ESCAPES],
  [117, "SWAP",                               (n) => n,        (n) => n,           0, ARG],
  [118, "UNPACK_EX",                          1,               (n) => 1 + (n & 0xFF) + (n >> 8),0, ARG | ERROR | ESCAPES],
  [119, "UNPACK_SEQUENCE",                    1,               (n) => n,           1, ARG | ERROR | ESCAPES],
  [120, "YIELD_VALUE",                        1,               1,                  0, ARG],
  [128, "RESUME",                             0,               0,                  0, ARG | EVAL_BREAK | ERROR | ESCAPES],
] as const satisfies readonly (readonly [number, string, StackItems, StackItems, number, number])[];

/** Faster forms an adaptive interpreter substitutes at run time: number, name, the opcode it stands for. */
// prettier-ignore
export const SPECIALIZATIONS = [
  [3, "BINARY_OP_INPLACE_ADD_UNICODE", "BINARY_OP"],
  [129, "BINARY_OP_ADD_FLOAT", "BINARY_OP"],
  [130, "BINARY_OP_ADD_INT", "BINARY_OP"],
  [131, "BINARY_OP_ADD_UNICODE", "BINARY_OP"],
  [132, "BINARY_OP_EXTEND", "BINARY_OP"],
  [133, "BINARY_OP_MULTIPLY_FLOAT", "BINARY_OP"],
  [134, "BINARY_OP_MULTIPLY_INT", "BINARY_OP"],
  [135, "BINARY_OP_SUBSCR_DICT", "BINARY_OP"],
  [136, "BINARY_OP_SUBSCR_GETITEM", "BINARY_OP"],
  [137, "BINARY_OP_SUBSCR_LIST_INT", "BINARY_OP"],
  [138, "BINARY_OP_SUBSCR_LIST_SLICE", "BINARY_OP"],
  [139, "BINARY_OP_SUBSCR_STR_INT", "BINARY_OP"],
  [140, "BINARY_OP_SUBSCR_TUPLE_INT", "BINARY_OP"],
  [141, "BINARY_OP_SUBTRACT_FLOAT", "BINARY_OP"],
  [142, "BINARY_OP_SUBTRACT_INT", "BINARY_OP"],
  [143, "CALL_ALLOC_AND_ENTER_INIT", "CALL"],
  [144, "CALL_BOUND_METHOD_EXACT_ARGS", "CALL"],
  [145, "CALL_BOUND_METHOD_GENERAL", "CALL"],
  [146, "CALL_BUILTIN_CLASS", "CALL"],
  [147, "CALL_BUILTIN_FAST", "CALL"],
  [148, "CALL_BUILTIN_FAST_WITH_KEYWORDS", "CALL"],
  [149, "CALL_BUILTIN_O", "CALL"],
  [150, "CALL_ISINSTANCE", "CALL"],
  [151, "CALL_KW_BOUND_METHOD", "CALL_KW"],
  [152, "CALL_KW_NON_PY", "CALL_KW"],
  [153, "CALL_KW_PY", "CALL_KW"],
  [154, "CALL_LEN", "CALL"],
  [155, "CALL_LIST_APPEND", "CALL"],
  [156, "CALL_METHOD_DESCRIPTOR_FAST", "CALL"],
  [157, "CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS", "CALL"],
  [158, "CALL_METHOD_DESCRIPTOR_NOARGS", "CALL"],
  [159, "CALL_METHOD_DESCRIPTOR_O", "CALL"],
  [160, "CALL_NON_PY_GENERAL", "CALL"],
  [161, "CALL_PY_EXACT_ARGS", "CALL"],
  [162, "CALL_PY_GENERAL", "CALL"],
  [163, "CALL_STR_1", "CALL"],
  [164, "CALL_TUPLE_1", "CALL"],
  [165, "CALL_TYPE_1", "CALL"],
  [166, "COMPARE_OP_FLOAT", "COMPARE_OP"],
  [167, "COMPARE_OP_INT", "COMPARE_OP"],
  [168, "COMPARE_OP_STR", "COMPARE_OP"],
  [169, "CONTAINS_OP_DICT", "CONTAINS_OP"],
  [170, "CONTAINS_OP_SET", "CONTAINS_OP"],
  [171, "FOR_ITER_GEN", "FOR_ITER"],
  [172, "FOR_ITER_LIST", "FOR_ITER"],
  [173, "FOR_ITER_RANGE", "FOR_ITER"],
  [174, "FOR_ITER_TUPLE", "FOR_ITER"],
  [175, "JUMP_BACKWARD_JIT", "JUMP_BACKWARD"],
  [176, "JUMP_BACKWARD_NO_JIT", "JUMP_BACKWARD"],
  [177, "LOAD_ATTR_CLASS", "LOAD_ATTR"],
  [178, "LOAD_ATTR_CLASS_WITH_METACLASS_CHECK", "LOAD_ATTR"],
  [179, "LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN", "LOAD_ATTR"],
  [180, "LOAD_ATTR_INSTANCE_VALUE", "LOAD_ATTR"],
  [181, "LOAD_ATTR_METHOD_LAZY_DICT", "LOAD_ATTR"],
  [182, "LOAD_ATTR_METHOD_NO_DICT", "LOAD_ATTR"],
  [183, "LOAD_ATTR_METHOD_WITH_VALUES", "LOAD_ATTR"],
  [184, "LOAD_ATTR_MODULE", "LOAD_ATTR"],
  [185, "LOAD_ATTR_NONDESCRIPTOR_NO_DICT", "LOAD_ATTR"],
  [186, "LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES", "LOAD_ATTR"],
  [187, "LOAD_ATTR_PROPERTY", "LOAD_ATTR"],
  [188, "LOAD_ATTR_SLOT", "LOAD_ATTR"],
  [189, "LOAD_ATTR_WITH_HINT", "LOAD_ATTR"],
  [190, "LOAD_CONST_IMMORTAL", "LOAD_CONST"],
  [191, "LOAD_CONST_MORTAL", "LOAD_CONST"],
  [192, "LOAD_GLOBAL_BUILTIN", "LOAD_GLOBAL"],
  [193, "LOAD_GLOBAL_MODULE", "LOAD_GLOBAL"],
  [194, "LOAD_SUPER_ATTR_ATTR", "LOAD_SUPER_ATTR"],
  [195, "LOAD_SUPER_ATTR_METHOD", "LOAD_SUPER_ATTR"],
  [196, "RESUME_CHECK", "RESUME"],
  [197, "SEND_GEN", "SEND"],
  [198, "STORE_ATTR_INSTANCE_VALUE", "STORE_ATTR"],
  [199, "STORE_ATTR_SLOT", "STORE_ATTR"],
  [200, "STORE_ATTR_WITH_HINT", "STORE_ATTR"],
  [201, "STORE_SUBSCR_DICT", "STORE_SUBSCR"],
  [202, "STORE_SUBSCR_LIST_INT", "STORE_SUBSCR"],
  [203, "TO_BOOL_ALWAYS_TRUE", "TO_BOOL"],
  [204, "TO_BOOL_BOOL", "TO_BOOL"],
  [205, "TO_BOOL_INT", "TO_BOOL"],
  [206, "TO_BOOL_LIST", "TO_BOOL"],
  [207, "TO_BOOL_NONE", "TO_BOOL"],
  [208, "TO_BOOL_STR", "TO_BOOL"],
  [209, "UNPACK_SEQUENCE_LIST", "UNPACK_SEQUENCE"],
  [210, "UNPACK_SEQUENCE_TUPLE", "UNPACK_SEQUENCE"],
  [211, "UNPACK_SEQUENCE_TWO_TUPLE", "UNPACK_SEQUENCE"],
] as const satisfies readonly (readonly [number, string, string])[];

/** Forms that report to sys.monitoring, and the entry to compiled traces: number, name, flags. */
// prettier-ignore
export const INSTRUMENTED = [
  [234, "INSTRUMENTED_END_FOR", ERROR | ESCAPES],
  [235, "INSTRUMENTED_POP_ITER", ESCAPES],
  [236, "INSTRUMENTED_END_SEND", ERROR | ESCAPES],
  [237, "INSTRUMENTED_FOR_ITER", ARG | JUMP | ERROR | ESCAPES],
  [238, "INSTRUMENTED_INSTRUCTION", ERROR | ESCAPES],
  [239, "INSTRUMENTED_JUMP_FORWARD", ARG],
  [240, "INSTRUMENTED_NOT_TAKEN", 0],
  [241, "INSTRUMENTED_POP_JUMP_IF_TRUE", ARG],
  [242, "INSTRUMENTED_POP_JUMP_IF_FALSE", ARG],
  [243, "INSTRUMENTED_POP_JUMP_IF_NONE", ARG | ESCAPES],
  [244, "INSTRUMENTED_POP_JUMP_IF_NOT_NONE", ARG | ESCAPES],
  [245, "INSTRUMENTED_RESUME", ARG | EVAL_BREAK | ERROR | ESCAPES],
  [246, "INSTRUMENTED_RETURN_VALUE", ERROR | ESCAPES],
  [247, "INSTRUMENTED_YIELD_VALUE", ARG | ERROR | ESCAPES],
  [248, "INSTRUMENTED_END_ASYNC_FOR", ARG | JUMP | ERROR | ESCAPES],
  [249, "INSTRUMENTED_LOAD_SUPER_ATTR", ARG | NAME | ERROR | ESCAPES],
  [250, "INSTRUMENTED_CALL", ARG | EVAL_BREAK | ERROR | ESCAPES],
  [251, "INSTRUMENTED_CALL_KW", ARG | ERROR | ESCAPES],
  [252, "INSTRUMENTED_CALL_FUNCTION_EX", EVAL_BREAK | ERROR | ESCAPES],
  [253, "INSTRUMENTED_JUMP_BACKWARD", ARG | EVAL_BREAK | ERROR | ESCAPES],
  [254, "INSTRUMENTED_LINE", ESCAPES],
  [255, "ENTER_EXECUTOR", ARG],
] as const satisfies readonly (readonly [number, string, number])[];

/** Opcodes below this number ignore their oparg; the real opcodes from here on use it. */
export const HAVE_ARGUMENT = 43;

/** The largest number of a real opcode that can stand in `co_code` of a compiled unit. */
export const MAX_REAL_OPCODE = 254;
