/**
 * Writing pickles (library reference, "pickle"; CPython Modules/_pickle.c, `save`).
 *
 * What was saved once is referred to by its number in the memo. Text is known by its value, everything else by identity.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { hooks } from "../../kernel/hooks.ts";
import { call } from "../../kernel/invoke.ts";
import { EXHAUSTED, type PyObject } from "../../kernel/object.ts";
import { must, runtimeError, valueError } from "../../kernel/raise.ts";
import { Ellipsis, None, NotImplemented } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import type { PyType } from "../../kernel/type.ts";
import { PyFloat, floatType, isSubtype, typeOf, typeType } from "../../kernel/type.ts";
import { PyStr, utf16Of } from "../../kernel/text.ts";
import { reprFloat } from "../../algorithms/float-format.ts";
import { getAttribute, getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { iter, next } from "../../protocols/iterate.ts";
import { getItem } from "../../protocols/sequence.ts";
import { exactStr, repr, str } from "../../protocols/repr.ts";
import { PyByteArray, bytearrayType } from "../../objects/bytearray.ts";
import { PyBytes, bytesType } from "../../objects/bytes.ts";
import { decodeText, encodeText } from "../../objects/codecs.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { functionType } from "../../objects/function.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList, makeList } from "../../objects/list.ts";
import { bytesOfView, releaseView } from "../../objects/memoryview.ts";
import { PySetBase, frozensetType, setType } from "../../objects/set.ts";
import { type Str, pointsOf } from "../../objects/str/text.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { fullyQualifiedName } from "../../objects/unhashable.ts";
import { noted, picklingError } from "./errors.ts";
import { copyregTable, mappedNames, moduleOf } from "./globals.ts";
import * as Op from "./opcodes.ts";
import { PyPickleBuffer, rawView } from "./pickle-buffer.ts";
import { FRAME_TARGET, type PickleWriter } from "./writer.ts";

/** What a pickler's owner decides. */
export type PicklerOptions = {
  readonly protocol: number;
  readonly fixImports: boolean;
  /** Gets the buffers that are not to be in the pickle; null: all are. */
  readonly bufferCallback: PyObject | null;
};

/** What the pickler object of a subclass adds. */
export type PicklerHooks = {
  readonly persistentId: PyObject | null;
  readonly reducerOverride: PyObject | null;
  /** null: that of copyreg. */
  readonly dispatchTable: PyObject | null;
};

const BATCH = 1000;
const typeText = (value: PyObject): string => fullyQualifiedName(typeOf(value));
const shown = (value: PyObject): string => textOf(must(repr(value)));
const names = {
  reduceEx: attributeName("__reduce_ex__"),
  reduce: attributeName("__reduce__"),
  name: attributeName("__name__"),
  qualname: attributeName("__qualname__"),
  new: attributeName("__new__"),
  class: attributeName("__class__"),
};

export class Pickler {
  readonly memo: Map<PyObject, number>;
  private readonly out: PickleWriter;
  private readonly options: PicklerOptions;
  private readonly hooks: PicklerHooks;
  /** Without a memo: recursive structures do not end. */
  private readonly fast: boolean;
  private readonly fastNesting = new Set<PyObject>();

  constructor(
    out: PickleWriter,
    memo: Map<PyObject, number>,
    options: PicklerOptions,
    pickleHooks: PicklerHooks,
    fast: boolean,
  ) {
    this.out = out;
    this.memo = memo;
    this.options = options;
    this.hooks = pickleHooks;
    this.fast = fast;
  }

  private get protocol(): number {
    return this.options.protocol;
  }

  /** Write the pickle of an object. Throws. */
  dump(object: PyObject): void {
    if (this.protocol >= 2) this.out.op1(Op.PROTO, this.protocol);
    if (this.protocol >= 4) this.out.startFraming();
    this.save(object);
    this.out.op(Op.STOP);
  }

  private save(object: PyObject, persistent = true): void {
    this.out.commitFrame();
    if (persistent && this.hooks.persistentId !== null && this.savePersistent(object)) return;
    if (typeof object === "number" || typeof object === "bigint") {
      if (this.hooks.reducerOverride === null) return this.saveInt(object);
    }
    const known = this.memo.get(object);
    if (known !== undefined) return this.writeGet(known);
    if (this.hooks.reducerOverride !== null && this.saveOverridden(object, this.hooks.reducerOverride))
      return;
    if (!this.saveNative(object)) this.saveReduced(object);
  }

