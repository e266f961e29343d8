/**
 * `pickle.PickleBuffer`: a buffer that pickles may refer to instead of containing it (PEP 574; CPython
 * Objects/picklebufobject.c).
 */
import { defineType, method } from "../../kernel/define.ts";
import { argumentBinder } from "../../kernel/argument-binder.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { bufferError, must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { PyInstance, type PyType, typeName, typeOf } from "../../kernel/type.ts";
import {
  PyMemoryView,
  bytesOfView,
  memoryViewFrom,
  releaseView,
  viewOfMemory,
} from "../../objects/memoryview.ts";

export class PyPickleBuffer extends PyInstance {
  /** null once released. */
  view: PyMemoryView | null = null;
}

function viewIn(self: PyPickleBuffer): PyMemoryView {
  if (self.view === null) throw valueError("operation forbidden on released PickleBuffer object");
  return self.view;
}

const bindNew = argumentBinder("PickleBuffer", "(object, /)");

function newPickleBuffer(type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const [object] = must(bindNew(args, kwnames)) as [PyObject];
  if (typeOf(object).slots.__buffer__ === undefined)
    throw typeError(`a bytes-like object is required, not '${typeName(object)}'`);
  const self = new type.JS() as PyPickleBuffer;
  self.view = memoryViewFrom(object);
  return self;
}

/** A view of the bytes as they lie in memory, whatever their shape; strides in between are refused. Throws. */
export function rawView(self: PyPickleBuffer): PyMemoryView {
  const view = viewIn(self);
  const { layout } = view;
  const reversed = {
    ...layout,
    shape: [...layout.shape].reverse(),
    strides: [...layout.strides].reverse(),
  };
  const fortran = new PyMemoryView(view.owner, view.memory, view.readonly, reversed, null);
  if (!view.isContiguous() && !fortran.isContiguous())
    throw bufferError("cannot extract raw buffer from non-contiguous buffer");
  const bytes = view.isContiguous() ? bytesOfView(view) : bytesOfView(fortran);
  view.exports++;
  return viewOfMemory(view.owner, bytes, {
    format: "B",
    itemsize: 1,
    readonly: view.readonly,
    onRelease: () => {
      view.exports--;
    },
  });
}

function release(self: PyPickleBuffer): Result {
  if (self.view !== null) releaseView(self.view);
  self.view = null;
  return None;
}

export const pickleBufferType: PyType = defineType("PickleBuffer", {
  instance: PyPickleBuffer,
  module: "pickle",
  signature: "(object, /)",
  doc: "Wrapper for potentially out-of-band buffers",
  hasWeakref: true,
  slots: {
    __new__: newPickleBuffer,
    __buffer__: (self: PyPickleBuffer) => memoryViewFrom(viewIn(self)),
  },
  methods: {
    raw: method(
      "($self, /)",
      "A memoryview of the bytes of the buffer; BufferError if they do not lie without gaps.",
      rawView,
    ),
    release: method("($self, /)", "Release the buffer of the wrapped object.", release),
    __release_buffer__: method(
      "($self, buffer, /)",
      "Release a buffer that __buffer__ gave.",
      (_self: PyPickleBuffer, view: PyObject) => {
        if (view instanceof PyMemoryView) releaseView(view);
        return None;
      },
    ),
  },
});
