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
import * as path from "node:path";
import * as vm from "node:vm";

/** A script as it is on the disk. It can be sent to another thread. */
export type ScriptFile = {
  readonly filename: string;
  /** One function expression, ASCII. */
  readonly source: Uint8Array;
  readonly cache: Uint8Array | undefined;
  /** Where a cache may be, best first. */
  readonly cachePlaces: readonly string[];
};

export type LoadedScript = {
  /** What the script evaluates to. */
  readonly value: unknown;
  /** Keep what is compiled by now for the next start, unless this one had a cache. */
  saveCache(): void;
};

const CHECKSUM_SIZE = 4;
const ID_LENGTH = 16;

/**
 * Read a script and its cache. It opens with a comment that identifies its content: two characters, 16 of its hash, two
 * more (build/build-command.js).
 */
export function readScript(filename: string): ScriptFile {
  const source = fs.readFileSync(filename);
  const cachePlaces = placesFor(filename, source.toString("latin1", 2, 2 + ID_LENGTH));
  return { filename, source, cache: readCache(cachePlaces), cachePlaces };
}

/** Compile a script, or take it from its cache, and evaluate it. */
export function loadScript({ filename, source, cache, cachePlaces }: ScriptFile): LoadedScript {
  const text = Buffer.from(source.buffer, source.byteOffset, source.length).toString("latin1");
  const script = new vm.Script(text, { filename, ...(cache !== undefined && { cachedData: cache }) });
  const isCached = cache !== undefined && script.cachedDataRejected !== true;
  return {
    value: script.runInThisContext(),
    saveCache: () => {
      if (!isCached) writeCache(cachePlaces, script.createCachedData());
    },
  };
}

function placesFor(filename: string, id: string): string[] {
  const version = process.getBuiltinModule("node:v8").cachedDataVersionTag().toString(16);
  const name = `${path.basename(filename, ".cjs")}-${id}-${version}.cache`;
  const home = process.env["HOME"] || process.getBuiltinModule("node:os").homedir();
  const user = process.env["XDG_CACHE_HOME"] || path.join(home, ".cache");
  return [path.join(path.dirname(filename), name), path.join(user, "pyvm", name)];
}

/** The checksum stands at the end: V8 copies data that is not aligned. */
function readCache(places: readonly string[]): Uint8Array | undefined {
  for (const place of places) {
    try {
      const content = fs.readFileSync(place);
      const end = content.length - CHECKSUM_SIZE;
      if (end > 0 && checksum(content.subarray(0, end)) === content.readUInt32LE(end))
        return content.subarray(0, end);
    } catch {
      // Not there, or not readable: the next one, or none.
    }
  }
  return undefined;
}

/** Whole or not at all: other starts may be reading. */
function writeCache(places: readonly string[], data: Buffer): void {
  const end = Buffer.alloc(CHECKSUM_SIZE);
  end.writeUInt32LE(checksum(data));
  for (const place of places) {
    const temporary = `${place}.${process.pid}`;
    try {
      fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
      fs.writeFileSync(temporary, Buffer.concat([data, end]), { mode: 0o644 });
      fs.renameSync(temporary, place);
      return;
    } catch {
      fs.rmSync(temporary, { force: true });
    }
  }
}

/** CRC-32. Of a module that takes its time to load, so the thread that has the time does it. */
function checksum(data: Uint8Array): number {
  return process.getBuiltinModule("node:zlib").crc32(data);
}