  /** Values of the types that have instructions of their own. */
  private saveNative(object: PyObject): boolean {
    if (typeof object === "string" || object instanceof PyStr) this.saveText(object);
    else if (typeof object === "number" || typeof object === "bigint") this.saveInt(object);
    else if (typeof object === "boolean") this.saveBool(object);
    else if (object === None) this.out.op(Op.NONE);
    else return this.saveNativeObject(object);
    return true;
  }

  private saveNativeObject(object: PyObject): boolean {
    const type = typeOf(object);
    if (object instanceof PyFloat && type === floatType) this.saveFloat(object.value);
    else if (object instanceof PyTuple && type.module === "builtins" && type.name === "tuple")
      this.saveTuple(object);
    else if (object instanceof PyList && type.module === "builtins" && type.name === "list")
      this.nested(object, () => this.saveList(object));
    else if (object instanceof PyDict && type.module === "builtins" && type.name === "dict")
      this.nested(object, () => this.saveDict(object));
    else if (object instanceof PyBytes && type === bytesType) this.saveBytes(object);
    else if (object instanceof PySetBase && type === setType) this.nested(object, () => this.saveSet(object));
    else if (object instanceof PySetBase && type === frozensetType)
      this.nested(object, () => this.saveFrozenSet(object));
    else if (object instanceof PyByteArray && type === bytearrayType) this.saveByteArray(object);
    else if (object instanceof PyPickleBuffer) this.savePickleBuffer(object);
    else if (type === typeType) this.saveType(object as PyType);
    else if (type === functionType) this.saveGlobal(object, null);
    else return false;
    return true;
  }

  /** In fast mode containers within themselves are noticed here only. */
  private nested(object: PyObject, save: () => void): void {
    if (!this.fast) return save();
    if (this.fastNesting.has(object))
      throw valueError(
        `fast mode: can't pickle cyclic objects including object type ${typeText(object)} at ${shown(object)}`,
      );
    this.fastNesting.add(object);
    save();
    this.fastNesting.delete(object);
  }

  // ---- The memo

  private memoize(object: PyObject): void {
    if (this.fast) return;
    const index = this.memo.size;
    this.memo.set(object, index);
    if (this.protocol >= 4) this.out.op(Op.MEMOIZE);
    else if (this.protocol === 0) this.line(Op.PUT, String(index));
    else if (index < 256) this.out.op1(Op.BINPUT, index);
    else this.out.op4(Op.LONG_BINPUT, index);
  }

  private writeGet(index: number): void {
    if (this.protocol === 0) this.line(Op.GET, String(index));
    else if (index < 256) this.out.op1(Op.BINGET, index);
    else this.out.op4(Op.LONG_BINGET, index);
  }

  /** An opcode with a line of text. */
  private line(opcode: number, text: string): void {
    this.out.op(opcode);
    this.out.text(`${text}\n`);
  }

  private savePersistent(object: PyObject): boolean {
    const id = must(call(this.hooks.persistentId!, [object]));
    if (id === None) return false;
    if (this.protocol >= 1) {
      this.save(id, false);
      this.out.op(Op.BINPERSID);
      return true;
    }
    const text = textOf(must(str(id)));
    if (!/^[\x00-\x7f]*$/.test(text))
      throw picklingError("persistent IDs in protocol 0 must be ASCII strings");
    this.line(Op.PERSID, text);
    return true;
  }

  // ---- Simple values

  private saveInt(value: number | bigint): void {
    const isSmall = typeof value === "number" && value === (value | 0);
    if (this.protocol >= 1) {
      if (isSmall && value >= 0 && value <= 0xff) return this.out.op1(Op.BININT1, value);
      if (isSmall && value >= 0 && value <= 0xffff) return this.out.op2(Op.BININT2, value);
      if (isSmall) return this.out.op4(Op.BININT, value >>> 0);
    }
    if (this.protocol < 2)
      return this.line(isSmall ? Op.INT : Op.LONG, isSmall ? String(value) : `${value}L`);
    const bytes = twosComplement(BigInt(value));
    if (bytes.length < 256) this.out.op1(Op.LONG1, bytes.length);
    else this.out.op4(Op.LONG4, bytes.length);
    this.out.data(bytes);
  }

