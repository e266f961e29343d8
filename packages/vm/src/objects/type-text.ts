/**
 * How a type is written in reprs of generic aliases and unions: by its qualified name, `...` and `None` as such,
 * anything else by its repr (CPython Objects/typevarobject.c, _Py_typing_type_repr).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { must } from "../kernel/raise.ts";
import { Ellipsis, None } from "../kernel/singletons.ts";
import { isInstance, strType, typeOf } from "../kernel/type.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { repr, str } from "../protocols/repr.ts";
import { textOf } from "./item-array.ts";

const originName = attributeName("__origin__");
const argsName = attributeName("__args__");
const qualnameName = attributeName("__qualname__");
const moduleName = attributeName("__module__");

export function typeText(type: PyObject): string {
  if (type === Ellipsis) return "...";
  if (type === typeOf(None)) return "None";
  const has = (name: typeof originName) => must(getAttributeOrAbsent(type, name)) !== null;
  if (has(originName) && has(argsName)) return textOf(must(repr(type)));
  const qualname = must(getAttributeOrAbsent(type, qualnameName));
  const module = must(getAttributeOrAbsent(type, moduleName));
  if (qualname === null || module === null || module === None) return textOf(must(repr(type)));
  const name = textOf(must(str(qualname)));
  if (isInstance(module, strType) && textOf(module) === "builtins") return name;
  return `${textOf(must(str(module)))}.${name}`;
}
