/**
 * Installs the workspace's dependencies on a machine that has Node and npm and nothing else.
 *
 * pnpm comes from PATH when it is there in the pinned version, else from the registry through npx; Node's
 * corepack is not asked, as it is gone from newer releases. The lockfile is frozen. Nothing here may import
 * a package: this runs before there are any.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Install unless the lockfile is the one that was installed last. Says so on stderr; exits when it fails.
 *
 * @param {string} root
 */
export function ensureInstalled(root) {
  const stamp = join(root, "node_modules/.cache/installed-lockfile");
  const lockfile = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockfile) return;

  console.error("pyvm: installing dependencies");
  const [command, ...prefix] = pnpmCommand(root);
  const { status } = run(root, command, [...prefix, "install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=info"]);
  if (status !== 0) {
    console.error("pyvm: the dependencies could not be installed");
    process.exit(status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockfile);
}

/** The command line that runs the pnpm which package.json pins. */
export function pnpmCommand(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version = packageManager.replace("pnpm@", "");
  const onPath = spawnSync("pnpm --version", { cwd: root, encoding: "utf8", shell: true });
  return onPath.stdout?.trim() === version ? ["pnpm"] : ["npx", "--yes", packageManager];
}

/** stdout belongs to the program that will run: what an installer says goes to stderr. */
function run(root, command, args) {
  const { npm_config_loglevel: _, ...env } = process.env;
  return spawnSync([command, ...args].join(" "), {
    cwd: root,
    env: { ...env, CI: "true" },
    shell: true,
    stdio: ["ignore", 2, 2],
  });
}
