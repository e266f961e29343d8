/** `match`: what class, mapping and sequence patterns ask of the subject (language reference 8.6.4). */
import { attributeName } from "../kernel/attribute-name.ts";
import type { PyObject } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isTrue } from "../kernel/truth.ts";
import { PyType, TypeFlag, strType, typeName, typeOf, typeType } from "../kernel/type.ts";
import { instanceCheck } from "../objects/instance-check.ts";
import { textOf } from "../objects/item-array.ts";
import { PyTuple, makeTuple, tupleType } from "../objects/tuple.ts";
import { getAttribute, getAttributeOrAbsent, toAttributeName } from "../protocols/attribute.ts";
import { call, callSpecial } from "../protocols/call.ts";
import { equals } from "../protocols/compare.ts";
import { repr } from "../protocols/repr.ts";
import { instruction } from "./instruction.ts";

instruction("MATCH_MAPPING", {
  stack: "subject -- subject result",
  cold: true,
  run: ({ subject }) => (typeOf(subject).flags & TypeFlag.MAPPING) !== 0,
});

instruction("MATCH_SEQUENCE", {
  stack: "subject -- subject result",
  cold: true,
  run: ({ subject }) => (typeOf(subject).flags & TypeFlag.SEQUENCE) !== 0,
});

/** The values of the keys, or None when one is missing. */
instruction("MATCH_KEYS", {
  stack: "subject keys -- subject keys values",
  cold: true,
  run: ({ subject, keys }) => matchKeys(subject, (keys as PyTuple).items),
});

/** The attributes that sub-patterns look at, or None when the subject does not match. */
instruction("MATCH_CLASS", {
  stack: "subject class keywords -- attributes",
  cold: true,
  run: ({ subject, class: type, keywords }, t) =>
    matchClass(subject, type, t.oparg, (keywords as PyTuple).items),
});

const getName = attributeName("get");
const matchArgsName = attributeName("__match_args__");

/** `get(key, absent)` rather than subscription: it must not call `__missing__`. */
export function matchKeys(subject: PyObject, keys: readonly PyObject[]): PyObject | undefined {
  if (keys.length === 0) return makeTuple([]);
  const get = getAttribute(subject, getName);
  if (get === undefined) return undefined;
  const absent = makeAbsent();
  const values: PyObject[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    for (let j = 0; j < i; j++) {
      const same = equals(keys[j]!, key);
      if (same === undefined) return undefined;
      if (same) return raise(valueError(`mapping pattern checks duplicate key (${textOf(repr(key) ?? "")})`));
    }
    const value = call(get, [key, absent]);
    if (value === undefined) return undefined;
    if (value === absent) return None;
    values.push(value);
  }
  return makeTuple(values);
}

function makeAbsent(): PyObject {
  return new PyTuple([]);
}

const instancecheckName = attributeName("__instancecheck__");

function isInstanceOf(subject: PyObject, type: PyType): boolean | undefined {
  if (type.cls === typeType) return instanceCheck(subject, type);
  const answer = callSpecial(type, instancecheckName, [subject]);
  return answer === undefined ? undefined : isTrue(answer);
}

export function matchClass(
  subject: PyObject,
  type: PyObject,
  count: number,
  names: readonly PyObject[],
): PyObject | undefined {
  if (!(type instanceof PyType)) return raise(typeError("called match pattern must be a class"));
  const isInstance = isInstanceOf(subject, type);
  if (isInstance === undefined) return undefined;
  if (!isInstance) return None;
  const attributes: PyObject[] = [];
  let positional: readonly PyObject[] = [];
  if (count > 0) {
    const matchArgs = getAttributeOrAbsent(type, matchArgsName);
    if (matchArgs === undefined) return undefined;
    if (matchArgs !== null && (typeof matchArgs !== "object" || matchArgs.cls !== tupleType)) {
      return raise(typeError(`${type.name}.__match_args__ must be a tuple (got ${typeName(matchArgs)})`));
    }
    const matchSelf = matchArgs === null && (type.flags & TypeFlag.MATCH_SELF) !== 0;
    positional = matchArgs === null ? [] : (matchArgs as PyTuple).items;
    const allowed = matchSelf ? 1 : positional.length;
    if (allowed < count) {
      const plural = allowed === 1 ? "" : "s";
      return raise(
        typeError(`${type.name}() accepts ${allowed} positional sub-pattern${plural} (${count} given)`),
      );
    }
    if (matchSelf) attributes.push(subject);
    else positional = positional.slice(0, count);
  }
  const seen = new Set<string>();
  for (const name of [...positional, ...names]) {
    if (typeof name !== "string" && typeOf(name) !== strType) {
      return raise(typeError(`__match_args__ elements must be strings (got ${typeName(name)})`));
    }
    if (seen.has(textOf(name))) {
      return raise(
        typeError(`${type.name}() got multiple sub-patterns for attribute ${textOf(repr(name) ?? name)}`),
      );
    }
    seen.add(textOf(name));
    const attribute = toAttributeName(name, () => "")!;
    const value = getAttributeOrAbsent(subject, attribute);
    if (value === undefined) return undefined;
    if (value === null) return None;
    attributes.push(value);
  }
  return makeTuple(attributes);
}
