/**
 * zlib's numbers: flush modes, levels, strategies, return codes (zlib.h).
 */

export const MAX_WBITS = 15;
export const DEFLATED = 8;
export const DEF_MEM_LEVEL = 8;
export const DEF_BUF_SIZE = 16 * 1024;

export const Z_DEFAULT_COMPRESSION = -1;
export const Z_DEFAULT_STRATEGY = 0;

export const Z_NO_FLUSH = 0;
export const Z_SYNC_FLUSH = 2;
export const Z_FINISH = 4;

export const Z_OK = 0;
export const Z_STREAM_END = 1;
export const Z_NEED_DICT = 2;
export const Z_STREAM_ERROR = -2;
export const Z_DATA_ERROR = -3;
export const Z_BUF_ERROR = -5;

/** What the module has under these names. */
export const CONSTANTS = {
  MAX_WBITS,
  DEFLATED,
  DEF_MEM_LEVEL,
  DEF_BUF_SIZE,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION,
  Z_FILTERED: 1,
  Z_HUFFMAN_ONLY: 2,
  Z_RLE: 3,
  Z_FIXED: 4,
  Z_DEFAULT_STRATEGY,
  Z_NO_FLUSH,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH,
  Z_FULL_FLUSH: 3,
  Z_FINISH,
  Z_BLOCK: 5,
  Z_TREES: 6,
} as const;
