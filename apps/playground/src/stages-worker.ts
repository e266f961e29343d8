/**
 * The worker that shows a program's stages, off the page's thread.
 */
import type { ShowStages, StageShown } from "./messages.ts";
import { showStage, stages } from "./stages.ts";

self.addEventListener("message", ({ data: { revision, source } }: MessageEvent<ShowStages>) => {
  for (const { name } of stages) {
    const answer: StageShown = { revision, stage: name, ...showStage(name, source) };
    self.postMessage(answer);
  }
});
