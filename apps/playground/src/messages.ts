/**
 * What the page and its workers say to each other.
 */
import type { StageName } from "./stage-names.ts";

/** Page to stages worker: show every stage of this program. Answers carry its `revision`. */
export interface ShowStages {
  readonly revision: number;
  readonly source: string;
}

/** Stages worker to page: one stage's text, or why there is none. */
export interface StageShown {
  readonly revision: number;
  readonly stage: StageName;
  readonly text: string;
  readonly failed: boolean;
}

/** Page to run worker: run this program. A worker runs one program and is not used again. */
export interface RunProgram {
  readonly source: string;
  /** Becomes 1 when the program is to be interrupted; absent where the page may not share memory. */
  readonly interrupt: Int32Array | undefined;
}

/** Run worker to page. */
export type RunEvent =
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | { readonly kind: "exit"; readonly code: number };
