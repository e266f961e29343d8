/** Cases: sources to ask about, one JSON object a line; after asking, with CPython's verdict in them. */
import { readFileSync } from "node:fs";
import type { Mode } from "@pyvm/parser";

export interface Case {
  /** Where the source is from. */
  readonly module: string;
  readonly mode: Mode;
  /** `compile`'s flags: PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT, `barry_as_FLUFL`. */
  readonly flags: number;
  /** The minor version, or -1 for the newest. */
  readonly feature_version: number;
  /** Either the text … */
  readonly source?: string;
  /** … or the bytes, a character each. */
  readonly bytes?: string;
}

export interface Outcome {
  /** The digest of the tree's dump, or that it compiled. */
  readonly result?: string | true;
  /** Type, message, lineno, offset, text, end_lineno, end_offset; of what is no SyntaxError only the first two. */
  readonly error?: readonly (string | number | null)[];
  /** Category, message, line. */
  readonly warnings?: readonly (readonly [string, string, number])[];
}

/** What CPython answered. A source that took it down has neither. */
export interface Verdict {
  readonly parse?: Outcome;
  readonly compile?: Outcome;
}

export type JudgedCase = Case & Verdict;

export function sourceOf({ source, bytes }: Case): string | Uint8Array {
  return source ?? Uint8Array.from(bytes!, (character) => character.charCodeAt(0));
}

export function readCases<T extends Case = Case>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
