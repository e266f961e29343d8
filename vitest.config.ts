import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@pyvm/source"] },
  ssr: { resolve: { conditions: ["@pyvm/source"] } },
  test: {
    include: ["{packages,apps,tools}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Two cores: one worker each. The heavy suites (oracle, corpus) are the long pole, not the count.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
