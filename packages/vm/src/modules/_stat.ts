/**
 * `_stat`: file modes. `stat` takes these over its own of the same names.
 */
import { type Entry, defineModule, fn } from "../kernel/define.ts";
import type { PyObject } from "../kernel/object.ts";
import { must, overflowError } from "../kernel/raise.ts";
import { toInteger } from "../protocols/number.ts";

const FORMATS = {
  S_IFDIR: 0o040000,
  S_IFCHR: 0o020000,
  S_IFBLK: 0o060000,
  S_IFREG: 0o100000,
  S_IFIFO: 0o010000,
  S_IFLNK: 0o120000,
  S_IFSOCK: 0o140000,
};

/** Formats that Linux does not have. */
const ABSENT_FORMATS = { S_IFDOOR: 0, S_IFPORT: 0, S_IFWHT: 0 };

const PERMISSIONS = {
  S_ISUID: 0o4000,
  S_ISGID: 0o2000,
  S_ENFMT: 0o2000,
  S_ISVTX: 0o1000,
  S_IREAD: 0o400,
  S_IWRITE: 0o200,
  S_IEXEC: 0o100,
  S_IRWXU: 0o700,
  S_IRUSR: 0o400,
  S_IWUSR: 0o200,
  S_IXUSR: 0o100,
  S_IRWXG: 0o070,
  S_IRGRP: 0o040,
  S_IWGRP: 0o020,
  S_IXGRP: 0o010,
  S_IRWXO: 0o007,
  S_IROTH: 0o004,
  S_IWOTH: 0o002,
  S_IXOTH: 0o001,
};

/** Positions in the tuple of os.stat(). */
const POSITIONS = {
  ST_MODE: 0,
  ST_INO: 1,
  ST_DEV: 2,
  ST_NLINK: 3,
  ST_UID: 4,
  ST_GID: 5,
  ST_SIZE: 6,
  ST_ATIME: 7,
  ST_MTIME: 8,
  ST_CTIME: 9,
};

/** Flags that BSD and macOS keep with a file. */
const FILE_FLAGS = {
  UF_SETTABLE: 0xffff,
  UF_NODUMP: 0x1,
  UF_IMMUTABLE: 0x2,
  UF_APPEND: 0x4,
  UF_OPAQUE: 0x8,
  UF_NOUNLINK: 0x10,
  UF_COMPRESSED: 0x20,
  UF_TRACKED: 0x40,
  UF_DATAVAULT: 0x80,
  UF_HIDDEN: 0x8000,
  SF_SETTABLE: 0xffff0000,
  SF_ARCHIVED: 0x10000,
  SF_IMMUTABLE: 0x20000,
  SF_APPEND: 0x40000,
  SF_NOUNLINK: 0x100000,
  SF_SNAPSHOT: 0x200000,
  SF_FIRMLINK: 0x800000,
  SF_DATALESS: 0x40000000,
};

function modeOf(value: PyObject): number {
  const integer = must(toInteger(value));
  if (integer < 0) throw overflowError("can't convert negative value to unsigned int");
  if (integer > 0xffffffff) throw overflowError("mode out of range");
  return Number(integer);
}

function tests(): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (const [name, format] of Object.entries({ ...FORMATS, ...ABSENT_FORMATS })) {
    const test = name.replace("S_IF", "S_IS");
    entries[test] = fn("($self, object, /)", `Whether the mode is that of an ${name} file.`, (mode) => {
      const bits = modeOf(mode);
      return format !== 0 && (bits & 0o170000) === format;
    });
  }
  return entries;
}

const LETTER: Record<number, string> = {
  [FORMATS.S_IFDIR]: "d",
  [FORMATS.S_IFCHR]: "c",
  [FORMATS.S_IFBLK]: "b",
  [FORMATS.S_IFREG]: "-",
  [FORMATS.S_IFIFO]: "p",
  [FORMATS.S_IFLNK]: "l",
  [FORMATS.S_IFSOCK]: "s",
};

/** `-rwxr-xr-x`, as ls shows it. */
function filemode(value: PyObject): string {
  const mode = modeOf(value);
  const triple = (shift: number, special: number, letter: string) => {
    const bits = mode >> shift;
    const execute = (bits & 1) !== 0;
    const last = (mode & special) === 0 ? (execute ? "x" : "-") : execute ? letter : letter.toUpperCase();
    return ((bits & 4) !== 0 ? "r" : "-") + ((bits & 2) !== 0 ? "w" : "-") + last;
  };
  const letter = LETTER[mode & 0o170000] ?? "?";
  return letter + triple(6, 0o4000, "s") + triple(3, 0o2000, "s") + triple(0, 0o1000, "t");
}

export const statModule = defineModule("_stat", {
  doc: "File modes.",
  constants: { ...FORMATS, ...ABSENT_FORMATS, ...PERMISSIONS, ...POSITIONS, ...FILE_FLAGS },
  functions: {
    ...tests(),
    S_IMODE: fn("($self, object, /)", "The permissions of a mode.", (mode) => modeOf(mode) & 0o7777),
    S_IFMT: fn("($self, object, /)", "The format of a mode.", (mode) => modeOf(mode) & 0o170000),
    filemode: fn("($self, object, /)", "A mode as text of the form '-rwxrwxrwx'.", filemode),
  },
});
