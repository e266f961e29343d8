/**
 * Every identifier of a source text, once.
 *
 * Hot: names are looked up by the characters in the source, without making a string first, so that a repeated
 * name costs no allocation and all its uses share one string. Keywords and soft keywords are in the table from
 * the start: an index below `KEYWORDS.length` is a keyword. Identifiers outside ASCII are normalised to NFKC
 * by the tokenizer before they come here.
 */
import { KEYWORDS } from "./token-kinds.ts";

export const SOFT_KEYWORDS = ["_", "case", "match", "type"] as const;

// ORDER: soft keywords
export const NAME_UNDERSCORE = KEYWORDS.length;
export const NAME_CASE = KEYWORDS.length + 1;
export const NAME_MATCH = KEYWORDS.length + 2;
export const NAME_TYPE = KEYWORDS.length + 3;

export class NameTable {
  readonly names: string[] = [];
  /** Open addressing: index + 1 of a name, 0 for a free slot. The length is a power of two. */
  private slots = new Int32Array(1024);

  constructor() {
    for (const name of KEYWORDS) this.intern(name, 0, name.length);
    for (const name of SOFT_KEYWORDS) this.intern(name, 0, name.length);
  }

  /** The index of the name that stands at source[start:end]. */
  intern(source: string, start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + source.charCodeAt(at)) | 0;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const entry = this.slots[slot]!;
      if (entry === 0) break;
      if (isAt(this.names[entry - 1]!, source, start, end)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.names.push(source.slice(start, end));
    this.slots[slot] = this.names.length;
    if (this.names.length * 2 > this.slots.length) this.grow();
    return this.names.length - 1;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    this.names.forEach((name, index) => {
      let hash = name.length;
      for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    });
    this.slots = slots;
  }
}

function isAt(name: string, source: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) !== source.charCodeAt(start + at)) return false;
  }
  return true;
}
