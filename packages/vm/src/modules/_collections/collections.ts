/**
 * The module `_collections`: what `collections` takes from native code. Its types are in the files beside it.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { type ModuleDefinition, defineModule, fn } from "../../kernel/define.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { lookup, typeOf } from "../../kernel/type.ts";
import { PyDict, dictType } from "../../objects/dict/dict.ts";
import { addInts } from "../../objects/int/arithmetic.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { forEach } from "../../protocols/iterate.ts";
import { ADD, binary } from "../../protocols/number.ts";
import { setItem } from "../../protocols/sequence.ts";
import { defaultDictType } from "./defaultdict.ts";
import { dequeIteratorType, dequeReverseIteratorType, dequeType } from "./deque.ts";
import { orderedDictType } from "./ordered-dict.ts";
import { tupleGetterType } from "./tuplegetter.ts";

const getName = attributeName("get");
const setItemName = attributeName("__setitem__");

const increment = (count: PyObject): Result =>
  typeof count === "number" ? addInts(count, 1) : binary(ADD, count, 1);

/** Count the items of an iterable in a mapping: Counter.update. */
function countElements(mapping: PyObject, iterable: PyObject): Result {
  const type = typeOf(mapping);
  const plain =
    mapping instanceof PyDict &&
    lookup(type, getName) === dictType.attrs.get("get") &&
    lookup(type, setItemName) === dictType.attrs.get("__setitem__");
  if (plain) return countInDict(mapping as PyDict, iterable);
  const get = getAttribute(mapping, getName);
  if (get === undefined) return undefined;
  const ended = forEach(iterable, (key) => {
    const old = call(get, [key, 0]);
    const count = old === undefined ? undefined : increment(old);
    return count === undefined || setItem(mapping, key, count) === undefined ? undefined : true;
  });
  return ended === undefined ? undefined : None;
}

function countInDict(dict: PyDict, iterable: PyObject): Result {
  const ended = forEach(iterable, (key) => {
    const old = dict.lookup(key);
    if (old === undefined) return undefined;
    const count = old === null ? 1 : increment(old);
    return count === undefined ? undefined : dict.set(key, count);
  });
  return ended === undefined ? undefined : None;
}

export const collectionsModule: ModuleDefinition = defineModule("_collections", {
  doc: "Data structures for the module collections: deque, defaultdict, OrderedDict.",
  functions: {
    _count_elements: fn(
      "($module, mapping, iterable, /)",
      "Count the items of iterable in mapping.",
      countElements,
    ),
  },
  types: [
    dequeType,
    defaultDictType,
    orderedDictType,
    dequeIteratorType,
    dequeReverseIteratorType,
    tupleGetterType,
  ],
});
