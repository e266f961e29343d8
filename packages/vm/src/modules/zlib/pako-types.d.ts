/**
 * The part of pako that is used: zlib's own functions, which it does not describe itself.
 */
declare module "pako/lib/zlib/deflate.js" {
  import type { ZStream } from "./stream.ts";
  export function deflateInit2(
    stream: ZStream,
    level: number,
    method: number,
    windowBits: number,
    memoryLevel: number,
    strategy: number,
  ): number;
  export function deflate(stream: ZStream, flush: number): number;
  export function deflateEnd(stream: ZStream): number;
  export function deflateSetDictionary(stream: ZStream, dictionary: Uint8Array): number;
}

declare module "pako/lib/zlib/inflate.js" {
  import type { ZStream } from "./stream.ts";
  export function inflateInit2(stream: ZStream, windowBits: number): number;
  export function inflate(stream: ZStream, flush: number): number;
  export function inflateEnd(stream: ZStream): number;
  export function inflateSetDictionary(stream: ZStream, dictionary: Uint8Array): number;
}
