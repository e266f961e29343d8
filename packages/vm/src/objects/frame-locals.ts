/**
 * `locals()` and `frame.f_locals`.
 *
 * A class body, a module and exec'd code keep their locals in a mapping: that is the answer. A function keeps them
 * in fast slots: `locals()` is a snapshot, `f_locals` a mapping that writes through to the slots (PEP 667).
 */
import { type CodeObject, CO_OPTIMIZED, FAST_CELL, FAST_FREE, FAST_HIDDEN } from "@pyvm/bytecode";
import { defineType, method, rawMethod } from "../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { keyError, must, raise, typeError, valueError } from "../kernel/raise.ts";
import { None, NotImplemented } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { type PyType, TypeFlag, isInstance, strType, typeName } from "../kernel/type.ts";
import { richCompare } from "../protocols/compare.ts";
import { iter, iterateOrThrow } from "../protocols/iterate.ts";
import { guardRecursion, repr } from "../protocols/repr.ts";
import { getItem } from "../protocols/sequence.ts";
import { callMethod } from "../protocols/call.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { Cell } from "./cell.ts";
import { PyDict, makeDict } from "./dict/dict.ts";
import type { PyFrame } from "./frame.ts";
import { textOf } from "./item-array.ts";
import { makeList } from "./list.ts";
import { makeTuple } from "./tuple.ts";

/** `frame.f_locals` */
export function frameLocals(frame: PyFrame): PyObject {
  if ((frame.code.flags & CO_OPTIMIZED) === 0 && frame.locals !== null && !hasHidden(frame))
    return frame.locals;
  return new PyFrameLocals(frame);
}

/** `locals()` for a frame: the mapping itself, or a new dict with what is bound now. */
export function localsSnapshot(frame: PyFrame): PyObject {
  if ((frame.code.flags & CO_OPTIMIZED) === 0 && frame.locals !== null && !hasHidden(frame))
    return frame.locals;
  const snapshot = makeDict();
  forEachVariable(frame, (name, value) => snapshot.setText(name, value));
  return snapshot;
}

/** An inlined comprehension of a class body or module runs with variables that its namespace does not have. */
function hasHidden(frame: PyFrame): boolean {
  const kinds = frame.code.source.co_localspluskinds;
  for (let i = 0; i < kinds.length; i++) {
    if ((kinds[i]! & FAST_HIDDEN) !== 0 && frame.stack[i] !== undefined) return true;
  }
  return false;
}

function slotValue(frame: PyFrame, index: number): PyObject | undefined {
  const value = frame.stack[index];
  const kind = frame.code.source.co_localspluskinds[index]!;
  return (kind & (FAST_CELL | FAST_FREE)) !== 0 && value instanceof Cell ? value.value : value;
}

/** Bound variables in slot order. Before the frame has run, a cell's parameter is still bare. */
function forEachVariable(frame: PyFrame, visit: (name: string, value: PyObject) => void): void {
  const { localNames, source } = frame.code;
  for (let i = 0; i < localNames.length; i++) {
    if (isForeign(source, i)) continue;
    const value = slotValue(frame, i);
    if (value !== undefined) visit(localNames[i]!, value);
  }
}

/** The slot of a name; −1 when the function has no such variable. */
function slotOf(frame: PyFrame, key: PyObject): number {
  if (!isInstance(key, strType)) return -1;
  const text = textOf(key);
  const { localNames, source } = frame.code;
  return localNames.findIndex((name, i) => name === text && !isForeign(source, i));
}

/** The variables of an enclosing function are no locals of a class body. */
function isForeign(source: CodeObject, index: number): boolean {
  return (source.co_localspluskinds[index]! & FAST_FREE) !== 0 && (source.co_flags & CO_OPTIMIZED) === 0;
}

/** Names that trace functions and debuggers put there beside the variables. */
const extras = new WeakMap<PyFrame, PyDict>();

/** `FrameLocalsProxy` */
export class PyFrameLocals implements HeapObject {
  declare readonly cls: PyType;
  readonly frame: PyFrame;
  constructor(frame: PyFrame) {
    this.frame = frame;
  }
}

function snapshotOf(self: PyFrameLocals): PyDict {
  const snapshot = makeDict();
  forEachVariable(self.frame, (name, value) => snapshot.setText(name, value));
  for (const [key, value] of extras.get(self.frame)?.entriesArray() ?? []) must(snapshot.set(key, value));
  return snapshot;
}

function find(self: PyFrameLocals, key: PyObject): PyObject | null {
  const slot = slotOf(self.frame, key);
  const value = slot < 0 ? undefined : slotValue(self.frame, slot);
  if (value !== undefined) return value;
  const extra = extras.get(self.frame);
  return extra === undefined ? null : must(extra.lookup(key));
}

function store(self: PyFrameLocals, key: PyObject, value: PyObject): Result {
  const { frame } = self;
  const slot = slotOf(frame, key);
  if (slot >= 0) {
    const current = frame.stack[slot];
    const kind = frame.code.source.co_localspluskinds[slot]!;
    if ((kind & (FAST_CELL | FAST_FREE)) !== 0 && current instanceof Cell) current.value = value;
    else frame.stack[slot] = value;
    return None;
  }
  let extra = extras.get(frame);
  if (extra === undefined) extras.set(frame, (extra = makeDict()));
  return extra.set(key, value) === undefined ? undefined : None;
}

