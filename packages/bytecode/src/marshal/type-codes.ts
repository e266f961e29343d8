/**
 * The type byte in front of every marshalled object (Python/marshal.c).
 *
 * Each is an ASCII character; `FLAG_REF` added to it asks the reader to remember the object, so that a
 * later TYPE_REF can name it by its number.
 */

export const TYPE_NULL = 0x30; // '0'
export const TYPE_NONE = 0x4e; // 'N'
export const TYPE_FALSE = 0x46; // 'F'
export const TYPE_TRUE = 0x54; // 'T'
export const TYPE_STOPITER = 0x53; // 'S'
export const TYPE_ELLIPSIS = 0x2e; // '.'
/** A 32-bit int. */
export const TYPE_INT = 0x69; // 'i'
/** A 64-bit int; read, never written. */
export const TYPE_INT64 = 0x49; // 'I'
/** An int of any size, in digits of 15 bits. */
export const TYPE_LONG = 0x6c; // 'l'
/** A float as text (versions 0 and 1). */
export const TYPE_FLOAT = 0x66; // 'f'
export const TYPE_BINARY_FLOAT = 0x67; // 'g'
/** A complex as two texts (versions 0 and 1). */
export const TYPE_COMPLEX = 0x78; // 'x'
export const TYPE_BINARY_COMPLEX = 0x79; // 'y'
/** bytes; the name comes from Python 2. */
export const TYPE_STRING = 0x73; // 's'
export const TYPE_UNICODE = 0x75; // 'u'
export const TYPE_INTERNED = 0x74; // 't'
export const TYPE_ASCII = 0x61; // 'a'
export const TYPE_ASCII_INTERNED = 0x41; // 'A'
export const TYPE_SHORT_ASCII = 0x7a; // 'z'
export const TYPE_SHORT_ASCII_INTERNED = 0x5a; // 'Z'
export const TYPE_TUPLE = 0x28; // '('
export const TYPE_SMALL_TUPLE = 0x29; // ')'
export const TYPE_LIST = 0x5b; // '['
export const TYPE_DICT = 0x7b; // '{'
export const TYPE_SET = 0x3c; // '<'
export const TYPE_FROZENSET = 0x3e; // '>'
export const TYPE_SLICE = 0x3a; // ':'
export const TYPE_CODE = 0x63; // 'c'
export const TYPE_REF = 0x72; // 'r'
export const TYPE_UNKNOWN = 0x3f; // '?'

export const FLAG_REF = 0x80;

/** The format version written by default, `marshal.version`. */
export const MARSHAL_VERSION = 5;

/** How deep objects may nest, when read and when written. */
export const MAX_MARSHAL_STACK_DEPTH = 2000;
