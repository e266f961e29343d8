/**
 * Opcodes of the regular expression programs that CPython's `re._compiler` writes (`re._constants`), by name.
 * MAGIC is the version of that language.
 */
export const MAGIC = 20230612;
/** Bytes in a code word. */
export const CODESIZE = 4;
export const MAXREPEAT = 4294967295;
export const MAXGROUPS = 1073741823;

const names =
  `FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CATEGORY CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS
  IN INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE
  ATOMIC_GROUP POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE
  GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE GROUPREF_UNI_IGNORE IN_UNI_IGNORE
  LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE`.split(/\s+/);

/** The name of an opcode; undefined for a number that is none. */
export function opcodeName(opcode: number): string | undefined {
  return names[opcode];
}

export const InfoFlag = { PREFIX: 1, LITERAL: 2, CHARSET: 4 } as const;
