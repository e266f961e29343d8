/**
 * Python's order of strings: by code point. JavaScript's `<` compares UTF-16 code units, which puts
 * U+E000–U+FFFF after the astral characters.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x === y) continue;
    return orderKey(x) - orderKey(y);
  }
  return a.length - b.length;
}

/** Surrogates sort above everything else in the basic plane. */
function orderKey(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
