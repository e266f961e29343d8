/** Building containers, filling them, and subscripts that are assigned or deleted. */
import { exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { pendingException, raise, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { isInstance, strType, typeName, typeOf } from "../kernel/type.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { PyDict, dictType, makeDict } from "../objects/dict/dict.ts";
import { mergeDict, updateFrom } from "../objects/dict/merge.ts";
import { textOf } from "../objects/item-array.ts";
import { type PyList, listType, makeList } from "../objects/list.ts";
import { updateSet } from "../objects/set-operations.ts";
import { PySet, makeSet } from "../objects/set.ts";
import { PySlice } from "../objects/slice.ts";
import { type Str, joinStrs } from "../objects/str/text.ts";
import { makeTuple } from "../objects/tuple.ts";
import { callMethod } from "../protocols/call.ts";
import { getAttributeOrAbsent } from "../protocols/attribute.ts";
import { askForLength, listOf } from "../protocols/iterate.ts";
import { deleteItem, getItem, setItem } from "../protocols/sequence.ts";
import { functionText } from "./function-text.ts";
import { instruction } from "./instruction.ts";

instruction("BUILD_TUPLE", {
  stack: "items[oparg] -- tuple",
  cold: true,
  run: ({ items }) => makeTuple(items),
});
instruction("BUILD_LIST", { stack: "items[oparg] -- list", cold: true, run: ({ items }) => makeList(items) });
instruction("BUILD_STRING", {
  stack: "parts[oparg] -- text",
  cold: true,
  run: ({ parts }) => joinParts(parts),
});

instruction("BUILD_SET", {
  stack: "items[oparg] -- set",
  cold: true,
  run: ({ items }) => {
    const set = makeSet([]);
    for (const item of items) if (set.add(item) === undefined) return undefined;
    return set;
  },
});

instruction("BUILD_MAP", {
  stack: "entries[oparg*2] -- dict",
  cold: true,
  run: ({ entries }) => dictOfEntries(entries),
});

instruction("BUILD_SLICE", {
  stack: "parts[oparg] -- slice",
  cold: true,
  run: ({ parts }) => new PySlice(parts[0]!, parts[1]!, parts[2] ?? None),
});

/** `container[start:stop]` */
instruction("BINARY_SLICE", {
  stack: "container start stop -- result",
  cold: true,
  run: ({ container, start, stop }) => getItem(container, new PySlice(start, stop, None)),
});
instruction("STORE_SLICE", {
  stack: "value container start stop --",
  cold: true,
  run: ({ value, container, start, stop }) => setItem(container, new PySlice(start, stop, None), value),
});

instruction("STORE_SUBSCR", {
  stack: "value container key --",
  cold: true,
  fast: ({ value, container, key }, t) => {
    if (typeof key === "number" && typeof container === "object" && container.cls === listType) {
      const { items } = container as PyList;
      if (key >= 0 && key < items.length) {
        items[key] = value;
        return true;
      }
    }
    return t.slow();
  },
  run: ({ value, container, key }) => setItem(container, key, value),
});
instruction("DELETE_SUBSCR", {
  stack: "container key --",
  cold: true,
  run: ({ container, key }) => deleteItem(container, key),
});

// ---- Comprehensions and displays with `*` and `**`: the container stands below what is added.

instruction("LIST_APPEND", {
  stack: "list rest[oparg-1] item -- list rest[oparg-1]",
  cold: true,
  run: ({ list, item }) => {
    (list as PyList).items.push(item);
    return true;
  },
});
instruction("SET_ADD", {
  stack: "set rest[oparg-1] item -- set rest[oparg-1]",
  cold: true,
  // A module may have put anything under the name `__conditional_annotations__`.
  run: ({ set, item }) =>
    set instanceof PySet ? set.add(item) : raise(typeError(`expected a set, got '${typeName(set)}'`)),
});
instruction("MAP_ADD", {
  stack: "dict rest[oparg-1] key value -- dict rest[oparg-1]",
  cold: true,
  run: ({ dict, key, value }) => (dict as PyDict).set(key, value),
});

instruction("LIST_EXTEND", {
  stack: "list rest[oparg-1] iterable -- list rest[oparg-1]",
  cold: true,
  run: ({ list, iterable }) => {
    const items = askForLength(iterable) ? listOf(iterable) : undefined;
    if (items === undefined) return notIterableAfterStar(iterable);
    for (const item of items) (list as PyList).items.push(item);
    return true;
  },
});

/** `[*value]` says why it cannot be unpacked. */
export function notIterableAfterStar(iterable: PyObject): undefined {
  const { slots } = typeOf(iterable);
  const iterates = slots.__iter__ !== undefined || slots.__getitem__ !== undefined;
  if (iterates || !isInstanceOfException(pendingException(), exceptionTypes.TypeError)) return undefined;
  return raise(typeError(`Value after * must be an iterable, not ${typeName(iterable)}`));
}

instruction("SET_UPDATE", {
  stack: "set rest[oparg-1] iterable -- set rest[oparg-1]",
  cold: true,
  run: ({ set, iterable }) => updateSet(set as PySet, iterable),
});

instruction("DICT_UPDATE", {
  stack: "dict rest[oparg-1] update -- dict rest[oparg-1]",
  cold: true,
  run: ({ dict, update }) => {
    if (updateFromMapping(dict as PyDict, update) === true) return true;
    if (!isInstanceOfException(pendingException(), exceptionTypes.AttributeError)) return undefined;
    return raise(typeError(`'${typeName(update)}' object is not a mapping`));
  },
});

/** `f(**first, **second)`: a key that comes twice is an error that names the function. */
instruction("DICT_MERGE", {
  stack: "callable self? args dict rest[oparg-1] update -- callable self? args dict rest[oparg-1]",
  cold: true,
  run: ({ callable, dict, update }) => mergeKeywords(callable, dict as PyDict, update),
});

const keysName = attributeName("keys");

/** Entries of a mapping; AttributeError when it has no `keys`. */
export function updateFromMapping(dict: PyDict, mapping: PyObject): true | undefined {
  if (mapping instanceof PyDict) return mergeDict(dict, mapping);
  const keys = callMethod(mapping, keysName, []);
  if (keys === undefined) return undefined;
  return updateFrom(dict, mapping);
}

export function mergeKeywords(callable: PyObject, dict: PyDict, update: PyObject): true | undefined {
  const entries = keywordEntries(callable, update);
  if (entries === undefined) return undefined;
  for (const [key, value] of entries) {
    const present = dict.lookup(key);
    if (present === undefined) return undefined;
    if (present !== null) return raiseRepeatedKeyword(callable, key);
    if (dict.set(key, value) === undefined) return undefined;
  }
  return true;
}

function raiseRepeatedKeyword(callable: PyObject, key: PyObject): undefined {
  const text = functionText(callable);
  if (text === undefined) return undefined;
  if (!isInstance(key, strType)) return raise(typeError(`${text} keywords must be strings`));
  return raise(typeError(`${text} got multiple values for keyword argument '${textOf(key)}'`));
}

/** The entries of what stands behind `**` in a call. */
function keywordEntries(callable: PyObject, update: PyObject): [PyObject, PyObject][] | undefined {
  if (update instanceof PyDict && update.cls === dictType) return update.entriesArray();
  const keysMethod = getAttributeOrAbsent(update, keysName);
  if (keysMethod === undefined) return undefined;
  if (keysMethod === null) {
    const text = functionText(callable);
    return text === undefined
      ? undefined
      : raise(typeError(`${text} argument after ** must be a mapping, not ${typeName(update)}`));
  }
  const keys = callMethod(update, keysName, []);
  const list = keys === undefined ? undefined : listOf(keys);
  if (list === undefined) return undefined;
  const entries: [PyObject, PyObject][] = [];
  for (const key of list) {
    const value = getItem(update, key);
    if (value === undefined) return undefined;
    entries.push([key, value]);
  }
  return entries;
}

export function dictOfEntries(entries: readonly PyObject[]): Result {
  const dict = makeDict();
  for (let i = 0; i < entries.length; i += 2) {
    if (dict.set(entries[i]!, entries[i + 1]!) === undefined) return undefined;
  }
  return dict;
}

/** An f-string's parts are strs: plain ones are concatenated by the engine. */
export function joinParts(parts: readonly PyObject[]): PyObject {
  let text = "";
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (typeof part !== "string") return joinStrs("", parts as Str[]);
    text += part;
  }
  return text;
}
