/**
 * `_lru_cache_wrapper`: what functools.lru_cache puts around a function.
 *
 * The cache is a hash table in order of use: a hit moves its entry to the end, the first entry is the one to go.
 *
 * Hot: callCached.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, method } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { raise, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { PyInstance, type PyType, createTypeShell, typeOf } from "../../kernel/type.ts";
import { makeMethod } from "../../objects/bound-method.ts";
import { FAILED, HashTable } from "../../objects/dict/hash-table.ts";
import { dictAttribute } from "../../objects/instance-dict.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call } from "../../protocols/call.ts";
import { foldHash, hash } from "../../protocols/hash.ts";
import { isIndex, toIndex } from "../../protocols/number.ts";

class PyLruCacheWrapper extends PyInstance {
  readonly func: PyObject;
  /** null: without bound. */
  readonly maxsize: number | null;
  readonly typed: boolean;
  readonly infoType: PyObject;
  table = new HashTable();
  hits = 0;
  misses = 0;
  constructor(func: PyObject, maxsize: number | null, typed: boolean, infoType: PyObject) {
    super();
    this.func = func;
    this.maxsize = maxsize;
    this.typed = typed;
    this.infoType = infoType;
  }
}

/** Stands between positional and keyword arguments in a key: equal to nothing a caller can pass. */
const KEYWORD_MARK = new PyInstance();

/** What a call is cached under: its only argument if that is a plain int or str, else a tuple of all there is. */
function keyOf(self: PyLruCacheWrapper, args: readonly PyObject[], kwnames: KeywordNames): PyObject {
  if (kwnames === undefined && !self.typed && args.length === 1) {
    const only = args[0]!;
    if (typeof only === "number" || typeof only === "string" || typeof only === "bigint") return only;
  }
  const given = args.length - (kwnames?.length ?? 0);
  const parts = args.slice(0, given);
  if (kwnames !== undefined) {
    parts.push(KEYWORD_MARK);
    for (let i = 0; i < kwnames.length; i++) parts.push(strFromUtf16(kwnames[i]!), args[given + i]!);
  }
  if (self.typed) for (const arg of args) parts.push(typeOf(arg));
  return makeTuple(parts);
}

function callCached(self: PyLruCacheWrapper, args: PyObject[], kwnames: KeywordNames): Result {
  if (self.maxsize === 0) {
    self.misses++;
    return call(self.func, args, kwnames);
  }
  const key = keyOf(self, args, kwnames);
  const fullHash = hash(key);
  if (fullHash === undefined) return undefined;
  const keyHash = foldHash(fullHash);
  const { table } = self;
  const entry = table.find(key, keyHash);
  if (entry === FAILED) return undefined;
  if (entry >= 0) {
    self.hits++;
    const value = table.values[entry]!;
    if (self.maxsize !== null) {
      const known = table.keys[entry]!;
      table.remove(entry);
      table.append(known, keyHash, value);
    }
    return value;
  }
  self.misses++;
  const result = call(self.func, args, kwnames);
  if (result === undefined) return undefined;
  return store(self, key, keyHash, result);
}

/** Keep a result, unless the function did so itself by calling its wrapper. */
function store(self: PyLruCacheWrapper, key: PyObject, keyHash: number, result: PyObject): Result {
  const { table } = self;
  const entry = table.find(key, keyHash);
  if (entry === FAILED) return undefined;
  if (entry >= 0) {
    if (self.maxsize === null) table.values[entry] = result;
    return result;
  }
  if (self.maxsize !== null && table.size >= self.maxsize) table.remove(table.first());
  table.append(key, keyHash, result);
  return result;
}

const bindNew = argumentBinder("lru_cache", "(user_function, maxsize, typed, cache_info_type)");

function newWrapper(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames);
  if (bound === undefined) return undefined;
  const [func, maxsizeArgument, typedArgument, infoType] = bound as [PyObject, PyObject, PyObject, PyObject];
  const typed = isTrue(typedArgument);
  if (typed === undefined) return undefined;
  if (typeOf(func).slots.__call__ === undefined)
    return raise(typeError("the first argument must be callable"));
  if (maxsizeArgument !== None && !isIndex(maxsizeArgument)) {
    return raise(typeError("maxsize should be integer or None"));
  }
  const maxsize = maxsizeArgument === None ? null : toIndex(maxsizeArgument, "OverflowError");
  if (maxsize === undefined) return undefined;
  return new type.JS(func, maxsize === null ? null : Math.max(maxsize, 0), typed, infoType);
}

const qualnameName = attributeName("__qualname__");

export const lruCacheWrapperType: PyType = defineType("_lru_cache_wrapper", {
  shell: createTypeShell("_lru_cache_wrapper", { instance: PyLruCacheWrapper }),
  module: "functools",
  doc: "Create a cached callable that wraps another function.",
  hasDict: true,
  hasWeakref: true,
  slots: {
    __new__: newWrapper,
    __call__: callCached,
    __get__: (self: PyLruCacheWrapper, instance) =>
      instance === undefined || instance === None ? self : makeMethod(self, instance),
  },
  methods: {
    __dict__: dictAttribute,
    cache_info: method("($self, /)", "Report cache statistics", (self: PyLruCacheWrapper) =>
      call(self.infoType, [self.hits, self.misses, self.maxsize ?? None, self.table.size]),
    ),
    cache_clear: method("($self, /)", "Clear the cache and cache statistics", (self: PyLruCacheWrapper) => {
      self.table = new HashTable();
      self.hits = 0;
      self.misses = 0;
      return None;
    }),
    __reduce__: method("($self, /)", null, (self: PyLruCacheWrapper) => getAttribute(self, qualnameName)),
    __copy__: method("($self, /)", null, (self: PyLruCacheWrapper) => self),
    __deepcopy__: method("($self, memo, /)", null, (self: PyLruCacheWrapper) => self),
  },
});