  private saveBool(value: boolean): void {
    if (this.protocol >= 2) this.out.op(value ? Op.NEWTRUE : Op.NEWFALSE);
    else this.line(Op.INT, value ? "01" : "00");
  }

  private saveFloat(x: number): void {
    if (this.protocol >= 1) this.out.opDouble(Op.BINFLOAT, x);
    else this.line(Op.FLOAT, reprFloat(x));
  }

  private saveText(text: Str): void {
    const isShort = typeof text === "string" && text.length <= 0xff && this.protocol >= 4;
    if (isShort && this.out.shortAscii(Op.SHORT_BINUNICODE, text)) return this.memoize(text);
    if (this.protocol >= 1) {
      const data = encodeText(text, "utf-8", "surrogatepass");
      if (data.length <= 0xff && this.protocol >= 4) {
        this.out.op1(Op.SHORT_BINUNICODE, data.length);
        this.out.data(data);
      } else this.sized(data, [Op.BINUNICODE, Op.BINUNICODE8]);
    } else {
      this.out.op(Op.UNICODE);
      this.out.data(rawUnicodeEscape(text));
      this.out.text("\n");
    }
    this.memoize(text);
  }

  /** Data behind an opcode with its length in four or eight bytes. */
  private sized(data: Uint8Array, [four, eight]: readonly [number | null, number]): void {
    const { length } = data;
    const head = () => {
      if (four !== null && length <= 0xffff_ffff) this.out.op4(four, length);
      else this.out.op8(eight, length);
    };
    if (length >= FRAME_TARGET) return this.out.large(head, data);
    head();
    this.out.data(data);
  }

  private saveBytes(object: PyBytes): void {
    const { bytes } = object;
    if (this.protocol < 3) {
      if (bytes.length === 0) return this.saveReduce(makeTuple([bytesType, makeTuple([])]), object);
      const encode = must(getAttribute(must(hooks.importModule("_codecs")), attributeName("encode")));
      const text = decodeText(bytes, "latin-1", "strict");
      return this.saveReduce(makeTuple([encode, makeTuple([text, "latin1"])]), object);
    }
    this.writeBytes(bytes);
    this.memoize(object);
  }

  private writeBytes(bytes: Uint8Array): void {
    if (bytes.length > 0xff) return this.sized(bytes, [Op.BINBYTES, Op.BINBYTES8]);
    this.out.op1(Op.SHORT_BINBYTES, bytes.length);
    this.out.data(bytes);
  }

  private saveByteArray(object: PyByteArray): void {
    if (this.protocol < 5) {
      const args = object.length === 0 ? [] : [new PyBytes(object.view().slice())];
      return this.saveReduce(makeTuple([bytearrayType, makeTuple(args)]), object);
    }
    this.sized(object.view(), [null, Op.BYTEARRAY8]);
    this.memoize(object);
  }

  private savePickleBuffer(object: PyPickleBuffer): void {
    if (this.protocol < 5) throw picklingError("PickleBuffer can only be pickled with protocol >= 5");
    const { bufferCallback } = this.options;
    const view = rawView(object);
    try {
      const inBand = bufferCallback === null || must(isTrue(must(call(bufferCallback, [object]))));
      if (!inBand) {
        this.out.op(Op.NEXT_BUFFER);
        if (view.readonly) this.out.op(Op.READONLY_BUFFER);
        return;
      }
      const bytes = bytesOfView(view);
      if (view.readonly) this.writeBytes(bytes);
      else this.sized(bytes, [null, Op.BYTEARRAY8]);
      this.memoize(object);
    } finally {
      releaseView(view);
    }
  }

  // ---- Containers

