/**
 * `object.__class__ = other`: allowed between classes of one layout (typeobject.c, object_set_class).
 */
import { attributeName } from "../kernel/attribute-name.ts";
import { type PyObject, type Result, propertiesOf } from "../kernel/object.ts";
import { raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { PyType, TypeFlag, lookup, typeName, typeOf } from "../kernel/type.ts";

export function changeClass(object: PyObject, value: PyObject | undefined): Result {
  if (value === undefined) return raise(typeError("can't delete __class__ attribute"));
  if (!(value instanceof PyType)) {
    return raise(typeError(`__class__ must be set to a class, not '${typeName(value)}' object`));
  }
  const current = typeOf(object);
  const mutable = (type: PyType) => (type.flags & TypeFlag.HEAP) !== 0 || type.name === "module";
  if (typeof object !== "object" || !mutable(current) || !mutable(value)) {
    return raise(typeError("__class__ assignment only supported for mutable types or ModuleType subclasses"));
  }
  if (!sameLayout(current, value)) {
    return raise(
      typeError(`__class__ assignment: '${value.name}' object layout differs from '${current.name}'`),
    );
  }
  Object.setPrototypeOf(object, value.proto);
  moveHidden(object, value);
  return None;
}

function sameLayout(a: PyType, b: PyType): boolean {
  return (
    a.hasDict === b.hasDict &&
    a.hasWeakref === b.hasWeakref &&
    nativeBase(a) === nativeBase(b) &&
    slotsOf(a).join() === slotsOf(b).join()
  );
}

/** The builtin type whose JavaScript class holds the instance's native state. */
function nativeBase(type: PyType): PyType {
  let base = type;
  while ((base.flags & TypeFlag.HEAP) !== 0) base = base.base!;
  return base;
}

function slotsOf(type: PyType): string[] {
  const names: string[] = [];
  for (let base: PyType | null = type; base !== null; base = base.base) names.push(...(base.slotNames ?? []));
  return names.sort();
}

/** Attributes that the new class hides leave the keys of the fast path, and come back when it does not. */
function moveHidden(object: object, type: PyType): void {
  const properties = propertiesOf(object as never);
  for (const key of Object.keys(properties)) {
    const prefix = key.startsWith("$") ? 1 : key.startsWith("h_") ? 2 : 0;
    if (prefix === 0) continue;
    const name = attributeName(key.slice(prefix));
    const target = hides(type, name.text) ? name.hidden : name.stored;
    const value = properties[key];
    if (target !== key) delete properties[key];
    properties[target] = value;
  }
}

function hides(type: PyType, text: string): boolean {
  if (type.hidesAttributes) return true;
  const attribute = lookup(type, attributeName(text));
  if (attribute === undefined) return false;
  const slots = typeOf(attribute).slots;
  return slots.__set__ !== undefined || slots.__delete__ !== undefined;
}
