/**
 * The public names of `@pyvm/unicode`: Unicode 16 as Python 3.14 uses it.
 *
 * Names of characters are a package entry of their own, `@pyvm/unicode/names`, because their table is large.
 */
export { UNICODE_VERSION } from "./generated/properties.ts";
export {
  bidirectional,
  category,
  combining,
  eastAsianWidth,
  isAlnum,
  isAlpha,
  isCaseIgnorable,
  isCased,
  isDecimal,
  isDigit,
  isIdentifierContinue,
  isIdentifierStart,
  isLineBreak,
  isLower,
  isMirrored,
  isNumeric,
  isPrintable,
  isSpace,
  isTitle,
  isUpper,
} from "./properties.ts";
export {
  capitalize,
  casefold,
  casefoldOf,
  isTitlecased,
  lowercase,
  lowercaseOf,
  simpleLowercaseOf,
  swapcase,
  titlecase,
  titlecaseOf,
  uppercase,
  uppercaseOf,
} from "./case.ts";
export { decimalValue, digitValue, numericValue } from "./numeric.ts";
export { decomposition, isNormalized, normalize } from "./normalization.ts";
export type { NormalizationForm } from "./normalization.ts";
