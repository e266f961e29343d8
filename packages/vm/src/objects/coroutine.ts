/**
 * coroutine, and the iterator that its `__await__` gives (coroutine_wrapper).
 */
import { defineType, getset, rawMethod, method } from "../kernel/define.ts";
import type { HeapObject, PyObject } from "../kernel/object.ts";
import { None } from "../kernel/singletons.ts";
import type { PyType } from "../kernel/type.ts";
import { type PyFrame, currentFrame, frameLine } from "./frame.ts";
import {
  PyGeneratorBase,
  RUNNING,
  closeGenerator,
  frameAttributes,
  nextFromGenerator,
  reprAs,
  resumingMethods,
  sendToGenerator,
  sharedAttributes,
  throwArguments,
  throwIntoGenerator,
} from "./generator.ts";
import { makeTuple } from "./tuple.ts";

export class PyCoroutine extends PyGeneratorBase {
  /** `cr_origin`: where it was created, when sys.set_coroutine_origin_tracking_depth() asks for it. */
  declare origin: PyObject;
  constructor(frame: PyFrame, origin: PyObject) {
    super(frame);
    this.origin = origin;
  }
  get kind(): string {
    return "coroutine";
  }
}

/** How many frames the origin of a coroutine has. */
export const originTracking = { depth: 0 };

/** The innermost frames of whoever creates a coroutine now, which is the running frame: `cr_origin`. */
export function coroutineOrigin(): PyObject {
  if (originTracking.depth === 0) return None;
  const places: PyObject[] = [];
  let frame = currentFrame()?.back ?? null;
  for (; frame !== null && places.length < originTracking.depth; frame = frame.back)
    places.push(makeTuple([frame.code.filename, frameLine(frame), frame.code.name]));
  return makeTuple(places);
}

export const coroutineType: PyType = defineType("coroutine", {
  instance: PyCoroutine,
  final: true,
  hasWeakref: true,
  slots: {
    __repr__: reprAs("coroutine"),
    __await__: (self: PyCoroutine) => new PyCoroutineWrapper(self),
  },
  methods: {
    ...sharedAttributes("coroutine"),
    ...resumingMethods("coroutine"),
    ...frameAttributes("cr", "cr_await"),
    cr_running: getset(null, (self: PyCoroutine) => self.state === RUNNING),
    cr_origin: getset(null, (self: PyCoroutine) => self.origin),
  },
});

/** What `coroutine.__await__()` returns. */
export class PyCoroutineWrapper implements HeapObject {
  declare readonly cls: PyType;
  readonly coroutine: PyCoroutine;
  constructor(coroutine: PyCoroutine) {
    this.coroutine = coroutine;
  }
  /** See `stopIterationOf`. */
  get returned(): PyObject | undefined {
    return this.coroutine.returned;
  }
  set returned(value: PyObject | undefined) {
    this.coroutine.returned = value;
  }
}

export const coroutineWrapperType: PyType = defineType("coroutine_wrapper", {
  instance: PyCoroutineWrapper,
  final: true,
  doc: "A wrapper object implementing __await__ for coroutines.",
  slots: {
    __iter__: (self: PyCoroutineWrapper) => self,
    __next__: (self: PyCoroutineWrapper) => nextFromGenerator(self.coroutine),
  },
  methods: {
    send: method("($self, value, /)", "Send a value into the coroutine.", (self: PyCoroutineWrapper, value) =>
      sendToGenerator(self.coroutine, value),
    ),
    throw: rawMethod(
      "($self, type, value=None, traceback=None, /)",
      "Raise an exception inside the coroutine.",
      (self: PyCoroutineWrapper, args, kwnames) => {
        const given = throwArguments("throw", args, kwnames);
        return given === undefined ? undefined : throwIntoGenerator(self.coroutine, given, "close");
      },
    ),
    close: method("($self, /)", "Raise GeneratorExit inside the coroutine.", (self: PyCoroutineWrapper) =>
      closeGenerator(self.coroutine),
    ),
  },
});
