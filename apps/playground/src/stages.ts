/**
 * What the panes show: each stage's text, or why the program does not come as far.
 */
import { PySyntaxError } from "@pyvm/parser";
import { stageText } from "@pyvm/cli/stages";
import type { StageName } from "./stage-names.ts";

const FILENAME = "program.py";

export function showStage(stage: StageName, source: string): { text: string; failed: boolean } {
  try {
    return {
      text: stageText(stage, new TextEncoder().encode(source), { filename: FILENAME }),
      failed: false,
    };
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
    return { text: `${error.type}: ${error.msg} (${error.filename}, line ${error.lineno})\n`, failed: true };
  }
}