  private saveTuple(object: PyTuple): void {
    const { items } = object;
    const { length } = items;
    if (length === 0) {
      if (this.protocol >= 1) return this.out.op(Op.EMPTY_TUPLE);
      this.out.op(Op.MARK);
      return this.out.op(Op.TUPLE);
    }
    const short = length <= 3 && this.protocol >= 2;
    if (!short) this.out.op(Op.MARK);
    this.saveItems(items, object, 0);
    // The tuple may have been saved meanwhile, as a part of itself.
    const known = this.memo.get(object);
    if (known !== undefined) {
      if (!short && this.protocol >= 1) this.out.op(Op.POP_MARK);
      else for (let i = 0; i < (short ? length : length + 1); i++) this.out.op(Op.POP);
      return this.writeGet(known);
    }
    this.out.op(short ? [Op.TUPLE1, Op.TUPLE2, Op.TUPLE3][length - 1]! : Op.TUPLE);
    this.memoize(object);
  }

  /** Save items one after the other; what fails is noted with its number from `first` on. */
  private saveItems(items: readonly PyObject[], owner: PyObject, first: number): void {
    let i = 0;
    try {
      for (; i < items.length; i++) this.save(items[i]!);
    } catch (caught) {
      throw noted(caught, `when serializing ${typeText(owner)} item ${first + i}`);
    }
  }

  private saveList(object: PyList): void {
    this.begin(Op.EMPTY_LIST, Op.LIST);
    this.memoize(object);
    if (this.protocol === 0 || this.fast) return this.batchAppends(object, object);
    // Saving an item may change the list.
    for (let start = 0; start < object.items.length; start += BATCH)
      this.appendBatch(object.items.slice(start, start + BATCH), object, start);
  }

  private begin(empty: number, marked: number): void {
    if (this.protocol >= 1) return this.out.op(empty);
    this.out.op(Op.MARK);
    this.out.op(marked);
  }

  private batchAppends(iterable: PyObject, owner: PyObject): void {
    let start = 0;
    for (const batch of batches(iterable, this.protocol === 0 ? 1 : BATCH)) {
      this.appendBatch(batch, owner, start);
      start += batch.length;
    }
  }

  private appendBatch(batch: readonly PyObject[], owner: PyObject, start: number): void {
    if (batch.length === 1) {
      this.saveItems(batch, owner, start);
      return this.out.op(Op.APPEND);
    }
    this.out.op(Op.MARK);
    this.saveItems(batch, owner, start);
    this.out.op(Op.APPENDS);
  }

  private saveDict(object: PyDict): void {
    this.begin(Op.EMPTY_DICT, Op.DICT);
    this.memoize(object);
    const entries = object.entriesArray();
    const batch = this.protocol === 0 ? 1 : BATCH;
    for (let start = 0; start < entries.length; start += batch) {
      this.setBatch(entries.slice(start, start + batch), object);
      if (object.size !== entries.length) throw runtimeError("dictionary changed size during iteration");
    }
  }

  private batchSetItems(iterable: PyObject, owner: PyObject): void {
    for (const batch of batches(iterable, this.protocol === 0 ? 1 : BATCH)) {
      const pairs = batch.map((pair) => {
        if (!(pair instanceof PyTuple) || pair.items.length !== 2)
          throw picklingError("dict items iterator must return 2-tuples");
        return pair.items as [PyObject, PyObject];
      });
      this.setBatch(pairs, owner);
    }
  }

  private setBatch(pairs: readonly (readonly [PyObject, PyObject])[], owner: PyObject): void {
    if (pairs.length > 1) this.out.op(Op.MARK);
    for (const [key, value] of pairs) {
      this.save(key);
      try {
        this.save(value);
      } catch (caught) {
        throw noted(caught, `when serializing ${typeText(owner)} item ${shown(key)}`);
      }
    }
    this.out.op(pairs.length > 1 ? Op.SETITEMS : Op.SETITEM);
  }

  private saveSet(object: PySetBase): void {
    if (this.protocol < 4) {
      const items = makeList([...setItems(object)]);
      return this.saveReduce(makeTuple([setType, makeTuple([items])]), object);
    }
    this.out.op(Op.EMPTY_SET);
    this.memoize(object);
    const items = [...setItems(object)];
    for (let start = 0; start < items.length; start += BATCH) {
      this.out.op(Op.MARK);
      this.saveElements(items.slice(start, start + BATCH), object);
      this.out.op(Op.ADDITEMS);
      if (object.size !== items.length) throw runtimeError("set changed size during iteration");
    }
  }

