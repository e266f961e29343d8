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

/** The oldest Node that runs pyvm; what older ones say of its syntax helps nobody. */
const OLDEST_NODE = [20, 19];

/**
 * Install unless the lockfile is the one that was installed last. Says so on stderr; exits when it fails.
 *
 * @param {string} root
 */
export function ensureInstalled(root) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    console.error(`pyvm needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}`);
    process.exit(1);
  }
  const stamp = join(root, "node_modules/.cache/installed-lockfile");
  const lockfile = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockfile) return;

  console.error("pyvm: installing dependencies");
  // stdout belongs to the program that will run: what an installer says goes to stderr.
  const { status } = spawnSync("pnpm install --frozen-lockfile --reporter=append-only --loglevel=info", {
    cwd: root,
    env: { ...environmentWithPnpm(root), CI: "true" },
    shell: true,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    console.error("pyvm: the dependencies could not be installed");
    process.exit(status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockfile);
}

/**
 * This process's environment with the pinned pnpm on its path, from wherever it comes.
 *
 * npm's quietness, which `.npmrc` asks for, is not passed on.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWithPnpm(root) {
  const { npm_config_loglevel: _, ...environment } = process.env;
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const ask = (commandLine) =>
    spawnSync(commandLine, { cwd: root, encoding: "utf8", shell: true }).stdout?.trim();
  if (`pnpm@${ask("pnpm --version")}` === packageManager) return environment;
  return { ...environment, PATH: ask(`npx --yes --package ${packageManager} -- node -p process.env.PATH`) };
}
