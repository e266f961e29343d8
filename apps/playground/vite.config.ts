/**
 * The playground is a static page: it may be served from any folder, by anything that serves files.
 */
import { defaultClientConditions, defineConfig } from "vite";

const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  base: "./",
  resolve: { conditions: ["@pyvm/source", ...defaultClientConditions] },
  // Shared memory, with which Stop can interrupt a program, takes these headers.
  server: { headers: ISOLATED },
  preview: { headers: ISOLATED },
  worker: {
    format: "es",
    rolldownOptions: {
      transform: { dropLabels: ["DEV"] },
      // Types and instructions are there for what they register, which the bundler takes for no use.
      treeshake: false,
    },
  },
  build: {
    target: "es2023",
    sourcemap: true,
  },
});