  private saveFrozenSet(object: PySetBase): void {
    const items = [...setItems(object)];
    if (this.protocol < 4)
      return this.saveReduce(makeTuple([frozensetType, makeTuple([makeList(items)])]), object);
    this.out.op(Op.MARK);
    this.saveElements(items, object);
    const known = this.memo.get(object);
    if (known !== undefined) {
      this.out.op(Op.POP_MARK);
      return this.writeGet(known);
    }
    this.out.op(Op.FROZENSET);
    this.memoize(object);
  }

  private saveElements(items: readonly PyObject[], owner: PyObject): void {
    try {
      for (const item of items) this.save(item);
    } catch (caught) {
      throw noted(caught, `when serializing ${typeText(owner)} element`);
    }
  }

  // ---- Classes and functions

  private saveType(type: PyType): void {
    for (const singleton of [None, NotImplemented, Ellipsis])
      if (type === typeOf(singleton))
        return this.saveReduce(makeTuple([typeType, makeTuple([singleton])]), type);
    this.saveGlobal(type, null);
  }

  private saveGlobal(object: PyObject, givenName: PyObject | null): void {
    const nameObject =
      givenName ??
      must(getAttributeOrAbsent(object, names.qualname)) ??
      must(getAttribute(object, names.name));
    const name = textOf(exactStr(nameObject));
    const module = moduleOf(object, name);
    if (this.protocol >= 2 && this.saveExtension(module, name)) return;
    if (this.protocol >= 4) {
      this.save(module);
      this.save(nameObject);
      this.out.op(Op.STACK_GLOBAL);
    } else this.saveGlobalByPath(module, name.split("."));
    this.memoize(object);
  }

  /** Before protocol 4 there are no dotted names: `getattr` is called. */
  private saveGlobalByPath(module: string, [top, ...path]: string[]): void {
    const getattr =
      path.length === 0
        ? None
        : must(getAttribute(must(hooks.importModule("builtins")), attributeName("getattr")));
    for (const name of path) {
      void name;
      this.save(getattr);
      if (this.protocol < 2) this.out.op(Op.MARK);
    }
    this.saveTopLevel(module, top!);
    for (const name of path) {
      this.save(name);
      this.out.op(this.protocol < 2 ? Op.TUPLE : Op.TUPLE2);
      this.out.op(Op.REDUCE);
    }
  }

  private saveTopLevel(module: string, name: string): void {
    const [ownModule, ownName] = this.options.fixImports
      ? mappedNames(module, name, "to Python 2")
      : [module, name];
    const encoded = (text: string, what: string): Uint8Array => {
      if (this.protocol < 3 && !/^[\x00-\x7f]*$/.test(text))
        throw picklingError(
          `can't pickle ${what} identifier ${shown(text)} using pickle protocol ${this.protocol}`,
        );
      return encodeText(text, "utf-8", "strict");
    };
    const moduleBytes = encoded(ownModule, "module");
    const nameBytes = encoded(ownName, "global");
    this.out.op(Op.GLOBAL);
    this.out.data(moduleBytes);
    this.out.text("\n");
    this.out.data(nameBytes);
    this.out.text("\n");
  }

  private saveExtension(module: string, name: string): boolean {
    const code = must(copyregTable("_extension_registry").lookup(makeTuple([module, name])));
    if (code === null) return false;
    if (typeof code !== "number" || code < 0 || code > 0x7fff_ffff)
      throw runtimeError(`extension code ${shown(code)} is out of range`);
    if (code === 0) throw runtimeError("extension code 0 is out of range");
    if (code <= 0xff) this.out.op1(Op.EXT1, code);
    else if (code <= 0xffff) this.out.op2(Op.EXT2, code);
    else this.out.op4(Op.EXT4, code);
    return true;
  }

  // ---- Objects by what reduces them

  private saveOverridden(object: PyObject, override: PyObject): boolean {
    const reduced = must(call(override, [object]));
    if (reduced === NotImplemented) return false;
    this.saveReduction(reduced, object);
    return true;
  }

  private saveReduced(object: PyObject): void {
    const type = typeOf(object);
    const reducer = this.reducerOf(type);
    if (reducer !== null) return this.saveReduction(must(call(reducer, [object])), object);
    if (isSubtype(type, typeType)) return this.saveGlobal(object, null);
    const reduceEx = must(getAttributeOrAbsent(object, names.reduceEx));
    if (reduceEx !== null) return this.saveReduction(must(call(reduceEx, [this.protocol])), object);
    const reduce = must(getAttributeOrAbsent(object, names.reduce));
    if (reduce === null) throw picklingError(`Can't pickle ${typeText(object)} object`);
    this.saveReduction(must(call(reduce, [])), object);
  }

