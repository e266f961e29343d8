/** `with` and `async with`: the special methods, found on the type. */
import { SPECIAL_METHODS } from "@pyvm/bytecode";
import { attributeName } from "../kernel/attribute-name.ts";
import { bind } from "../kernel/invoke.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { TypeFlag, lookup, typeName, typeOf } from "../kernel/type.ts";
import { instruction } from "./instruction.ts";

instruction("LOAD_SPECIAL", {
  stack: "owner -- method self?",
  cold: true,
  run: ({ owner }, t) => {
    const method = lookup(typeOf(owner), SPECIAL_NAMES[t.oparg]!);
    if (method === undefined) return raiseNoContextManager(owner, t.oparg);
    if ((typeOf(method).flags & TypeFlag.METHOD_DESCRIPTOR) !== 0) return { method, self: owner };
    const bound = bind(method, owner);
    if (bound === undefined) return undefined;
    return { method: bound, self: undefined };
  },
});

export const SPECIAL_NAMES = SPECIAL_METHODS.map((name) => attributeName(name));

export function raiseNoContextManager(owner: PyObject, which: number): undefined {
  const isAsync = which >= 2;
  const protocol = isAsync ? "asynchronous context manager" : "context manager";
  const other = isAsync ? [0, 1] : [2, 3];
  const hasOther = other.every((index) => lookup(typeOf(owner), SPECIAL_NAMES[index]!) !== undefined);
  const hint = hasOther
    ? ` but it supports the ${isAsync ? "context manager" : "asynchronous context manager"} protocol. Did you mean to use '${isAsync ? "with" : "async with"}'?`
    : "";
  return raise(
    typeError(
      `'${typeName(owner)}' object does not support the ${protocol} protocol (missed ${SPECIAL_METHODS[which]!} method)${hint}`,
    ),
  );
}
