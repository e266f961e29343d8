/**
 * `os.scandir()`: the entries of a directory, with what the directory itself tells of each.
 */
import type { DirectoryEntry } from "../../host/host.ts";
import { FileMode } from "../../host/open-flags.ts";
import { classMethod, defineType, getset, method } from "../../kernel/define.ts";
import { EXHAUSTED, type HeapObject, type PyObject, type Result } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import type { PyStr } from "../../kernel/text.ts";
import { utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import type { PyType } from "../../kernel/type.ts";
import { makeGenericAlias } from "../../objects/generic-alias.ts";
import { normalize } from "../../objects/int/arithmetic.ts";
import { exactStr, repr } from "../../protocols/repr.ts";
import { type Path, nameLike, system, toPath } from "./paths.ts";
import { statResult } from "./stat-result.ts";

class PyDirEntry implements HeapObject {
  declare readonly cls: PyType;
  readonly name: PyObject;
  readonly path: PyObject;
  /** The entry's path for the host. */
  readonly text: string;
  readonly entry: DirectoryEntry;
  constructor(directory: Path, entry: DirectoryEntry) {
    const separator = directory.text === "" || directory.text.endsWith("/") ? "" : "/";
    this.text = directory.text + separator + entry.name;
    this.entry = entry;
    this.name = nameLike(directory, entry.name);
    this.path = directory.argument === None ? this.name : nameLike(directory, this.text);
  }
}

/** What a symbolic link leads to: by status; false when it leads nowhere. */
function leadsTo(entry: PyDirEntry, kind: number): boolean {
  try {
    return (rt.host.files.status(entry.text, true).mode & FileMode.S_IFMT) === kind;
  } catch {
    return false;
  }
}

function isKind(
  entry: PyDirEntry,
  kind: "file" | "directory",
  mode: number,
  followSymlinks: PyObject,
): Result {
  if (entry.entry.kind !== "symlink") return entry.entry.kind === kind;
  return must(isTrue(followSymlinks)) && leadsTo(entry, mode);
}

export const dirEntryType = defineType("DirEntry", {
  instance: PyDirEntry,
  module: "posix",
  doc: "An entry of a directory.",
  slots: {
    __repr__: (self: PyDirEntry) =>
      `<DirEntry ${utf16Of(exactStr(must(repr(self.name))) as string | PyStr)}>`,
  },
  methods: {
    name: getset(null, (self: PyDirEntry) => self.name),
    path: getset(null, (self: PyDirEntry) => self.path),
    is_dir: method(
      "($self, /, *, follow_symlinks=True)",
      "Whether it is a directory.",
      (self: PyDirEntry, follow) => isKind(self, "directory", FileMode.S_IFDIR, follow),
    ),
    is_file: method(
      "($self, /, *, follow_symlinks=True)",
      "Whether it is a regular file.",
      (self: PyDirEntry, follow) => isKind(self, "file", FileMode.S_IFREG, follow),
    ),
    is_symlink: method(
      "($self, /)",
      "Whether it is a symbolic link.",
      (self: PyDirEntry) => self.entry.kind === "symlink",
    ),
    is_junction: method("($self, /)", "Whether it is a junction: there are none.", () => false),
    stat: method("($self, /, *, follow_symlinks=True)", "Its status.", (self: PyDirEntry, follow) => {
      const following = must(isTrue(follow));
      return statResult(system(() => rt.host.files.status(self.text, following), self.path));
    }),
    inode: method("($self, /)", "Its inode.", (self: PyDirEntry) =>
      normalize(system(() => rt.host.files.status(self.text, false), self.path).ino),
    ),
    __fspath__: method("($self, /)", "Its path.", (self: PyDirEntry) => self.path),
    __class_getitem__: classMethod("($type, object, /)", "Generic alias, for annotations.", makeGenericAlias),
  },
});

class PyScandirIterator implements HeapObject {
  declare readonly cls: PyType;
  readonly directory: Path;
  /** What is left; null once closed. */
  entries: DirectoryEntry[] | null;
  constructor(directory: Path, entries: DirectoryEntry[]) {
    this.directory = directory;
    this.entries = entries.reverse();
  }
}

defineType("ScandirIterator", {
  instance: PyScandirIterator,
  module: "posix",
  final: true,
  slots: {
    __iter__: (self) => self,
    __next__: (self: PyScandirIterator) => {
      const entry = self.entries?.pop();
      return entry === undefined ? EXHAUSTED : new PyDirEntry(self.directory, entry);
    },
  },
  methods: {
    close: method("($self, /)", "Stop iterating.", close),
    __enter__: method("($self, /)", null, (self) => self),
    __exit__: method("($self, /, *args)", null, close),
  },
});

function close(self: PyScandirIterator): Result {
  self.entries = null;
  return None;
}

/** posix.scandir(path) */
export function scandir(path: PyObject): Result {
  const where: Path = path === None ? { text: ".", argument: None, isBytes: false } : toPath("scandir", path);
  const entries = system(
    () => rt.host.files.list(where.text),
    where.argument === None ? undefined : where.argument,
  );
  return new PyScandirIterator(where.argument === None ? { ...where, text: "" } : where, entries);
}
