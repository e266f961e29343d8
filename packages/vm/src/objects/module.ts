/**
 * Module objects: a namespace dict with a name. `__getattr__` in the namespace answers for absent names (PEP 562).
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { defineType, getset, method } from "../kernel/define.ts";
import { exceptionTypes, isInstanceOfException, makeException } from "../kernel/exceptions.ts";
import { hooks } from "../kernel/hooks.ts";
import { call } from "../kernel/invoke.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { pendingException, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import {
  PyStrInstance,
  type PyType,
  createTypeShell,
  isInstance,
  strType,
  typeName,
  typeOf,
} from "../kernel/type.ts";
import { genericGetAttribute } from "../protocols/attribute.ts";
import { callMethod } from "../protocols/call.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import { makeList } from "./list.ts";
import { fileOrigin, isInitializing, isUninitializedSubmodule, shadowing } from "./module-spec.ts";

export class PyModule implements HeapObject {
  declare readonly cls: PyType;
  dict: PyDict;
  constructor(dict: PyDict = makeDict()) {
    this.dict = dict;
  }
}

export const moduleType = createTypeShell("module", { instance: PyModule });

/** A module with the attributes every module has, and a namespace. */
export function makeModule(name: PyObject, doc: PyObject = None): PyModule {
  const module = new PyModule();
  initializeModule(module, name, doc);
  return module;
}

function initializeModule(module: PyModule, name: PyObject, doc: PyObject): void {
  const { dict } = module;
  dict.setText("__name__", name);
  dict.setText("__doc__", doc);
  for (const text of ["__package__", "__loader__", "__spec__"]) dict.setText(text, None);
}

function getModuleAttribute(self: PyModule, name: AttributeName): Result {
  const value = genericGetAttribute(self, name);
  if (value !== undefined || !isInstanceOfException(pendingException(), exceptionTypes.AttributeError))
    return value;
  const hook = self.dict.getText("__getattr__");
  if (hook !== undefined) {
    rt.pending = null;
    return call(hook, [name.value]);
  }
  return raiseMissing(self, name);
}

function raiseMissing(self: PyModule, name: AttributeName): undefined {
  rt.pending = null;
  const error = makeException(exceptionTypes.AttributeError, [missingMessage(self, name)]);
  error.fields = { name: name.value, obj: self };
  return raise(error);
}

/** "module 'm' has no attribute 'x'", with what importlib knows about a module that is still being imported. */
function missingMessage(self: PyModule, name: AttributeName): string {
  const moduleName = self.dict.getText("__name__");
  if (typeof moduleName !== "string") return `module has no attribute '${name.text}'`;
  const missing = `module '${moduleName}' has no attribute '${name.text}'`;
  const spec = self.dict.getText("__spec__");
  if (spec === undefined || spec === None) return missing;
  const origin = fileOrigin(spec);
  const hides = shadowing(origin, moduleName);
  if (hides === "of the standard library") {
    return (
      `${missing} (consider renaming '${origin}' since it has the same name as the standard library ` +
      `module named '${moduleName}' and prevents importing that standard library module)`
    );
  }
  if (isInitializing(spec)) {
    if (hides === "possibly") {
      return `${missing} (consider renaming '${origin}' if it has the same name as a library you intended to import)`;
    }
    const where = origin === null ? "" : ` from '${origin}'`;
    return `partially initialized module '${moduleName}'${where} has no attribute '${name.text}' (most likely due to a circular import)`;
  }
  if (isUninitializedSubmodule(spec, name)) {
    return `cannot access submodule '${name.text}' of module '${moduleName}' (most likely due to a circular import)`;
  }
  return missing;
}

/** The repr is importlib's to say: it knows where the module came from. */
function reprModule(self: PyModule): Result {
  const bootstrap = hooks.importModule("_frozen_importlib");
  return bootstrap === undefined ? undefined : callMethod(bootstrap, attributeName("_module_repr"), [self]);
}

function directory(self: PyModule): Result {
  const hook = self.dict.getText("__dir__");
  if (hook !== undefined) return call(hook, []);
  return makeList(self.dict.keysArray());
}

/** `__annotations__` of a module: what `__annotate__` computes, kept (PEP 649). */
function moduleAnnotations(self: PyModule): Result {
  const known = self.dict.getText("__annotations__");
  if (known !== undefined) return known;
  const annotate = self.dict.getText("__annotate__");
  const isCallable = annotate !== undefined && typeOf(annotate).slots.__call__ !== undefined;
  const annotations = isCallable ? call(annotate, [1]) : makeDict();
  if (annotations === undefined) return undefined;
  if (!(annotations instanceof PyDict)) {
    return raise(typeError(`__annotate__ returned non-dict of type '${typeName(annotations)}'`));
  }
  // A module that is still being imported may get more of them.
  const spec = self.dict.getText("__spec__");
  if (spec === undefined || spec === None || !isInitializing(spec))
    self.dict.setText("__annotations__", annotations);
  return annotations;
}

function setEntry(text: string) {
  return (self: PyModule, value: PyObject | undefined): Result => {
    if (value === undefined) self.dict.deleteText(text);
    else self.dict.setText(text, value);
    return None;
  };
}

defineType("module", {
  shell: moduleType,
  hasDict: true,
  hasWeakref: true,
  signature: "(name, doc=None)",
  doc: "A module: a namespace with a name.",
  slots: {
    __new__: (type) => new type.JS(),
    __init__: (self: PyModule, args: PyObject[], kwnames: KeywordNames) => {
      const [name, doc] = moduleArguments(args, kwnames);
      initializeModule(self, name, doc);
      return None;
    },
    __repr__: reprModule,
    __getattribute__: getModuleAttribute,
  },
  methods: {
    __dict__: getset(null, (self: PyModule) => self.dict),
    __dir__: method("($self, /)", "The names in the module.", directory),
    __annotations__: getset(null, moduleAnnotations, setEntry("__annotations__")),
    __annotate__: getset(
      null,
      (self: PyModule) => self.dict.getText("__annotate__") ?? None,
      setEntry("__annotate__"),
    ),
  },
});

function moduleArguments(args: PyObject[], kwnames: KeywordNames): [PyObject, PyObject] {
  const positional = args.length - (kwnames?.length ?? 0);
  const named = (text: string) => {
    const index = kwnames?.indexOf(text) ?? -1;
    return index < 0 ? undefined : args[positional + index];
  };
  const name = positional > 0 ? args[0] : named("name");
  const doc = positional > 1 ? args[1]! : (named("doc") ?? None);
  if (name === undefined) throw typeError("module() missing required argument 'name' (pos 1)");
  if (args.length > 2) throw typeError(`module() takes at most 2 arguments (${args.length} given)`);
  if (!isInstance(name, strType))
    throw typeError(`module() argument 'name' must be str, not ${typeName(name)}`);
  return [name instanceof PyStrInstance ? name.value : name, doc];
}
