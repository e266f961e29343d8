/**
 * Loading a script as V8 compiled it before.
 *
 * Parsing and compiling the command takes longer than running most programs. V8 gives back what it has compiled,
 * functions that ran included, and takes it again at the next start. The cache stands beside the script or, where
 * nothing can be written, in the user's cache directory. Its name says which script it is of and for which V8; V8
 * trusts the data, so there is a checksum. Without a cache, or with a damaged one, a start takes longer and leaves a
 * new one.
 *
 * Node's own cache (module.enableCompileCache) needs Node 22.8 and knows no functions that were compiled lazily.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as v8 from "node:v8";
import * as vm from "node:vm";
import * as zlib from "node:zlib";

export type LoadedScript = {
  readonly exports: unknown;
  /** Keep what is compiled by now for the next start, unless this one had a cache. */
  saveCache(): void;
};

const CHECKSUM_SIZE = 4;
const ID_LENGTH = 16;

/**
 * Load a script that is one CommonJS wrapper function. It opens with a comment that identifies its content: two
 * characters, 16 of its hash, two more (build/build-command.js). It is ASCII.
 */
export function loadScript(filename: string, requireFrom: NodeJS.Require): LoadedScript {
  const source = fs.readFileSync(filename, "latin1");
  const places = cachePlaces(filename, source.slice(2, 2 + ID_LENGTH));
  const cachedData = readCache(places);
  const script = new vm.Script(source, { filename, ...(cachedData !== undefined && { cachedData }) });
  const isCached = cachedData !== undefined && script.cachedDataRejected !== true;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, requireFrom, module, filename, path.dirname(filename));
  return {
    exports: module.exports,
    saveCache: () => {
      if (!isCached) writeCache(places, script.createCachedData());
    },
  };
}

/** Where a cache may be, best first. */
function cachePlaces(filename: string, id: string): string[] {
  const name = `${path.basename(filename, ".cjs")}-${id}-${v8.cachedDataVersionTag().toString(16)}.cache`;
  const user = process.env["XDG_CACHE_HOME"] || path.join(process.env["HOME"] || os.homedir(), ".cache");
  return [path.join(path.dirname(filename), name), path.join(user, "pyvm", name)];
}

function readCache(places: readonly string[]): Buffer | undefined {
  for (const place of places) {
    try {
      const content = fs.readFileSync(place);
      const data = content.subarray(CHECKSUM_SIZE);
      if (content.length > CHECKSUM_SIZE && zlib.crc32(data) === content.readUInt32LE(0)) return data;
    } catch {
      // Not there, or not readable: the next one, or none.
    }
  }
  return undefined;
}

/** Whole or not at all: other starts may be reading. */
function writeCache(places: readonly string[], data: Buffer): void {
  const checksum = Buffer.alloc(CHECKSUM_SIZE);
  checksum.writeUInt32LE(zlib.crc32(data));
  for (const place of places) {
    const temporary = `${place}.${process.pid}`;
    try {
      fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
      fs.writeFileSync(temporary, Buffer.concat([checksum, data]), { mode: 0o644 });
      fs.renameSync(temporary, place);
      return;
    } catch {
      fs.rmSync(temporary, { force: true });
    }
  }
}
