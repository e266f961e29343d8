/**
 * `grp`: the groups of the system (library reference, "grp"; CPython Modules/grpmodule.c).
 */
import { type ModuleDefinition, defineModule, fn } from "../kernel/define.ts";
import type { PyObject } from "../kernel/object.ts";
import { keyError } from "../kernel/raise.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { makeList } from "../objects/list.ts";
import { defineStructSequence, makeStructSequence } from "../objects/structseq.ts";
import { nameNotFound, readAccounts, toAccountName, toIdentity } from "./account-database.ts";

const PATH = "/etc/group";

const structGroupType = defineStructSequence("struct_group", {
  module: "grp",
  doc: "A group of the system.",
  visible: 4,
  fields: [
    ["gr_name", "group name"],
    ["gr_passwd", "password"],
    ["gr_gid", "group id"],
    ["gr_mem", "group members"],
  ],
});

const groups = (): string[][] => readAccounts(PATH, 4);

function makeGroup([name, password, gid, members]: readonly string[]): PyObject {
  const names = members === "" ? [] : members!.split(",").map(strFromUtf16);
  return makeStructSequence(structGroupType, [
    strFromUtf16(name!),
    strFromUtf16(password!),
    Number(gid),
    makeList(names),
  ]);
}

export const grpModule: ModuleDefinition = defineModule("grp", {
  doc: "The groups of the system, from its group database.",
  types: [structGroupType],
  functions: {
    getgrall: fn("($module, /)", "All groups, as a list.", () => makeList(groups().map(makeGroup))),
    getgrgid: fn("($module, /, id)", "The group with a number.", (gid: PyObject) => {
      const id = toIdentity("gid", gid);
      const found = groups().find((fields) => Number(fields[2]) === id);
      if (found === undefined) throw keyError(`getgrgid(): gid not found: ${id}`);
      return makeGroup(found);
    }),
    getgrnam: fn("($module, /, name)", "The group with a name.", (name: PyObject) => {
      const wanted = toAccountName("getgrnam", name);
      const found = groups().find(([own]) => own === wanted);
      if (found === undefined) throw nameNotFound("getgrnam", name);
      return makeGroup(found);
    }),
  },
});
