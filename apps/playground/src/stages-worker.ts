/**
 * The worker that shows a program's stages, off the page's thread.
 */
import type { ShowStages, StageShown } from "./messages.ts";
import { stageTitles } from "./stage-names.ts";
import { showStage } from "./stages.ts";

self.addEventListener("message", ({ data: { revision, source } }: MessageEvent<ShowStages>) => {
  for (const stage of stageTitles.keys()) {
    const answer: StageShown = { revision, stage, ...showStage(stage, source) };
    self.postMessage(answer);
  }
});
