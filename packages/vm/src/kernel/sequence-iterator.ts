/**
 * The iterator of objects that have `__getitem__` only (`iterator`), as data. Its slots: objects/iterators.ts.
 */
import type { HeapObject, PyObject } from "./object.ts";
import { type PyType, createTypeShell } from "./type.ts";

export class PySequenceIterator implements HeapObject {
  declare readonly cls: PyType;
  /** null once exhausted. */
  sequence: PyObject | null;
  index = 0;
  constructor(sequence: PyObject) {
    this.sequence = sequence;
  }
}

export const sequenceIteratorType = createTypeShell("iterator", { instance: PySequenceIterator });
