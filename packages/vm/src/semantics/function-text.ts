/**
 * How messages about a call name the callee: `f()`, `module.f()` (CPython Objects/object.c, _PyObject_FunctionStr).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { isInstance, strType } from "../kernel/type.ts";
import { textOf } from "../objects/item-array.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { str } from "../protocols/repr.ts";

const qualnameName = attributeName("__qualname__");
const moduleName = attributeName("__module__");

export function functionText(callable: PyObject): string | undefined {
  const qualname = getAttributeOrAbsent(callable, qualnameName);
  if (qualname === undefined) return undefined;
  if (qualname === null || !isInstance(qualname, strType)) {
    const text = str(callable);
    return text === undefined ? undefined : textOf(text);
  }
  const module = getAttributeOrAbsent(callable, moduleName);
  if (module === undefined) return undefined;
  const named = module !== null && isInstance(module, strType) && textOf(module) !== "builtins";
  return named ? `${textOf(module)}.${textOf(qualname)}()` : `${textOf(qualname)}()`;
}
