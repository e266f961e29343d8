/**
 * Builds the packages whose sources changed since they were last built, and nothing when none did.
 *
 * turbo does the same for `pnpm build`, but takes seconds to find out that there is nothing to do; this
 * takes milliseconds: it compares names, sizes and modification times. A package is stale when its own
 * files, the scripts that build it, or a package that its build runs (`pyvm.buildUses` in its manifest)
 * changed. Nothing here may import a package.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packagesInBuildOrder } from "./packages.js";

const NOT_SOURCES = new Set(["dist", "lib", "node_modules", ".turbo"]);
const NOT_SOURCE = /\.test\.ts$|\.md$|\.pack$/;

/**
 * Build what is stale. Says what on stderr; exits when a build fails.
 *
 * @param {string} root
 */
export function buildStale(root) {
  const stamps = join(root, "node_modules/.cache/built");
  mkdirSync(stamps, { recursive: true });
  const buildScripts = fingerprintTree(join(root, "tools/generate/src/workspace"));
  const own = new Map();

  for (const { name, directory, manifest } of packagesInBuildOrder(root)) {
    own.set(name, fingerprintTree(directory));
    if (manifest.scripts?.build === undefined) continue;
    const uses = (manifest.pyvm?.buildUses ?? []).map((used) => own.get(used));
    const fingerprint = [buildScripts, own.get(name), ...uses].join("\n");
    const stamp = join(stamps, name.replace("/", "+"));
    if (
      existsSync(join(directory, "dist")) &&
      existsSync(stamp) &&
      readFileSync(stamp, "utf8") === fingerprint
    )
      continue;

    console.error(`pyvm: building ${name}`);
    const { status } = spawnSync(manifest.scripts.build, {
      cwd: directory,
      shell: true,
      stdio: ["ignore", 2, 2],
    });
    if (status !== 0) process.exit(status ?? 1);
    writeFileSync(stamp, fingerprint);
  }
}

/** Changes when a source file below `directory` is added, removed or written. */
function fingerprintTree(directory) {
  const hash = createHash("sha256");
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_SOURCES.has(entry.name)) visit(path);
      } else if (!NOT_SOURCE.test(entry.name)) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}\0${size}\0${mtimeMs}\0`);
      }
    }
  };
  visit(directory);
  return hash.digest("hex");
}