  private reducerOf(type: PyType): PyObject | null {
    const table = this.hooks.dispatchTable ?? copyregTable("dispatch_table");
    if (table instanceof PyDict) return must(table.lookup(type));
    return dispatchItem(table, type);
  }

  private saveReduction(reduced: PyObject, object: PyObject): void {
    if (typeof reduced === "string" || reduced instanceof PyStr) return this.saveGlobal(object, reduced);
    try {
      if (!(reduced instanceof PyTuple))
        throw picklingError(`__reduce__ must return a string or tuple, not ${typeText(reduced)}`);
      if (reduced.items.length < 2 || reduced.items.length > 6)
        throw picklingError("tuple returned by __reduce__ must contain 2 through 6 elements");
      this.saveReduce(reduced, object);
    } catch (caught) {
      throw noted(caught, `when serializing ${typeText(object)} object`);
    }
  }

  /** Save something as a part of an object. */
  private savePart(part: PyObject, object: PyObject, role: string): void {
    try {
      this.save(part);
    } catch (caught) {
      throw noted(caught, `when serializing ${typeText(object)} ${role}`);
    }
  }

  private saveReduce({ items }: PyTuple, object: PyObject): void {
    const [func, args, state = None, listItems = None, dictItems = None, stateSetter = None] = items as [
      PyObject,
      PyObject,
      ...PyObject[],
    ];
    if (typeOf(func).slots.__call__ === undefined)
      throw picklingError(
        `first item of the tuple returned by __reduce__ must be callable, not ${typeText(func)}`,
      );
    if (!(args instanceof PyTuple))
      throw picklingError(
        `second item of the tuple returned by __reduce__ must be a tuple, not ${typeText(args)}`,
      );
    checkIterator(listItems, "fourth");
    checkIterator(dictItems, "fifth");
    if (stateSetter !== None && typeOf(stateSetter).slots.__call__ === undefined)
      throw picklingError(
        `sixth item of the tuple returned by __reduce__ must be callable, not ${typeText(stateSetter)}`,
      );
    this.saveConstruction(func, args, object);
    const known = this.memo.get(object);
    if (known !== undefined) {
      this.out.op(Op.POP);
      this.writeGet(known);
    } else this.memoize(object);
    if (listItems !== None) this.batchAppends(listItems, object);
    if (dictItems !== None) this.batchSetItems(dictItems, object);
    if (state !== None) this.saveState(state, stateSetter, object);
  }

  private saveConstruction(func: PyObject, args: PyTuple, object: PyObject): void {
    const name = this.protocol >= 2 ? must(getAttributeOrAbsent(func, names.name)) : null;
    if (name === "__newobj_ex__") return this.saveNewObjectEx(args, object);
    if (name === "__newobj__") return this.saveNewObject(args, object);
    this.savePart(func, object, "reconstructor");
    this.savePart(args, object, "reconstructor arguments");
    this.out.op(Op.REDUCE);
  }

  private saveNewObject({ items }: PyTuple, object: PyObject): void {
    const [cls, ...args] = items;
    if (cls === undefined) throw picklingError("__newobj__ expected at least 1 argument, got 0");
    this.checkClass(cls, object, "__newobj__");
    this.savePart(cls, object, "class");
    this.savePart(makeTuple(args), object, "__new__ arguments");
    this.out.op(Op.NEWOBJ);
  }

