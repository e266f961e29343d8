/**
 * The playground is a static page: it may be served from any folder, by anything that serves files.
 */
import { defaultClientConditions, defineConfig } from "vite";

const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** As tools/generate builds the packages: no assertions, and nothing left out for having no visible use. */
const RELEASE = {
  transform: { dropLabels: ["DEV"] },
  // `sideEffects: false` is a promise about entries; inside, a module may be there for what it registers.
  treeshake: { moduleSideEffects: true },
};

export default defineConfig({
  base: "./",
  resolve: { conditions: ["@pyvm/source", ...defaultClientConditions] },
  // Shared memory, with which Stop can interrupt a program, takes these headers.
  server: { headers: ISOLATED },
  preview: { headers: ISOLATED },
  worker: {
    format: "es",
    rolldownOptions: RELEASE,
  },
  build: {
    target: "es2023",
    sourcemap: true,
    rolldownOptions: RELEASE,
  },
});
