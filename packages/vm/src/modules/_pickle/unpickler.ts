/**
 * Reading pickles: a machine with a stack, marks in it and a memo (library reference, "pickle"; CPython
 * Modules/_pickle.c, `load`).
 *
 * Hot: load.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { call } from "../../kernel/invoke.ts";
import { EXHAUSTED, type PyObject } from "../../kernel/object.ts";
import { eofError, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { isTrue } from "../../kernel/truth.ts";
import { utf16Of } from "../../kernel/text.ts";
import { PyType, intType, typeOf } from "../../kernel/type.ts";
import { parseFloatText } from "../../algorithms/float-parse.ts";
import {
  getAttribute,
  getAttributeOrAbsent,
  setAttribute,
  toAttributeName,
} from "../../protocols/attribute.ts";
import { callMethod } from "../../protocols/call.ts";
import { next } from "../../protocols/iterate.ts";
import { setItem } from "../../protocols/sequence.ts";
import { repr } from "../../protocols/repr.ts";
import { PyByteArray } from "../../objects/bytearray.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { decodeText } from "../../objects/codecs.ts";
import { PyDict, makeDict } from "../../objects/dict/dict.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { makeFloat } from "../../objects/float.ts";
import { intOfBytes } from "../../objects/int/bytes.ts";
import { textOf } from "../../objects/item-array.ts";
import { PyList, listType, makeList } from "../../objects/list.ts";
import { memoryViewFrom, releaseView } from "../../objects/memoryview.ts";
import { PySet, makeFrozenSet, makeSet } from "../../objects/set.ts";
import { type Str, strOf } from "../../objects/str/text.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { unpicklingError } from "./errors.ts";
import { copyregTable } from "./globals.ts";
import * as Op from "./opcodes.ts";
import type { PickleSource } from "./source.ts";

export type UnpicklerOptions = {
  /** How text of Python 2 becomes str; `bytes` leaves it bytes. */
  readonly encoding: string;
  readonly errors: string;
  /** An iterator over the buffers that are not in the pickle, or null. */
  readonly buffers: PyObject | null;
  readonly findClass: (module: PyObject, name: PyObject, protocol: number) => PyObject;
  readonly persistentLoad: (id: PyObject) => PyObject;
};

const underflow = () => unpicklingError("unpickling stack underflow");
const names = {
  append: attributeName("append"),
  extend: attributeName("extend"),
  add: attributeName("add"),
  new: attributeName("__new__"),
  setstate: attributeName("__setstate__"),
  dict: attributeName("__dict__"),
  initArgs: attributeName("__getinitargs__"),
  items: attributeName("items"),
};

export class Unpickler {
  private readonly source: PickleSource;
  private readonly options: UnpicklerOptions;
  private readonly memo: Map<number, PyObject>;
  private stack: PyObject[] = [];
  /** Where the marks are in the stack. */
  private readonly marks: number[] = [];
  /** That of the pickle that is being read, or was. */
  protocol = 0;

  constructor(source: PickleSource, options: UnpicklerOptions, memo: Map<number, PyObject>) {
    this.source = source;
    this.options = options;
    this.memo = memo;
  }

  /** The object that comes next. Throws. */
  load(): PyObject {
    const { source } = this;
    for (;;) {
      const opcode = source.opcode();
      if (opcode === Op.STOP) return this.pop();
      this.step(opcode, source);
    }
  }

