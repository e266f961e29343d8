/**
 * The packages of the workspace that have something to build, in an order in which they can be built.
 *
 * Read from the manifests, so that nothing has to be listed twice. Nothing here may import a package.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} WorkspacePackage
 * @property {string} name
 * @property {string} directory absolute
 * @property {any} manifest its package.json
 */

/**
 * Everything under `packages/`, dependencies first.
 *
 * @param {string} root
 * @returns {WorkspacePackage[]}
 */
export function packagesInBuildOrder(root) {
  const folder = join(root, "packages");
  const packages = new Map();
  for (const entry of readdirSync(folder)) {
    const directory = join(folder, entry);
    if (!existsSync(join(directory, "package.json"))) continue;
    const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
    packages.set(manifest.name, { name: manifest.name, directory, manifest });
  }
  const ordered = new Set();
  const visit = (item) => {
    for (const name of neededToBuild(item.manifest)) if (packages.has(name)) visit(packages.get(name));
    ordered.add(item);
  };
  for (const item of packages.values()) visit(item);
  return [...ordered];
}

/** The names of the packages whose build must come before that of the package with this manifest. */
export function neededToBuild(manifest) {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
}
