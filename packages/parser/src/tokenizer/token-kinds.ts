/**
 * Token kinds: CPython's numbers and names (`Lib/token.py`), and from 100 on the keywords.
 *
 * CPython numbers the keywords by grammar rule order and never shows those numbers; ours follow the alphabet.
 * The soft keywords `match`, `case`, `type` and `_` are NAME tokens, here as everywhere.
 */

export const ENDMARKER: number = 0;
export const NAME: number = 1;
export const NUMBER: number = 2;
export const STRING: number = 3;
export const NEWLINE: number = 4;
export const INDENT: number = 5;
export const DEDENT: number = 6;
export const LPAR: number = 7;
export const RPAR: number = 8;
export const LSQB: number = 9;
export const RSQB: number = 10;
export const COLON: number = 11;
export const COMMA: number = 12;
export const SEMI: number = 13;
export const PLUS: number = 14;
export const MINUS: number = 15;
export const STAR: number = 16;
export const SLASH: number = 17;
export const VBAR: number = 18;
export const AMPER: number = 19;
export const LESS: number = 20;
export const GREATER: number = 21;
export const EQUAL: number = 22;
export const DOT: number = 23;
export const PERCENT: number = 24;
export const LBRACE: number = 25;
export const RBRACE: number = 26;
export const EQEQUAL: number = 27;
export const NOTEQUAL: number = 28;
export const LESSEQUAL: number = 29;
export const GREATEREQUAL: number = 30;
export const TILDE: number = 31;
export const CIRCUMFLEX: number = 32;
export const LEFTSHIFT: number = 33;
export const RIGHTSHIFT: number = 34;
export const DOUBLESTAR: number = 35;
export const PLUSEQUAL: number = 36;
export const MINEQUAL: number = 37;
export const STAREQUAL: number = 38;
export const SLASHEQUAL: number = 39;
export const PERCENTEQUAL: number = 40;
export const AMPEREQUAL: number = 41;
export const VBAREQUAL: number = 42;
export const CIRCUMFLEXEQUAL: number = 43;
export const LEFTSHIFTEQUAL: number = 44;
export const RIGHTSHIFTEQUAL: number = 45;
export const DOUBLESTAREQUAL: number = 46;
export const DOUBLESLASH: number = 47;
export const DOUBLESLASHEQUAL: number = 48;
export const AT: number = 49;
export const ATEQUAL: number = 50;
export const RARROW: number = 51;
export const ELLIPSIS: number = 52;
export const COLONEQUAL: number = 53;
export const EXCLAMATION: number = 54;
export const OP: number = 55;
export const TYPE_IGNORE: number = 56;
export const TYPE_COMMENT: number = 57;
export const FSTRING_START: number = 59;
export const FSTRING_MIDDLE: number = 60;
export const FSTRING_END: number = 61;
export const TSTRING_START: number = 62;
export const TSTRING_MIDDLE: number = 63;
export const TSTRING_END: number = 64;
export const COMMENT: number = 65;
export const NL: number = 66;
export const ERRORTOKEN: number = 67;
export const ENCODING: number = 68;

export const KEYWORD_AND: number = 100;
export const KEYWORD_AS: number = 101;
export const KEYWORD_ASSERT: number = 102;
export const KEYWORD_ASYNC: number = 103;
export const KEYWORD_AWAIT: number = 104;
export const KEYWORD_BREAK: number = 105;
export const KEYWORD_CLASS: number = 106;
export const KEYWORD_CONTINUE: number = 107;
export const KEYWORD_DEF: number = 108;
export const KEYWORD_DEL: number = 109;
export const KEYWORD_ELIF: number = 110;
export const KEYWORD_ELSE: number = 111;
export const KEYWORD_EXCEPT: number = 112;
export const KEYWORD_FALSE: number = 113;
export const KEYWORD_FINALLY: number = 114;
export const KEYWORD_FOR: number = 115;
export const KEYWORD_FROM: number = 116;
export const KEYWORD_GLOBAL: number = 117;
export const KEYWORD_IF: number = 118;
export const KEYWORD_IMPORT: number = 119;
export const KEYWORD_IN: number = 120;
export const KEYWORD_IS: number = 121;
export const KEYWORD_LAMBDA: number = 122;
export const KEYWORD_NONE: number = 123;
export const KEYWORD_NONLOCAL: number = 124;
export const KEYWORD_NOT: number = 125;
export const KEYWORD_OR: number = 126;
export const KEYWORD_PASS: number = 127;
export const KEYWORD_RAISE: number = 128;
export const KEYWORD_RETURN: number = 129;
export const KEYWORD_TRUE: number = 130;
export const KEYWORD_TRY: number = 131;
export const KEYWORD_WHILE: number = 132;
export const KEYWORD_WITH: number = 133;
export const KEYWORD_YIELD: number = 134;