  private step(opcode: number, source: PickleSource): void {
    switch (opcode) {
      case Op.MEMOIZE:
        this.memo.set(this.memo.size, this.top());
        return;
      case Op.SHORT_BINUNICODE:
        return this.pushText(source.byte());
      case Op.BINGET:
        return this.get(source.byte());
      case Op.BININT1:
        return this.push(source.byte());
      case Op.BININT2:
        return this.push(source.uint16());
      case Op.BININT:
        return this.push(source.int32());
      case Op.NONE:
        return this.push(None);
      case Op.NEWTRUE:
        return this.push(true);
      case Op.NEWFALSE:
        return this.push(false);
      case Op.MARK:
        this.marks.push(this.stack.length);
        return;
      case Op.BINFLOAT:
        return this.push(makeFloat(source.double()));
      case Op.EMPTY_TUPLE:
        return this.push(makeTuple([]));
      case Op.TUPLE1:
        return this.tuple(1);
      case Op.TUPLE2:
        return this.tuple(2);
      case Op.TUPLE3:
        return this.tuple(3);
      case Op.TUPLE:
        return this.push(makeTuple(this.popMark()));
      case Op.EMPTY_LIST:
        return this.push(makeList([]));
      case Op.EMPTY_DICT:
        return this.push(makeDict());
      case Op.EMPTY_SET:
        return this.push(makeSet([]));
      case Op.APPEND:
        return this.appendAll([this.pop()]);
      case Op.APPENDS:
        return this.appendAll(this.popMark());
      case Op.SETITEM: {
        const value = this.pop();
        return this.setAll([this.pop(), value]);
      }
      case Op.SETITEMS:
        return this.setAll(this.popMark());
      case Op.ADDITEMS:
        return this.addAll(this.popMark());
      case Op.FROZENSET:
        return this.push(makeFrozenSet(this.popMark()));
      case Op.BINPUT:
        return this.put(source.byte());
      case Op.LONG_BINPUT:
        return this.put(source.uint32());
      case Op.LONG_BINGET:
        return this.get(source.uint32());
      case Op.BINUNICODE:
        return this.pushText(source.uint32());
      case Op.BINUNICODE8:
        return this.pushText(this.size8("BINUNICODE8"));
      case Op.SHORT_BINBYTES:
        return this.push(makeBytes(source.slice(source.byte())));
      case Op.BINBYTES:
        return this.push(makeBytes(source.slice(source.uint32())));
      case Op.BINBYTES8:
        return this.push(makeBytes(source.slice(this.size8("BINBYTES8"))));
      case Op.BYTEARRAY8:
        return this.push(new PyByteArray(source.slice(this.size8("BYTEARRAY8"))));
      case Op.FRAME:
        return source.frame(this.frameSize());
      case Op.PROTO:
        return this.setProtocol(source.byte());
      case Op.STACK_GLOBAL:
        return this.stackGlobal();
      case Op.REDUCE:
        return this.reduce();
      case Op.NEWOBJ:
        return this.newObject();
      case Op.NEWOBJ_EX:
        return this.newObjectEx();
      case Op.BUILD:
        return this.build();
      case Op.LONG1:
        return this.push(intOfBytes(source.slice(source.byte()), true, true));
      case Op.LONG4:
        return this.push(intOfBytes(source.slice(this.length4("LONG")), true, true));
      default:
        this.rareStep(opcode, source);
    }
  }

  private rareStep(opcode: number, source: PickleSource): void {
    switch (opcode) {
      case Op.POP:
        if (this.stack.length > this.fence) void this.stack.pop();
        else if (this.marks.pop() === undefined) throw underflow();
        return;
      case Op.POP_MARK:
        return void this.popMark();
      case Op.DUP:
        return this.push(this.top());
      case Op.GET:
        return this.get(this.number(source.line()));
      case Op.PUT:
        return this.put(this.number(source.line()));
      case Op.INT:
        return this.push(this.integer(source.line()));
      case Op.LONG:
        return this.push(this.long(source.line()));
      case Op.FLOAT:
        return this.push(makeFloat(this.double(source.line())));
      case Op.STRING:
        return this.push(this.quoted(source.line()));
      case Op.BINSTRING:
        return this.push(this.oldText(source.slice(this.length4("BINSTRING"))));
      case Op.SHORT_BINSTRING:
        return this.push(this.oldText(source.slice(source.byte())));
      case Op.UNICODE:
        return this.push(decodeText(source.line(), "raw-unicode-escape", "strict"));
      case Op.LIST:
        return this.push(makeList(this.popMark()));
      case Op.DICT: {
        const items = this.popMark();
        this.push(makeDict());
        return this.setAll(items);
      }
      case Op.GLOBAL:
        return this.push(this.findClass(this.utf8(source.line()), this.utf8(source.line())));
      case Op.INST: {
        const cls = this.findClass(this.utf8(source.line()), this.utf8(source.line()));
        return this.instantiate(cls, this.popMark());
      }
      case Op.OBJ: {
        const [cls, ...args] = this.popMark();
        if (cls === undefined) throw underflow();
        return this.instantiate(cls, args);
      }
      case Op.PERSID:
        return this.push(this.options.persistentLoad(this.ascii(source.line())));
      case Op.BINPERSID:
        return this.push(this.options.persistentLoad(this.pop()));
      case Op.EXT1:
        return this.extension(source.byte());
      case Op.EXT2:
        return this.extension(source.uint16());
      case Op.EXT4:
        return this.extension(source.int32());
      case Op.NEXT_BUFFER:
        return this.nextBuffer();
      case Op.READONLY_BUFFER:
        return this.readonlyBuffer();
      case -1:
        throw eofError("Ran out of input");
      default: {
        const shown = opcode >= 0x20 && opcode < 0x7f && opcode !== 0x27 && opcode !== 0x5c;
        const text = shown ? String.fromCharCode(opcode) : `\\x${opcode.toString(16).padStart(2, "0")}`;
        throw unpicklingError(`invalid load key, '${text}'.`);
      }
    }
  }

