/**
 * Sequences of instructions that one dispatch runs: what loops and small functions are made of.
 *
 * The list is short on purpose: each sequence adds to what V8 compiles as one function, and the time that takes grows
 * faster than the function. Predecoding puts the fused operation in the place of the first; the others stay where they are, so jumps into the
 * middle still work.
 */
import { fuse } from "./instruction.ts";

// Loops.
fuse("FOR_ITER", "STORE_FAST");
fuse("POP_TOP", "JUMP_BACKWARD");
fuse("STORE_FAST", "JUMP_BACKWARD");

// Conditions.
fuse("LOAD_FAST_BORROW", "LOAD_SMALL_INT", "COMPARE_OP_LT", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_LT", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_GT", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_EQ", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_NE", "POP_JUMP_IF_FALSE");
fuse("TO_BOOL", "POP_JUMP_IF_FALSE");
fuse("TO_BOOL", "POP_JUMP_IF_TRUE");

// Operands of arithmetic, attributes and calls.
fuse("LOAD_FAST_BORROW", "LOAD_ATTR");
fuse("LOAD_FAST_BORROW", "LOAD_ATTR_METHOD");
fuse("LOAD_FAST_BORROW", "LOAD_CONST");
fuse("LOAD_FAST_BORROW", "LOAD_SMALL_INT", "BINARY_OP_ADD");
fuse("LOAD_FAST_BORROW", "LOAD_SMALL_INT", "BINARY_OP_SUBTRACT");
fuse("LOAD_FAST_BORROW", "BINARY_OP_ADD");
fuse("LOAD_FAST_BORROW", "BINARY_OP_SUBSCR");
fuse("LOAD_FAST_BORROW_LOAD_FAST_BORROW", "BINARY_OP_ADD");
fuse("LOAD_FAST_BORROW_LOAD_FAST_BORROW", "BINARY_OP_SUBSCR");
fuse("LOAD_GLOBAL_NULL", "LOAD_FAST_BORROW");

// Results.
fuse("BINARY_OP_ADD", "STORE_FAST");
fuse("STORE_FAST", "LOAD_FAST_BORROW");
fuse("LOAD_FAST_BORROW", "RETURN_VALUE");
fuse("LOAD_CONST", "RETURN_VALUE");
