/**
 * Deferring what a builtin type says until somebody asks.
 *
 * Starting Python defines some 300 types and uses 60 of them, so a type's methods become attributes when any attribute
 * of the type or of an instance is first looked for. Nobody has to know: until then, a proxy stands between the
 * prototype of the instances and that of the base, so that everything that is not found sooner comes by here; and
 * `PyType.attrs` is asked through a getter. Slots are not deferred, they are plain fields.
 */
import type { PyType } from "./type.ts";

/** Have `complete` write the type's attributes before the first of them is looked up. */
export function deferAttributes(type: PyType, complete: () => void): void {
  const above = Object.getPrototypeOf(type.proto) as object;
  type.complete = () => {
    type.complete = null;
    Object.setPrototypeOf(type.proto, above);
    complete();
  };
  const completed = (): object => {
    type.complete?.();
    return type.proto;
  };
  const question: ProxyHandler<object> = {
    get: (_, key, receiver) => Reflect.get(completed(), key, receiver) as unknown,
    has: (_, key) => Reflect.has(completed(), key),
    set: (_, key, value, receiver) => Reflect.set(completed(), key, value, receiver),
    getPrototypeOf: () => (completed(), above),
  };
  Object.setPrototypeOf(type.proto, new Proxy({}, question));
}
