/**
 * Where a file stands in the house: which package, which layer, what it may therefore import.
 *
 * The order itself is data, `layers.json`:
 * - `packages`: each package and the packages that its source may import;
 * - `joins`: the files (or folders, with a slash at the end) that may import more, because joining is their job;
 * - `layers`: folders whose subfolders are ordered; each imports only those before it. Files directly in such
 *   a folder are entries and stand on top of them all;
 * - `platforms`: where what only one platform has may be named.
 *
 * Paths are relative to the root of the repository, with `/` between names.
 */
import { readFileSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const house = JSON.parse(readFileSync(new URL("../layers.json", import.meta.url), "utf8"));

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The path of the file that a rule is looking at. */
export function pathInRepository(context) {
  return relative(root, context.filename).split(sep).join("/");
}

/** Tests may reach for anything. */
export function isTest(path) {
  return path.endsWith(".test.ts");
}

export function isBelow(path, places) {
  return places.some((place) => (place.endsWith("/") ? path.startsWith(place) : path === place));
}

/** `packages/vm/src/kernel/type.ts` → `vm`; undefined outside `packages/`. */
export function packageOf(path) {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

/** The packages that this file may import by name. */
export function allowedPackages(path) {
  const joined = Object.entries(house.joins).filter(([place]) => isBelow(path, [place]));
  return [...(house.packages[packageOf(path)] ?? []), ...joined.flatMap(([, names]) => names)];
}

/** The ordered folder a file is in, its layer there, and the layer's rank; undefined for entries and elsewhere. */
export function layerOf(path) {
  for (const [folder, order] of Object.entries(house.layers)) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [layer, ...below] = path.slice(folder.length + 1).split("/");
    if (below.length > 0) return { folder, layer, rank: order.indexOf(layer) };
  }
  return undefined;
}

/** What a relative import in the file `path` names. */
export function resolveImport(path, specifier) {
  return posix.join(posix.dirname(path), specifier);
}
