/**
 * What is wrong with a document, by expat's numbers (expat.h, `enum XML_Error`).
 */
export const XmlErrorCode = {
  NO_MEMORY: 1,
  SYNTAX: 2,
  NO_ELEMENTS: 3,
  INVALID_TOKEN: 4,
  UNCLOSED_TOKEN: 5,
  PARTIAL_CHAR: 6,
  TAG_MISMATCH: 7,
  DUPLICATE_ATTRIBUTE: 8,
  JUNK_AFTER_DOC_ELEMENT: 9,
  PARAM_ENTITY_REF: 10,
  UNDEFINED_ENTITY: 11,
  RECURSIVE_ENTITY_REF: 12,
  ASYNC_ENTITY: 13,
  BAD_CHAR_REF: 14,
  BINARY_ENTITY_REF: 15,
  ATTRIBUTE_EXTERNAL_ENTITY_REF: 16,
  MISPLACED_XML_PI: 17,
  UNKNOWN_ENCODING: 18,
  INCORRECT_ENCODING: 19,
  UNCLOSED_CDATA_SECTION: 20,
  EXTERNAL_ENTITY_HANDLING: 21,
  NOT_STANDALONE: 22,
  UNEXPECTED_STATE: 23,
  ENTITY_DECLARED_IN_PE: 24,
  FEATURE_REQUIRES_XML_DTD: 25,
  CANT_CHANGE_FEATURE_ONCE_PARSING: 26,
  UNBOUND_PREFIX: 27,
  UNDECLARING_PREFIX: 28,
  INCOMPLETE_PE: 29,
  XML_DECL: 30,
  TEXT_DECL: 31,
  PUBLICID: 32,
  SUSPENDED: 33,
  NOT_SUSPENDED: 34,
  ABORTED: 35,
  FINISHED: 36,
  SUSPEND_PE: 37,
  RESERVED_PREFIX_XML: 38,
  RESERVED_PREFIX_XMLNS: 39,
  RESERVED_NAMESPACE_URI: 40,
  INVALID_ARGUMENT: 41,
  NO_BUFFER: 42,
  AMPLIFICATION_LIMIT_BREACH: 43,
  NOT_STARTED: 44,
} as const;

const MESSAGES: Readonly<Record<number, string>> = {
  1: "out of memory",
  2: "syntax error",
  3: "no element found",
  4: "not well-formed (invalid token)",
  5: "unclosed token",
  6: "partial character",
  7: "mismatched tag",
  8: "duplicate attribute",
  9: "junk after document element",
  10: "illegal parameter entity reference",
  11: "undefined entity",
  12: "recursive entity reference",
  13: "asynchronous entity",
  14: "reference to invalid character number",
  15: "reference to binary entity",
  16: "reference to external entity in attribute",
  17: "XML or text declaration not at start of entity",
  18: "unknown encoding",
  19: "encoding specified in XML declaration is incorrect",
  20: "unclosed CDATA section",
  21: "error in processing external entity reference",
  22: "document is not standalone",
  23: "unexpected parser state - please send a bug report",
  24: "entity declared in parameter entity",
  25: "requested feature requires XML_DTD support in Expat",
  26: "cannot change setting once parsing has begun",
  27: "unbound prefix",
  28: "must not undeclare prefix",
  29: "incomplete markup in parameter entity",
  30: "XML declaration not well-formed",
  31: "text declaration not well-formed",
  32: "illegal character(s) in public id",
  33: "parser suspended",
  34: "parser not suspended",
  35: "parsing aborted",
  36: "parsing finished",
  37: "cannot suspend in external parameter entity",
  38: "reserved prefix (xml) must not be undeclared or bound to another namespace name",
  39: "reserved prefix (xmlns) must not be declared or undeclared",
  40: "prefix must not be bound to one of the reserved namespace names",
  41: "invalid argument",
  42: "a successful prior call to function XML_GetBuffer is required",
  43: "limit on input amplification factor (from DTD and entities) breached",
  44: "parser not started",
};

/** expat's words for an error; null for numbers there are not. */
export function xmlErrorMessage(code: number): string | null {
  return MESSAGES[code] ?? null;
}

/** Thrown by the parser. `index`: where in the text it is, if not at the beginning of the token. */
export class XmlError {
  readonly code: number;
  readonly index: number | null;
  constructor(code: number, index: number | null = null) {
    this.code = code;
    this.index = index;
  }
}

/** Thrown where the text ends within a token: more of it may come. */
export class IncompleteToken {}
export const INCOMPLETE: IncompleteToken = new IncompleteToken();
