/**
 * Elementary functions. The engine's own where they agree with C's library to the last bit often enough.
 */
export const exp = Math.exp;
export const log = Math.log;
export const sin = Math.sin;
export const cos = Math.cos;
