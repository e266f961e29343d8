/**
 * Attribute access on any object: the three slots, the generic bodies that `object` has in them, and the fast
 * path that most accesses take (language reference 3.3.2; CPython Objects/object.c, PyObject_Generic*Attr).
 *
 * Where instance attributes live is explained in kernel/attribute-name.ts. An object whose `__dict__` was
 * replaced by another object's dict keeps its attributes there ("detached"): then it has no own `$` properties
 * and `dict` says where to look (InstanceDict below, implemented by objects/dict).
 *
 * Hot: getAttribute, setAttribute.
 */
import { type AttributeName, attributeName } from "../kernel/attribute-name.ts";
import { exceptionTypes, isInstanceOfException, makeException } from "../kernel/exceptions.ts";
import { type HeapObject, type PyObject, type Result, propertiesOf } from "../kernel/object.ts";
import { pendingException, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { rt } from "../kernel/state.ts";
import { PyStr, utf16Of } from "../kernel/text.ts";
import { PyStrInstance, type PyType, TypeFlag, lookup, typeName, typeOf } from "../kernel/type.ts";

/** `object.name` */
export function getAttribute(object: PyObject, name: AttributeName): Result {
  if (typeof object === "object") {
    const own = propertiesOf(object)[name.own];
    if (own !== undefined) return own;
    return object.cls.slots.__getattribute__!(object, name) ?? explainAttributeError(object, name);
  }
  return typeOf(object).slots.__getattribute__!(object, name) ?? explainAttributeError(object, name);
}

/** An AttributeError that does not say so yet is about this name of this object. */
function explainAttributeError(object: PyObject, name: AttributeName): undefined {
  const error = pendingException();
  if (!isInstanceOfException(error, exceptionTypes.AttributeError)) return;
  if (error.fields?.["name"] !== undefined || error.fields?.["obj"] !== undefined) return;
  error.fields = { ...error.fields, name: name.value, obj: object };
}

/** `object.name`, null when there is no such attribute; undefined: unwinding for another reason. */
export function getAttributeOrAbsent(object: PyObject, name: AttributeName): PyObject | null | undefined {
  const value = getAttribute(object, name);
  if (value !== undefined) return value;
  if (!isInstanceOfException(pendingException(), exceptionTypes.AttributeError)) return undefined;
  rt.pending = null;
  return null;
}

/** `object.name = value` */
export function setAttribute(object: PyObject, name: AttributeName, value: PyObject): Result {
  const slot = typeOf(object).slots.__setattr__;
  return slot!(object, name, value);
}

/** `del object.name` */
export function deleteAttribute(object: PyObject, name: AttributeName): Result {
  return typeOf(object).slots.__delattr__!(object, name);
}

/** A dict that stands in for an object's own properties. objects/dict implements it. */
export interface InstanceDict extends HeapObject {
  getAttributeEntry(name: AttributeName): PyObject | undefined;
  setAttributeEntry(name: AttributeName, value: PyObject): void;
  deleteAttributeEntry(name: AttributeName): boolean;
}

/** Objects whose attributes live in a dict of their own: modules, detached instances. */
type WithDict = HeapObject & { dict?: InstanceDict | undefined };

function instanceAttribute(object: PyObject, type: PyType, name: AttributeName): PyObject | undefined {
  if (typeof object !== "object" || !type.hasDict) return undefined;
  const properties = propertiesOf(object);
  const own = properties[name.stored] ?? properties[name.hidden];
  if (own !== undefined) return own;
  return (object as WithDict).dict?.getAttributeEntry(name);
}

/** object.__getattribute__ */
export function genericGetAttribute(object: PyObject, name: AttributeName): Result {
  const type = typeOf(object);
  const attribute = lookup(type, name);
  if (attribute === undefined) {
    return instanceAttribute(object, type, name) ?? raise(noAttribute(object, name));
  }
  const slots = typeOf(attribute).slots;
  const get = slots.__get__;
  if (get !== undefined && (slots.__set__ !== undefined || slots.__delete__ !== undefined)) {
    return get(attribute, object, type);
  }
  const own = instanceAttribute(object, type, name);
  if (own !== undefined) return own;
  return get === undefined ? attribute : get(attribute, object, type);
}

/**
 * A method for calling: what LOAD_ATTR with the method bit pushes. Answers the unbound function, with `self` to
 * be passed, when the attribute is a plain method of the type; else null, and the caller loads the attribute.
 */
export function unboundMethod(object: PyObject, name: AttributeName): PyObject | null {
  const type = typeOf(object);
  const attribute = lookup(type, name);
  if (attribute === undefined || (typeOf(attribute).flags & TypeFlag.METHOD_DESCRIPTOR) === 0) return null;
  if (type.slots.__getattribute__ !== genericGetAttribute) return null;
  return instanceAttribute(object, type, name) === undefined ? attribute : null;
}

/** object.__setattr__ */
export function genericSetAttribute(object: PyObject, name: AttributeName, value: PyObject): Result {
  const type = typeOf(object);
  const attribute = lookup(type, name);
  if (attribute !== undefined) {
    const slots = typeOf(attribute).slots;
    if (slots.__set__ !== undefined) return slots.__set__(attribute, object, value);
    if (slots.__delete__ !== undefined) return raise(attributeError("__set__", object, name));
  }
  if (typeof object !== "object" || !type.hasDict) return raise(cannotSet(object, name, attribute));
  const dict = (object as WithDict).dict;
  if (dict !== undefined) dict.setAttributeEntry(name, value);
  else propertiesOf(object)[type.hidesAttributes ? name.hidden : name.stored] = value;
  return None;
}

/** object.__delattr__ */
export function genericDeleteAttribute(object: PyObject, name: AttributeName): Result {
  const type = typeOf(object);
  const attribute = lookup(type, name);
  if (attribute !== undefined) {
    const slots = typeOf(attribute).slots;
    if (slots.__delete__ !== undefined) return slots.__delete__(attribute, object);
    if (slots.__set__ !== undefined) return raise(attributeError("__delete__", object, name));
  }
  if (typeof object !== "object" || !type.hasDict) return raise(cannotSet(object, name, attribute));
  const dict = (object as WithDict).dict;
  if (dict !== undefined) return dict.deleteAttributeEntry(name) ? None : raise(noAttribute(object, name));
  const properties = propertiesOf(object);
  const key = properties[name.stored] !== undefined ? name.stored : name.hidden;
  if (properties[key] === undefined) return raise(noAttribute(object, name));
  delete properties[key];
  return None;
}

/** AttributeError with `name` and `obj`, from which tracebacks make suggestions. */
export function noAttribute(object: PyObject, name: AttributeName) {
  return withNames(`'${typeName(object)}' object has no attribute '${name.text}'`, object, name);
}

function attributeError(message: string, object: PyObject, name: AttributeName) {
  return withNames(message, object, name);
}

function cannotSet(object: PyObject, name: AttributeName, attribute: PyObject | undefined) {
  const type = typeName(object);
  if (attribute === undefined) {
    return withNames(
      `'${type}' object has no attribute '${name.text}' and no __dict__ for setting new attributes`,
      object,
      name,
    );
  }
  return withNames(`'${type}' object attribute '${name.text}' is read-only`, object, name);
}

function withNames(message: string, object: PyObject, name: AttributeName) {
  const error = makeException(exceptionTypes.AttributeError, [message]);
  error.fields = { name: name.value, obj: object };
  return error;
}

/** The attribute name in a Python str given to getattr() and the like; TypeError pending for anything else. */
export function toAttributeName(
  value: PyObject,
  message: (type: string) => string,
): AttributeName | undefined {
  if (typeof value === "string") return attributeName(value);
  return toAttributeNameSlow(value, message);
}

function toAttributeNameSlow(value: PyObject, message: (type: string) => string): AttributeName | undefined {
  const text = value instanceof PyStrInstance ? value.value : value;
  if (typeof text === "string" || text instanceof PyStr) return attributeName(utf16Of(text));
  return raise(typeError(message(typeOf(value).name)));
}
