/**
 * Sequences of instructions that one dispatch runs: what loops and small functions are made of.
 *
 * Predecoding puts the fused operation in the place of the first; the others stay where they are, so jumps into the
 * middle still work.
 */
import { fuse } from "./instruction.ts";

fuse("LOAD_FAST_BORROW", "LOAD_ATTR");
fuse("LOAD_FAST_BORROW", "LOAD_ATTR_METHOD");
fuse("LOAD_FAST_BORROW", "LOAD_CONST");
fuse("LOAD_FAST_BORROW", "LOAD_SMALL_INT", "BINARY_OP_ADD");
fuse("LOAD_FAST_BORROW", "LOAD_SMALL_INT", "BINARY_OP_SUBTRACT");
fuse("LOAD_FAST_BORROW_LOAD_FAST_BORROW", "BINARY_OP_ADD");
fuse("LOAD_FAST_BORROW_LOAD_FAST_BORROW", "BINARY_OP_SUBSCR");
fuse("BINARY_OP_ADD", "STORE_FAST");
fuse("BINARY_OP_SUBTRACT", "STORE_FAST");
fuse("COMPARE_OP_LT", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_GT", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_EQ", "POP_JUMP_IF_FALSE");
fuse("COMPARE_OP_NE", "POP_JUMP_IF_FALSE");
fuse("IS_OP", "POP_JUMP_IF_FALSE");
fuse("TO_BOOL", "POP_JUMP_IF_FALSE");
fuse("TO_BOOL", "POP_JUMP_IF_TRUE");
fuse("LOAD_FAST_BORROW", "RETURN_VALUE");
