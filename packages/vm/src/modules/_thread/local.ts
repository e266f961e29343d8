/**
 * `_local`: an object whose attributes each thread has for itself.
 *
 * It is an instance whose dict is not its own (protocols/attribute.ts calls that detached): `dict` answers the running
 * thread's. A thread that meets the object for the first time gets an empty dict, and a subclass's `__init__` is called
 * with the arguments of the constructor.
 */
import { type AttributeName } from "../../kernel/attribute-name.ts";
import { defineType } from "../../kernel/define.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { call } from "../../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { typeError } from "../../kernel/raise.ts";
import { rt } from "../../kernel/state.ts";
import { type PyType, lookup, objectType } from "../../kernel/type.ts";
import { type PyDict, makeDict } from "../../objects/dict/dict.ts";
import { dictAttribute } from "../../objects/instance-dict.ts";
import {
  genericDeleteAttribute,
  genericGetAttribute,
  genericSetAttribute,
  getAttribute,
} from "../../protocols/attribute.ts";

const initName = attributeName("__init__");

class PyLocal implements HeapObject {
  declare readonly cls: PyType;
  args: readonly PyObject[] = [];
  kwnames: KeywordNames = undefined;

  /** The attributes of the running thread. */
  get dict(): PyDict {
    const { values } = rt.thread;
    let dict = values.get(this) as PyDict | undefined;
    if (dict === undefined) values.set(this, (dict = makeDict()));
    return dict;
  }
}

/** Before each access: what the running thread sees must be there. undefined: `__init__` raised. */
function prepare(local: PyLocal): Result {
  if (rt.thread.values.has(local)) return true;
  void local.dict;
  if (lookup(local.cls, initName) === lookup(objectType, initName)) return true;
  const init = getAttribute(local, initName);
  const result = init === undefined ? undefined : call(init, [...local.args], local.kwnames);
  if (result === undefined) rt.thread.values.delete(local);
  return result;
}

export const localType = defineType("_local", {
  instance: PyLocal,
  module: "_thread",
  hasDict: true,
  hasWeakref: true,
  doc: "Thread-local data.",
  slots: {
    __new__: (type, args, kwnames) => {
      if (args.length > 0 && lookup(type, initName) === lookup(objectType, initName))
        throw typeError("Initialization arguments are not supported");
      type.detached = true;
      const local = new type.JS() as PyLocal;
      local.args = args.slice();
      local.kwnames = kwnames;
      // The constructor's own call of __init__ is this thread's.
      void local.dict;
      return local;
    },
    __getattribute__: (self: PyLocal, name: AttributeName) =>
      prepare(self) === undefined ? undefined : genericGetAttribute(self, name),
    __setattr__: (self: PyLocal, name: AttributeName, value: PyObject) =>
      prepare(self) === undefined ? undefined : genericSetAttribute(self, name, value),
    __delattr__: (self: PyLocal, name: AttributeName) =>
      prepare(self) === undefined ? undefined : genericDeleteAttribute(self, name),
  },
  methods: { __dict__: dictAttribute },
});
