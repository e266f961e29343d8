/**
 * `pwd`: the users of the system (library reference, "pwd"; CPython Modules/pwdmodule.c).
 */
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import type { PyObject } from "../kernel/object.ts";
import { caughtException, keyError } from "../kernel/raise.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { makeList } from "../objects/list.ts";
import { defineStructSequence, makeStructSequence } from "../objects/structseq.ts";
import { nameNotFound, readAccounts, toAccountName, toIdentity } from "./account-database.ts";

const PATH = "/etc/passwd";

const structPasswdType = defineStructSequence("struct_passwd", {
  module: "pwd",
  doc: "A user of the system.",
  visible: 7,
  fields: [
    ["pw_name", "user name"],
    ["pw_passwd", "password"],
    ["pw_uid", "user id"],
    ["pw_gid", "group id"],
    ["pw_gecos", "real name"],
    ["pw_dir", "home directory"],
    ["pw_shell", "shell program"],
  ],
});

const users = (): string[][] => readAccounts(PATH, 7);

function makeUser(fields: readonly string[]): PyObject {
  const values = fields
    .slice(0, 7)
    .map((field, i) => (i === 2 || i === 3 ? Number(field) : strFromUtf16(field)));
  return makeStructSequence(structPasswdType, values);
}

/** The number in an argument; null for numbers that no user can have. Throws TypeError. */
function possibleIdentity(value: PyObject): number | null {
  try {
    return toIdentity("uid", value);
  } catch (caught) {
    const error = caughtException(caught);
    if (!isInstanceOfException(error, exceptionTypes.OverflowError)) throw error;
    return null;
  }
}

export const pwdModule: ModuleDefinition = defineModule("pwd", {
  doc: "The users of the system, from its password database.",
  types: [structPasswdType],
  functions: {
    getpwall: fn("($module, /)", "All users, as a list.", () => makeList(users().map(makeUser))),
    getpwnam: fn("($module, name, /)", "The user with a name.", (name: PyObject) => {
      const wanted = toAccountName("getpwnam", name);
      const found = users().find(([own]) => own === wanted);
      if (found === undefined) throw nameNotFound("getpwnam", name);
      return makeUser(found);
    }),
    getpwuid: fn("($module, uidobj, /)", "The user with a number.", (uid: PyObject) => {
      const id = possibleIdentity(uid);
      const found = users().find((fields) => Number(fields[2]) === id);
      if (found === undefined) throw keyError(`getpwuid(): uid not found${id === null ? "" : `: ${id}`}`);
      return makeUser(found);
    }),
  },
});
