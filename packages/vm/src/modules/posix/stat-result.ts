/**
 * `os.stat_result`, `os.DirEntry`'s status and what else has the shape of stat(2).
 */
import type { FileStatus } from "../../host/host.ts";
import type { PyObject } from "../../kernel/object.ts";
import { makeFloat } from "../../objects/float.ts";
import { normalize } from "../../objects/int/arithmetic.ts";
import { defineStructSequence, makeStructSequence } from "../../objects/structseq.ts";

export const statResultType = defineStructSequence("stat_result", {
  module: "os",
  doc: "Result of stat, fstat and lstat.",
  visible: 10,
  fields: [
    ["st_mode", "protection bits"],
    ["st_ino", "inode"],
    ["st_dev", "device"],
    ["st_nlink", "number of hard links"],
    ["st_uid", "user ID of owner"],
    ["st_gid", "group ID of owner"],
    ["st_size", "total size, in bytes"],
    [null, "integer time of last access"],
    [null, "integer time of last modification"],
    [null, "integer time of last change"],
    ["st_atime", "time of last access"],
    ["st_mtime", "time of last modification"],
    ["st_ctime", "time of last change"],
    ["st_atime_ns", "time of last access in nanoseconds"],
    ["st_mtime_ns", "time of last modification in nanoseconds"],
    ["st_ctime_ns", "time of last change in nanoseconds"],
    ["st_blksize", "blocksize for filesystem I/O"],
    ["st_blocks", "number of blocks allocated"],
    ["st_rdev", "device type (if inode device)"],
  ],
});

/** The stat_result for a host's status. */
export function statResult(status: FileStatus): PyObject {
  const times = [status.atimeNs, status.mtimeNs, status.ctimeNs];
  return makeStructSequence(statResultType, [
    status.mode,
    normalize(status.ino),
    normalize(status.dev),
    normalize(status.nlink),
    status.uid,
    status.gid,
    normalize(status.size),
    ...times.map((ns) => normalize(floorSeconds(ns))),
    ...times.map((ns) => makeFloat(Number(ns) / 1e9)),
    ...times.map((ns) => normalize(ns)),
    status.blksize,
    normalize(status.blocks),
    0,
  ]);
}

function floorSeconds(ns: bigint): bigint {
  const seconds = ns / 1_000_000_000n;
  return ns < 0n && ns % 1_000_000_000n !== 0n ? seconds - 1n : seconds;
}