  // ---- The stack

  private get fence(): number {
    return this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1]!;
  }

  private push(value: PyObject): void {
    this.stack.push(value);
  }

  private pop(): PyObject {
    if (this.stack.length <= this.fence) throw this.missing();
    return this.stack.pop()!;
  }

  private top(): PyObject {
    if (this.stack.length <= this.fence) throw this.missing();
    return this.stack[this.stack.length - 1]!;
  }

  private missing() {
    return this.marks.length > 0 ? unpicklingError("unexpected MARK found") : underflow();
  }

  /** The values above the last mark, which are taken. */
  private popMark(): PyObject[] {
    const mark = this.marks.pop();
    if (mark === undefined) throw unpicklingError("could not find MARK");
    return this.stack.splice(mark);
  }

  private tuple(count: number): void {
    if (this.stack.length - this.fence < count) throw this.missing();
    this.push(makeTuple(this.stack.splice(this.stack.length - count)));
  }

  private put(index: number): void {
    if (index < 0) throw valueError("negative PUT argument");
    this.memo.set(index, this.top());
  }

  private get(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) throw unpicklingError(`Memo value not found at index ${index}`);
    this.push(value);
  }

  // ---- Arguments

  private length4(name: string): number {
    const { source } = this;
    const length = source.int32();
    if (length < 0) throw unpicklingError(`${name} pickle has negative byte count`);
    return length;
  }

  private size8(name: string): number {
    const { source } = this;
    const size = source.uint64();
    if (size > 0x7fff_ffff_ffff_ffffn)
      throw unpicklingError(`${name} exceeds system's maximum size of ${0x7fff_ffff_ffff_ffffn} bytes`);
    return Number(size);
  }

  private frameSize(): number {
    const { source } = this;
    const size = source.uint64();
    if (size > 0x7fff_ffff_ffff_ffffn) throw valueError(`frame size > sys.maxsize: ${size}`);
    return Number(size);
  }

  private setProtocol(protocol: number): void {
    if (protocol > Op.HIGHEST_PROTOCOL) throw valueError(`unsupported pickle protocol: ${protocol}`);
    this.protocol = protocol;
  }

  private pushText(length: number): void {
    const { source } = this;
    const start = source.take(length);
    const bytes = source.bytes;
    if (length < 64) {
      let text = "";
      let i = start;
      for (; i < start + length && bytes[i]! < 0x80; i++) text += String.fromCharCode(bytes[i]!);
      if (i === start + length) return this.push(text);
    }
    this.push(decodeText(bytes.subarray(start, start + length), "utf-8", "surrogatepass"));
  }

  private text(line: Uint8Array): string {
    return String.fromCharCode(...line);
  }

  private utf8(line: Uint8Array): PyObject {
    return decodeText(line, "utf-8", "strict");
  }

  private ascii(line: Uint8Array): PyObject {
    if (line.some((byte) => byte > 0x7f))
      throw unpicklingError("persistent IDs in protocol 0 must be ASCII strings");
    return this.text(line);
  }

  private long(line: Uint8Array): PyObject {
    const text = this.text(line);
    return must(call(intType, [text.endsWith("L") ? text.slice(0, -1) : text]));
  }

  private integer(line: Uint8Array): PyObject {
    const text = this.text(line);
    if (text === "01") return true;
    if (text === "00") return false;
    if (!/^\s*[-+]?\d+\s*$/.test(text)) throw valueError("could not convert string to int");
    return must(call(intType, [text]));
  }

  private number(line: Uint8Array): number {
    return Number(must(call(intType, [this.text(line)])));
  }

  private double(line: Uint8Array): number {
    const text = this.text(line);
    const value = parseFloatText(text);
    if (value === null) throw valueError(`could not convert string to float: '${text}'`);
    return value;
  }

  private quoted(line: Uint8Array): PyObject {
    const trimmed = line.subarray(0, line.length);
    const quote = trimmed[0];
    if (trimmed.length < 2 || quote !== trimmed.at(-1) || (quote !== 0x22 && quote !== 0x27))
      throw unpicklingError("the STRING opcode argument must be quoted");
    return this.oldText(unescaped(trimmed.subarray(1, -1)));
  }

  /** A str of Python 2. */
  private oldText(bytes: Uint8Array): PyObject {
    const { encoding, errors } = this.options;
    return encoding === "bytes" ? makeBytes(bytes.slice()) : decodeText(bytes, encoding, errors);
  }

  // ---- Objects

  private findClass(module: PyObject, name: PyObject): PyObject {
    return this.options.findClass(module, name, this.protocol);
  }

  private stackGlobal(): void {
    const name = this.pop();
    const module = this.pop();
    if (strOf(name) === undefined || strOf(module) === undefined)
      throw unpicklingError("STACK_GLOBAL requires str");
    this.push(this.findClass(module, name));
  }

  private reduce(): void {
    const args = this.pop();
    const func = this.pop();
    if (!(args instanceof PyTuple)) throw argumentsError();
    this.push(must(call(func, [...args.items])));
  }

  private instantiate(cls: PyObject, args: PyObject[]): void {
    const takesNone =
      args.length === 0 && cls instanceof PyType && must(getAttributeOrAbsent(cls, names.initArgs)) === null;
    this.push(takesNone ? must(callMethod(cls, names.new, [cls])) : must(call(cls, args)));
  }

  private newObject(): void {
    const args = this.pop();
    const cls = this.pop();
    if (!(args instanceof PyTuple))
      throw unpicklingError("NEWOBJ expected an arg tuple, got " + textOf(must(repr(args))));
    this.construct(cls, [...args.items], undefined, "NEWOBJ");
  }

  private newObjectEx(): void {
    const kwargs = this.pop();
    const args = this.pop();
    const cls = this.pop();
    if (!(args instanceof PyTuple)) throw unpicklingError("NEWOBJ_EX args argument must be a tuple");
    if (!(kwargs instanceof PyDict)) throw unpicklingError("NEWOBJ_EX kwargs argument must be a dict");
    const entries = kwargs.entriesArray();
    const keywords = entries.map(([key]) => utf16Of(strOf(key) as Str));
    this.construct(cls, [...args.items, ...entries.map(([, value]) => value)], keywords, "NEWOBJ_EX");
  }

  private construct(cls: PyObject, args: PyObject[], keywords: string[] | undefined, opcode: string): void {
    if (!(cls instanceof PyType))
      throw unpicklingError(`${opcode} class argument must be a type, not ${typeOf(cls).name}`);
    const newMethod = must(getAttribute(cls, names.new));
    this.push(must(call(newMethod, [cls, ...args], keywords?.length === 0 ? undefined : keywords)));
  }

  private extension(code: number): void {
    const cache = copyregTable("_extension_cache");
    const cached = must(cache.lookup(code));
    if (cached !== null) return this.push(cached);
    const key = must(copyregTable("_inverted_registry").lookup(code));
    if (key === null) {
      if (code <= 0) throw unpicklingError("EXT specifies code <= 0");
      throw valueError(`unregistered extension code ${code}`);
    }
    const [module, name] = (key as PyTuple).items;
    const found = this.findClass(module!, name!);
    must(cache.set(code, found));
    this.push(found);
  }

  // ---- Filling containers

  private appendAll(items: PyObject[]): void {
    const list = this.top();
    if (list instanceof PyList && list.cls === listType) {
      for (const item of items) list.items.push(item);
      return;
    }
    const extend = must(getAttributeOrAbsent(list, names.extend));
    if (extend !== null && items.length !== 1) {
      must(call(extend, [makeList(items)]));
      return;
    }
    const append = must(getAttribute(list, names.append));
    for (const item of items) must(call(append, [item]));
  }

  private setAll(items: PyObject[]): void {
    const dict = this.top();
    if (items.length % 2 !== 0) throw unpicklingError("odd number of items for SET ITEMS");
    for (let i = 0; i < items.length; i += 2) must(setItem(dict, items[i]!, items[i + 1]!));
  }

  private addAll(items: PyObject[]): void {
    const set = this.top();
    if (set instanceof PySet) {
      for (const item of items) must(set.add(item));
      return;
    }
    const add = must(getAttribute(set, names.add));
    for (const item of items) must(call(add, [item]));
  }

  private build(): void {
    const state = this.pop();
    const instance = this.top();
    const setState = must(getAttributeOrAbsent(instance, names.setstate));
    if (setState !== null) {
      must(call(setState, [state]));
      return;
    }
    const isPair = state instanceof PyTuple && state.items.length === 2;
    const [dictState, slotState] = isPair ? (state.items as [PyObject, PyObject]) : [state, None];
    if (dictState !== None) this.updateDict(instance, dictState);
    if (slotState !== None) this.setSlots(instance, slotState);
  }

  private updateDict(instance: PyObject, state: PyObject): void {
    if (!must(isTrue(state))) return;
    if (!(state instanceof PyDict)) throw unpicklingError("state is not a dictionary");
    const own = dictOf(instance) ?? must(getAttribute(instance, names.dict));
    for (const [key, value] of state.entriesArray()) must(setItem(own, key, value));
  }

  private setSlots(instance: PyObject, state: PyObject): void {
    if (!(state instanceof PyDict)) throw unpicklingError("slot state is not a dictionary");
    for (const [key, value] of state.entriesArray())
      must(
        setAttribute(
          instance,
          must(toAttributeName(key, (type) => `attribute name must be string, not '${type}'`)),
          value,
        ),
      );
  }

  // ---- Buffers

  private nextBuffer(): void {
    const { buffers } = this.options;
    if (buffers === null)
      throw unpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given");
    const buffer = must(next(buffers));
    if (buffer === EXHAUSTED) throw unpicklingError("not enough out-of-band buffers");
    this.push(buffer as PyObject);
  }

  private readonlyBuffer(): void {
    const view = memoryViewFrom(this.top());
    if (view.readonly) releaseView(view);
    else this.stack[this.stack.length - 1] = must(callMethod(view, attributeName("toreadonly"), []));
  }
}

function argumentsError() {
  return typeError("argument list must be a tuple");
}

/** Backslash escapes of a bytes literal replaced. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const text = String.fromCharCode(...bytes);
  const simple: Readonly<Record<string, string>> = {
    n: "\n",
    r: "\r",
    t: "\t",
    a: "\x07",
    b: "\b",
    f: "\f",
    v: "\v",
    "\n": "",
  };
  const result = text.replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g, (_whole, escape: string) => {
    if (escape.length === 3 && escape.startsWith("x"))
      return String.fromCharCode(parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 0xff);
    return simple[escape] ?? (/[\\'"]/.test(escape) ? escape : `\\${escape}`);
  });
  return Uint8Array.from(result, (character) => character.charCodeAt(0));
}
