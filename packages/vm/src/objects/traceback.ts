/**
 * traceback: where an exception passed, innermost last.
 *
 * The interpreter adds one entry per frame while it unwinds (interpreter/unwind.ts). How they are shown is
 * exceptions/.
 */
import { lineAt } from "@pyvm/bytecode";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { defineType, getset } from "../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../kernel/object.ts";
import { raise, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { type PyType, typeName } from "../kernel/type.ts";
import { toIndex } from "../protocols/number.ts";
import { PyFrame } from "./frame.ts";

export class PyTraceback implements HeapObject {
  declare readonly cls: PyType;
  /** The entry of the frame called, towards where the exception was raised. */
  next: PyTraceback | null;
  readonly frame: PyFrame;
  /** Byte offset of the instruction in `co_code`. */
  readonly lasti: number;
  /** −1: not computed yet; see `tracebackLine`. */
  line: number;
  constructor(next: PyTraceback | null, frame: PyFrame, lasti: number, line = -1) {
    this.next = next;
    this.frame = frame;
    this.lasti = lasti;
    this.line = line;
  }
}

/** `tb_lineno`: computed from the location table when first asked for. */
export function tracebackLine(traceback: PyTraceback): number {
  if (traceback.line === -1) traceback.line = lineAt(traceback.frame.code.source, traceback.lasti);
  return traceback.line;
}

export const tracebackType: PyType = defineType("traceback", {
  instance: PyTraceback,
  signature: "(tb_next, tb_frame, tb_lasti, tb_lineno)",
  doc: "Create a new traceback object.",
  final: true,
  slots: { __new__: newTraceback },
  methods: {
    tb_next: getset(null, (self: PyTraceback) => self.next ?? None, setNext),
    tb_frame: getset(null, (self: PyTraceback) => self.frame),
    tb_lasti: getset(null, (self: PyTraceback) => self.lasti),
    tb_lineno: getset(null, (self: PyTraceback) => {
      const line = tracebackLine(self);
      return line < 0 ? None : line;
    }),
  },
});

const bindNew = argumentBinder("traceback", "(tb_next, tb_frame, tb_lasti, tb_lineno)");

function newTraceback(_type: PyType, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bindNew(args, kwnames) as PyObject[] | undefined;
  if (bound === undefined) return undefined;
  const [next, frame, lasti, line] = bound as [PyObject, PyObject, PyObject, PyObject];
  if (next !== None && !(next instanceof PyTraceback)) {
    return raise(typeError(`expected traceback object or None, got '${typeName(next)}'`));
  }
  if (!(frame instanceof PyFrame)) {
    return raise(typeError(`traceback() argument 'tb_frame' must be frame, not ${typeName(frame)}`));
  }
  const offset = toIndex(lasti, "OverflowError");
  const number = offset === undefined ? undefined : toIndex(line, "OverflowError");
  if (number === undefined) return undefined;
  return new PyTraceback(next === None ? null : (next as PyTraceback), frame, offset!, number);
}

function setNext(self: PyTraceback, value: PyObject | undefined): Result {
  if (value === undefined) return raise(typeError("can't delete tb_next attribute"));
  if (value === None) {
    self.next = null;
    return None;
  }
  if (!(value instanceof PyTraceback))
    return raise(typeError(`expected traceback object or None, got '${typeName(value)}'`));
  for (let entry: PyTraceback | null = value; entry !== null; entry = entry.next) {
    if (entry === self) return raise(valueError("traceback loop detected"));
  }
  self.next = value;
  return None;
}