function remove(self: PyFrameLocals, key: PyObject): Result {
  if (slotOf(self.frame, key) >= 0)
    return raise(valueError("cannot remove local variables from FrameLocalsProxy"));
  const removed = extras.get(self.frame)?.delete(key) ?? false;
  return removed === false ? raise(keyError(key)) : None;
}

const ofSnapshot = (name: string) => {
  const attribute = attributeName(name);
  return (self: PyFrameLocals) => callMethod(snapshotOf(self), attribute, []);
};

export const frameLocalsType: PyType = defineType("FrameLocalsProxy", {
  instance: PyFrameLocals,
  final: true,
  flags: TypeFlag.MAPPING,
  doc: "A view of a frame's local variables that writes through.",
  slots: {
    __len__: (self: PyFrameLocals) => snapshotOf(self).size,
    __getitem__: (self: PyFrameLocals, key) => find(self, key) ?? raise(keyError(key)),
    __setitem__: store,
    __delitem__: remove,
    __contains__: (self: PyFrameLocals, key) => find(self, key) !== null,
    __iter__: (self: PyFrameLocals) => iter(makeList(snapshotOf(self).keysArray())),
    __repr__: (self: PyFrameLocals) => guardRecursion(self, "{...}", () => repr(snapshotOf(self))),
    __eq__: (self: PyFrameLocals, other) => compare(self, other, "__eq__"),
    __ne__: (self: PyFrameLocals, other) => compare(self, other, "__ne__"),
    __or__: (self: PyFrameLocals, other) => merged(self, other),
    __ior__: (self: PyFrameLocals, other) => (updateFrom(self, other) === undefined ? undefined : self),
  },
  methods: {
    keys: method("($self, /)", null, (self: PyFrameLocals) => makeList(snapshotOf(self).keysArray())),
    values: method("($self, /)", null, (self: PyFrameLocals) => makeList(snapshotOf(self).valuesArray())),
    items: method("($self, /)", null, (self: PyFrameLocals) =>
      makeList(
        snapshotOf(self)
          .entriesArray()
          .map(([key, value]) => makeTuple([key, value])),
      ),
    ),
    copy: method("($self, /)", null, (self: PyFrameLocals) => snapshotOf(self)),
    __reversed__: method("($self, /)", null, ofSnapshot("__reversed__")),
    get: method(
      "($self, key, default=None, /)",
      null,
      (self: PyFrameLocals, key, fallback) => find(self, key) ?? fallback,
    ),
    setdefault: method("($self, key, default=None, /)", null, (self: PyFrameLocals, key, fallback) => {
      const found = find(self, key);
      if (found !== null) return found;
      return store(self, key, fallback) === undefined ? undefined : fallback;
    }),
    pop: method("($self, key, default=<unrepresentable>, /)", null, (self: PyFrameLocals, key, fallback) => {
      const found = slotOf(self.frame, key) < 0 ? find(self, key) : null;
      if (found === null && fallback !== undefined && slotOf(self.frame, key) < 0) return fallback;
      return remove(self, key) === undefined ? undefined : found!;
    }),
    update: rawMethod("($self, other, /, **kwargs)", null, (self: PyFrameLocals, args, kwnames) =>
      update(self, args, kwnames),
    ),
  },
});

function compare(self: PyFrameLocals, other: PyObject, comparison: "__eq__" | "__ne__"): Result {
  if (other instanceof PyFrameLocals) return (self.frame === other.frame) === (comparison === "__eq__");
  return other instanceof PyDict ? richCompare(snapshotOf(self), other, comparison) : NotImplemented;
}

function merged(self: PyFrameLocals, other: PyObject): Result {
  if (!(other instanceof PyDict) && !(other instanceof PyFrameLocals)) return NotImplemented;
  const result = snapshotOf(self);
  const added = other instanceof PyDict ? other : snapshotOf(other);
  for (const [key, value] of added.entriesArray()) must(result.set(key, value));
  return result;
}

function update(self: PyFrameLocals, args: PyObject[], kwnames: KeywordNames): Result {
  const keywords = kwnames ?? [];
  const given = args.length - keywords.length;
  if (given > 1) throw typeError(`update expected at most 1 argument, got ${given}`);
  if (given === 1) must(updateFrom(self, args[0]!));
  keywords.forEach((name, i) => store(self, strFromUtf16(name), args[given + i]!));
  return None;
}

function updateFrom(self: PyFrameLocals, other: PyObject): Result {
  if (!(other instanceof PyDict) && !(other instanceof PyFrameLocals)) {
    return raise(typeError(`'${typeName(other)}' object is not a mapping`));
  }
  const keys = other instanceof PyDict ? makeList(other.keysArray()) : must(iter(other));
  for (const key of iterateOrThrow(keys)) must(store(self, key, must(getItem(other, key))));
  return None;
}
