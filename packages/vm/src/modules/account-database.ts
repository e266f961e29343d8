/**
 * The files of users and groups, as `pwd` and `grp` read them: lines of fields with colons in between (passwd(5),
 * group(5)). A host without them has no users and no groups.
 */
import { readIfPresent } from "../host/read-file.ts";
import { keyError, must, overflowError, typeError, valueError } from "../kernel/raise.ts";
import type { PyObject } from "../kernel/object.ts";
import { rt } from "../kernel/state.ts";
import { strFromUtf16, utf16Of } from "../kernel/text.ts";
import { typeName } from "../kernel/type.ts";
import { isIndex, toInteger } from "../protocols/number.ts";
import { repr } from "../protocols/repr.ts";
import { badArgument } from "../objects/bad-argument.ts";
import { decodeText, encodeText } from "../objects/codecs.ts";
import { textOf } from "../objects/item-array.ts";
import { strOf } from "../objects/str/text.ts";

/** The lines of a database with at least `count` fields. */
export function readAccounts(path: string, count: number): string[][] {
  const content = readIfPresent(rt.host.files, path);
  if (content === null) return [];
  const text = utf16Of(strOf(decodeText(content, "utf-8", "surrogateescape"))!);
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= count && !fields[0]!.startsWith("#"));
}

/** The number of a user or group in an argument. Throws TypeError, OverflowError. */
export function toIdentity(kind: "uid" | "gid", value: PyObject): number {
  if (!isIndex(value)) throw typeError(`${kind} should be integer, not ${typeName(value)}`);
  const id = must(toInteger(value));
  if (id === -1) return NOBODY;
  if (id < 0) throw overflowError(`${kind} is less than minimum`);
  if (id >= NOBODY) throw overflowError(`${kind} is greater than maximum`);
  return Number(id);
}

/** What −1 stands for. */
const NOBODY = 0xffff_ffff;

/** The name in an argument. Throws TypeError. */
export function toAccountName(function_: string, value: PyObject): string {
  const text = strOf(value);
  if (text === undefined) throw badArgument(function_, "argument", "str", value);
  const name = utf16Of(text);
  if (name.includes("\0")) throw valueError("embedded null character");
  // Text that no file name could have is refused.
  encodeText(text, "utf-8", "surrogateescape");
  return name;
}

export function nameNotFound(function_: string, value: PyObject) {
  return keyError(strFromUtf16(`${function_}(): name not found: ${textOf(must(repr(value)))}`));
}