/** The first of the keyword kinds. */
export const FIRST_KEYWORD: number = 100;

/** The hard keywords in the order of their kinds. */
export const KEYWORDS: readonly string[] = [
  "and",
  "as",
  "assert",
  "async",
  "await",
  "break",
  "class",
  "continue",
  "def",
  "del",
  "elif",
  "else",
  "except",
  "False",
  "finally",
  "for",
  "from",
  "global",
  "if",
  "import",
  "in",
  "is",
  "lambda",
  "None",
  "nonlocal",
  "not",
  "or",
  "pass",
  "raise",
  "return",
  "True",
  "try",
  "while",
  "with",
  "yield",
];

/** CPython's name of each kind below the keywords. */
export const KIND_NAMES: readonly string[] = [
  "ENDMARKER",
  "NAME",
  "NUMBER",
  "STRING",
  "NEWLINE",
  "INDENT",
  "DEDENT",
  "LPAR",
  "RPAR",
  "LSQB",
  "RSQB",
  "COLON",
  "COMMA",
  "SEMI",
  "PLUS",
  "MINUS",
  "STAR",
  "SLASH",
  "VBAR",
  "AMPER",
  "LESS",
  "GREATER",
  "EQUAL",
  "DOT",
  "PERCENT",
  "LBRACE",
  "RBRACE",
  "EQEQUAL",
  "NOTEQUAL",
  "LESSEQUAL",
  "GREATEREQUAL",
  "TILDE",
  "CIRCUMFLEX",
  "LEFTSHIFT",
  "RIGHTSHIFT",
  "DOUBLESTAR",
  "PLUSEQUAL",
  "MINEQUAL",
  "STAREQUAL",
  "SLASHEQUAL",
  "PERCENTEQUAL",
  "AMPEREQUAL",
  "VBAREQUAL",
  "CIRCUMFLEXEQUAL",
  "LEFTSHIFTEQUAL",
  "RIGHTSHIFTEQUAL",
  "DOUBLESTAREQUAL",
  "DOUBLESLASH",
  "DOUBLESLASHEQUAL",
  "AT",
  "ATEQUAL",
  "RARROW",
  "ELLIPSIS",
  "COLONEQUAL",
  "EXCLAMATION",
  "OP",
  "TYPE_IGNORE",
  "TYPE_COMMENT",
  "SOFT_KEYWORD",
  "FSTRING_START",
  "FSTRING_MIDDLE",
  "FSTRING_END",
  "TSTRING_START",
  "TSTRING_MIDDLE",
  "TSTRING_END",
  "COMMENT",
  "NL",
  "ERRORTOKEN",
  "ENCODING",
];

/** The text of each operator, by kind. */
export const OPERATOR_TEXTS: ReadonlyMap<number, string> = new Map([
  [LPAR, "("],
  [RPAR, ")"],
  [LSQB, "["],
  [RSQB, "]"],
  [COLON, ":"],
  [COMMA, ","],
  [SEMI, ";"],
  [PLUS, "+"],
  [MINUS, "-"],
  [STAR, "*"],
  [SLASH, "/"],
  [VBAR, "|"],
  [AMPER, "&"],
  [LESS, "<"],
  [GREATER, ">"],
  [EQUAL, "="],
  [DOT, "."],
  [PERCENT, "%"],
  [LBRACE, "{"],
  [RBRACE, "}"],
  [EQEQUAL, "=="],
  [NOTEQUAL, "!="],
  [LESSEQUAL, "<="],
  [GREATEREQUAL, ">="],
  [TILDE, "~"],
  [CIRCUMFLEX, "^"],
  [LEFTSHIFT, "<<"],
  [RIGHTSHIFT, ">>"],
  [DOUBLESTAR, "**"],
  [PLUSEQUAL, "+="],
  [MINEQUAL, "-="],
  [STAREQUAL, "*="],
  [SLASHEQUAL, "/="],
  [PERCENTEQUAL, "%="],
  [AMPEREQUAL, "&="],
  [VBAREQUAL, "|="],
  [CIRCUMFLEXEQUAL, "^="],
  [LEFTSHIFTEQUAL, "<<="],
  [RIGHTSHIFTEQUAL, ">>="],
  [DOUBLESTAREQUAL, "**="],
  [DOUBLESLASH, "//"],
  [DOUBLESLASHEQUAL, "//="],
  [AT, "@"],
  [ATEQUAL, "@="],
  [RARROW, "->"],
  [ELLIPSIS, "..."],
  [COLONEQUAL, ":="],
  [EXCLAMATION, "!"],
]);
