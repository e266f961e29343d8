/**
 * The playground is a static page: it may be served from any folder, by anything that serves files.
 */
import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  base: "./",
  resolve: { conditions: ["@pyvm/source", ...defaultClientConditions] },
  worker: { format: "es" },
  build: {
    target: "es2023",
    sourcemap: true,
    rolldownOptions: { transform: { dropLabels: ["DEV"] } },
  },
});
