#!/usr/bin/env node
/**
 * `npm test`: installs, builds and checks everything, in whatever state the clone is in.
 *
 * Every step runs even when an earlier one failed. A step that is not vitest counts as one test. The last
 * line is the sum, `N passed, N failed`, and the exit code is 1 unless nothing failed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildStale } from "../src/workspace/build-stale.js";
import { ensureInstalled, environmentWithPnpm } from "../src/workspace/install.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const report = join(root, "node_modules/.cache/vitest-report.json");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

ensureInstalled(root);
buildStale(root);
const { PATH, ...environment } = environmentWithPnpm(root);

const results = ["lint", "typecheck", "build:types", "size"].map((name) => {
  const passed = run(name, scripts[name]);
  return { name, passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
});
results.push(runVitest());

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log();
for (const { name, passed, failed } of results) console.log(`${name}: ${passed} passed, ${failed} failed`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") === 0 ? 0 : 1;

/** Run a command line with the workspace's programs on its path; whether it succeeded. */
function run(name, commandLine) {
  console.log(`\npyvm: ${name}`);
  const started = Date.now();
  const { status } = spawnSync(commandLine, {
    cwd: root,
    shell: true,
    stdio: "inherit",
    env: {
      ...environment,
      PATH: [join(root, "node_modules/.bin"), PATH].join(delimiter),
      TURBO_TELEMETRY_DISABLED: "1",
    },
  });
  console.log(
    `pyvm: ${name} ${status === 0 ? "passed" : "failed"} in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  return status === 0;
}

/** A run that dies, or a test file that does not load, has failed even where no test says so. */
function runVitest() {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const succeeded = run(
    "vitest",
    `vitest run --reporter=default --reporter=json --outputFile.json=${JSON.stringify(report)}`,
  );
  if (!existsSync(report)) return { name: "vitest", passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  ).length;
  const failed = numFailedTests + unloaded;
  return { name: "vitest", passed: numPassedTests, failed: succeeded ? failed : Math.max(failed, 1) };
}
