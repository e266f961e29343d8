/**
 * What is used of pako: zlib's own functions (pako-types.d.ts says what they are).
 */
// Declarations for another package's modules cannot be imported, only referred to.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./pako-types.d.ts" />
export { deflate, deflateEnd, deflateInit2, deflateSetDictionary } from "pako/lib/zlib/deflate.js";
export { inflate, inflateEnd, inflateInit2, inflateSetDictionary } from "pako/lib/zlib/inflate.js";
