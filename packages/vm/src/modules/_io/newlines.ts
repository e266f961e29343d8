/**
 * Universal newlines: translating line endings piece by piece, and finding the end of a line.
 */
import { argumentBinder } from "../../kernel/argument-binder.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType, getset, method } from "../../kernel/define.ts";
import type { HeapObject, KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import type { PyStr } from "../../kernel/text.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, isInstance, strType, typeName } from "../../kernel/type.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { PyTuple, makeTuple } from "../../objects/tuple.ts";
import { callMethod } from "../../protocols/call.ts";
import { toIndex } from "../../protocols/number.ts";
import { exactStr } from "../../protocols/repr.ts";

const SEEN = { CR: 1, LF: 2, CRLF: 4 } as const;

/** Turns `\r\n` and `\r` into `\n`, also across pieces, and remembers which kinds it saw. */
export class NewlineTranslator {
  readonly translate: boolean;
  pendingReturn = false;
  seen = 0;
  constructor(translate: boolean) {
    this.translate = translate;
  }

  /** A `\r` at the end waits for what follows, unless this is the last piece. */
  push(piece: string, final: boolean): string {
    let text = piece;
    if (this.pendingReturn && (text !== "" || final)) {
      text = "\r" + text;
      this.pendingReturn = false;
    }
    if (text.endsWith("\r") && !final) {
      text = text.slice(0, -1);
      this.pendingReturn = true;
    }
    if (!text.includes("\r")) {
      if (text.includes("\n")) this.seen |= SEEN.LF;
      return text;
    }
    for (const [ending] of text.matchAll(/\r\n|\r|\n/g)) {
      this.seen |= ending === "\r\n" ? SEEN.CRLF : ending === "\r" ? SEEN.CR : SEEN.LF;
    }
    return this.translate ? text.replace(/\r\n?/g, "\n") : text;
  }

  /** The `newlines` attribute: None, a str, or a tuple of them. */
  get newlines(): PyObject {
    const kinds: string[] = [];
    if ((this.seen & SEEN.CR) !== 0) kinds.push("\r");
    if ((this.seen & SEEN.LF) !== 0) kinds.push("\n");
    if ((this.seen & SEEN.CRLF) !== 0) kinds.push("\r\n");
    if (kinds.length === 0) return None;
    return kinds.length === 1 ? kinds[0]! : makeTuple(kinds);
  }
}

/**
 * Where the line that starts at `from` ends (exclusive); −1: not in this text. `ending` is a fixed line ending, or ""
 * for any of the three.
 */
export function endOfLine(text: string, from: number, ending: string): number {
  if (ending !== "") {
    const found = text.indexOf(ending, from);
    return found < 0 ? -1 : found + ending.length;
  }
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) return i + 1;
    if (unit === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return -1;
}

/** The `newline` argument of text streams. */
export type NewlineMode = {
  /** As given. */
  readonly argument: string | null;
  readonly translate: boolean;
  readonly universal: boolean;
  /** What lines end with when reading: "" for any kind. */
  readonly readEnding: string;
  /** What `\n` becomes when writing. */
  readonly writeEnding: string;
};

export function newlineMode(newline: PyObject): NewlineMode {
  if (newline !== None && !isInstance(newline, strType)) {
    throw typeError(`illegal newline type: ${typeName(newline)}`);
  }
  const argument = newline === None ? null : utf16Of(exactStr(newline) as string | PyStr);
  if (argument !== null && !["", "\n", "\r", "\r\n"].includes(argument)) {
    throw valueError(`illegal newline value: ${argument}`);
  }
  const universal = argument === null || argument === "";
  return {
    argument,
    universal,
    translate: argument === null,
    readEnding: argument === null ? "\n" : argument,
    writeEnding: argument === null || argument === "" ? "\n" : argument,
  };
}

// ---- the Python type

class PyIncrementalNewlineDecoder implements HeapObject {
  declare readonly cls: PyType;
  decoder: PyObject = None;
  translator = new NewlineTranslator(false);
}

const bind = argumentBinder("IncrementalNewlineDecoder", "(decoder, translate, errors='strict')");

function initialize(self: PyIncrementalNewlineDecoder, args: PyObject[], kwnames: KeywordNames): Result {
  const bound = bind(args, kwnames) as [PyObject, PyObject] | undefined;
  if (bound === undefined) return undefined;
  self.decoder = bound[0];
  self.translator = new NewlineTranslator(must(isTrue(bound[1])));
  return None;
}

function decode(self: PyIncrementalNewlineDecoder, input: PyObject, final: PyObject): Result {
  const last = must(isTrue(final));
  const decoded =
    self.decoder === None ? input : must(callMethod(self.decoder, attributeName("decode"), [input, last]));
  if (!isInstance(decoded, strType)) {
    throw typeError(`decoder should return a string result, not '${typeName(decoded)}'`);
  }
  return strFromUtf16(self.translator.push(utf16Of(exactStr(decoded) as string | PyStr), last));
}

function getState(self: PyIncrementalNewlineDecoder): Result {
  let [bytes, flag]: [PyObject, number] = [makeBytes(new Uint8Array(0)), 0];
  if (self.decoder !== None) {
    const state = must(callMethod(self.decoder, attributeName("getstate"), []));
    if (!(state instanceof PyTuple) || state.items.length !== 2) throw typeError("illegal decoder state");
    bytes = state.items[0]!;
    flag = must(toIndex(state.items[1]!));
  }
  return makeTuple([bytes, flag * 2 + Number(self.translator.pendingReturn)]);
}

function setState(self: PyIncrementalNewlineDecoder, state: PyObject): Result {
  if (!(state instanceof PyTuple) || state.items.length !== 2)
    throw typeError("state argument must be a tuple");
  const flag = must(toIndex(state.items[1]!));
  self.translator.pendingReturn = flag % 2 === 1;
  if (self.decoder === None) return None;
  return callMethod(self.decoder, attributeName("setstate"), [
    makeTuple([state.items[0]!, Math.floor(flag / 2)]),
  ]);
}

export const incrementalNewlineDecoderType = defineType("IncrementalNewlineDecoder", {
  instance: PyIncrementalNewlineDecoder,
  module: "_io",
  signature: "(decoder, translate, errors='strict')",
  doc: "A decoder that translates line endings behind another one.",
  slots: { __new__: (type) => new type.JS(), __init__: initialize },
  methods: {
    decode: method("($self, /, input, final=False)", "Decode a piece.", decode),
    getstate: method("($self, /)", "The state.", getState),
    setstate: method("($self, state, /)", "Set the state.", setState),
    reset: method("($self, /)", "Start anew.", (self: PyIncrementalNewlineDecoder) => {
      self.translator.pendingReturn = false;
      self.translator.seen = 0;
      return self.decoder === None ? None : callMethod(self.decoder, attributeName("reset"), []);
    }),
    newlines: getset(
      "The kinds of line endings seen.",
      (self: PyIncrementalNewlineDecoder) => self.translator.newlines,
    ),
  },
});