  private saveNewObjectEx({ items }: PyTuple, object: PyObject): void {
    if (items.length !== 3) throw picklingError(`__newobj_ex__ expected 3 arguments, got ${items.length}`);
    const [cls, args, kwargs] = items as [PyObject, PyObject, PyObject];
    this.checkClass(cls, object, "__newobj_ex__");
    if (!(args instanceof PyTuple))
      throw picklingError(`second argument to __newobj_ex__() must be a tuple, not ${typeText(args)}`);
    if (!(kwargs instanceof PyDict))
      throw picklingError(`third argument to __newobj_ex__() must be a dict, not ${typeText(kwargs)}`);
    if (this.protocol >= 4) {
      this.savePart(cls, object, "class");
      this.savePart(args, object, "__new__ arguments");
      this.savePart(kwargs, object, "__new__ arguments");
      return this.out.op(Op.NEWOBJ_EX);
    }
    const partial = must(getAttribute(must(hooks.importModule("functools")), attributeName("partial")));
    const newMethod = must(getAttribute(cls, names.new));
    const entries = kwargs.entriesArray();
    const bound = must(
      call(
        partial,
        [newMethod, cls, ...args.items, ...entries.map(([, value]) => value)],
        entries.map(([key]) => utf16Of(key as string)),
      ),
    );
    this.savePart(bound, object, "reconstructor");
    this.save(makeTuple([]));
    this.out.op(Op.REDUCE);
  }

  private checkClass(cls: PyObject, object: PyObject, function_: string): void {
    if (must(getAttributeOrAbsent(cls, names.new)) === null)
      throw picklingError(`first argument to ${function_}() has no __new__`);
    const own = must(getAttribute(object, names.class));
    if (own !== cls)
      throw picklingError(`first argument to ${function_}() must be ${shown(own)}, not ${shown(cls)}`);
  }

  private saveState(state: PyObject, setter: PyObject, object: PyObject): void {
    if (setter === None) {
      this.savePart(state, object, "state");
      return this.out.op(Op.BUILD);
    }
    this.savePart(setter, object, "state setter");
    this.save(object);
    this.savePart(state, object, "state");
    this.out.op(Op.TUPLE2);
    this.out.op(Op.REDUCE);
    this.out.op(Op.POP);
  }
}

function checkIterator(value: PyObject, which: string): void {
  if (value !== None && typeOf(value).slots.__next__ === undefined)
    throw picklingError(
      `${which} item of the tuple returned by __reduce__ must be an iterator, not ${typeText(value)}`,
    );
}

/** `table[type]` of a mapping that is no dict; null for a missing key. */
function dispatchItem(table: PyObject, type: PyType): PyObject | null {
  const get = must(getAttributeOrAbsent(table, attributeName("get")));
  if (get === null) return must(getItem(table, type));
  const found = must(call(get, [type, NotImplemented]));
  return found === NotImplemented ? null : found;
}

function* batches(iterable: PyObject, size: number): Generator<PyObject[]> {
  const iterator = must(iter(iterable));
  for (;;) {
    const batch: PyObject[] = [];
    while (batch.length < size) {
      const item = must(next(iterator));
      if (item === EXHAUSTED) break;
      batch.push(item as PyObject);
    }
    if (batch.length > 0) yield batch;
    if (batch.length < size) return;
  }
}

function* setItems(object: PySetBase): Generator<PyObject> {
  for (const batch of batches(object, BATCH)) yield* batch;
}

/** The shortest two's complement of an integer, little-endian; no bytes for 0. */
function twosComplement(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array(0);
  const magnitude = value < 0n ? ~value : value;
  const size = Math.floor(magnitude.toString(16).length / 2) + 1;
  const hexadecimal = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, "0");
  const bytes = Uint8Array.from({ length: size }, (_, i) =>
    parseInt(hexadecimal.slice(2 * (size - 1 - i), 2 * (size - i)), 16),
  );
  // The top byte may only repeat the sign.
  const last = bytes[size - 1]!;
  const isSpare =
    size > 1 && ((last === 0 && bytes[size - 2]! < 0x80) || (last === 0xff && bytes[size - 2]! >= 0x80));
  return isSpare ? bytes.subarray(0, size - 1) : bytes;
}

/** Text as protocol 0 has it: one line, Latin-1, everything else escaped. */
function rawUnicodeEscape(text: Str): Uint8Array {
  let result = "";
  for (const point of pointsOf(text)) {
    if (point > 0xffff) result += `\\U${point.toString(16).padStart(8, "0")}`;
    else if (point > 0xff || point === 0 || point === 10 || point === 13 || point === 26 || point === 92)
      result += `\\u${point.toString(16).padStart(4, "0")}`;
    else result += String.fromCharCode(point);
  }
  return Uint8Array.from(result, (character) => character.charCodeAt(0));
}
