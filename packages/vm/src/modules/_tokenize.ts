/**
 * `_tokenize`: the parser's tokenizer as an iterator over a readline function, for `tokenize`.
 *
 * All lines are read at the first step; tokens in front of an error come before it is raised.
 */
import { exceptionFrom } from "../interpreter/compile.ts";
import { attributeName } from "../kernel/attribute-name.ts";
import { argumentBinder } from "../kernel/argument-binder.ts";
import { CompileFailure, type SourceToken, compiler } from "../kernel/compiler-hook.ts";
import { defineModule, defineType } from "../kernel/define.ts";
import { type PyBaseException, exceptionTypes, isInstanceOfException } from "../kernel/exceptions.ts";
import { EXHAUSTED, type Exhausted, type HeapObject, type PyObject } from "../kernel/object.ts";
import { UNWINDING, must, pendingException, takePending, typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { isTrue } from "../kernel/truth.ts";
import type { PyType } from "../kernel/type.ts";
import { PyBytes } from "../objects/bytes.ts";
import { textOf } from "../objects/item-array.ts";
import { strOf } from "../objects/str/text.ts";
import { makeTuple } from "../objects/tuple.ts";
import { setAttribute } from "../protocols/attribute.ts";
import { call, callMethod } from "../protocols/call.ts";

class PyTokenizerIter implements HeapObject {
  declare readonly cls: PyType;
  readonly readline: PyObject;
  /** null: lines are text. */
  readonly encoding: string | null;
  /** Comments and line breaks that mean nothing are tokens too. */
  readonly extraTokens: boolean;
  tokens: Iterator<SourceToken> | null = null;
  constructor(readline: PyObject, encoding: string | null, extraTokens: boolean) {
    this.readline = readline;
    this.encoding = encoding;
    this.extraTokens = extraTokens;
  }
}

/** The whole source, line by line until the function is at its end. */
function sourceOf(self: PyTokenizerIter): string {
  let source = "";
  for (;;) {
    const line = nextLine(self);
    if (line === "") return source;
    source += line;
  }
}

function nextLine({ readline, encoding }: PyTokenizerIter): string {
  const line = call(readline, []);
  if (line === undefined) {
    if (!isInstanceOfException(pendingException(), exceptionTypes.StopIteration)) throw UNWINDING;
    takePending();
    return "";
  }
  if (encoding === null) {
    const text = strOf(line);
    if (text === undefined) throw typeError("readline() returned a non-string object");
    return textOf(text);
  }
  if (!(line instanceof PyBytes)) throw typeError("readline() returned a non-bytes object");
  return textOf(must(callMethod(line, attributeName("decode"), [encoding, "replace"])));
}

const COMMENT = 65;
const NL = 66;

function next(self: PyTokenizerIter): PyObject | Exhausted {
  self.tokens ??= compiler().tokens(sourceOf(self))[Symbol.iterator]();
  for (;;) {
    const step = stepOf(self.tokens);
    if (step.done === true) return EXHAUSTED;
    const { type, string, start, end, line } = step.value;
    if (!self.extraTokens && (type === COMMENT || type === NL)) continue;
    return makeTuple([
      type,
      strFromUtf16(string),
      makeTuple([...start]),
      makeTuple([...end]),
      strFromUtf16(line),
    ]);
  }
}

function stepOf(tokens: Iterator<SourceToken>): IteratorResult<SourceToken> {
  try {
    return tokens.next();
  } catch (error) {
    if (error instanceof CompileFailure) throw tokenizeError(error);
    throw error;
  }
}

/** An unexpected end has a place, but not among its arguments. */
function tokenizeError(failure: CompileFailure): PyBaseException {
  if (failure.text !== null) return exceptionFrom(new CompileFailure({ ...failure, filename: "<string>" }));
  const error = must(call(exceptionTypes[failure.type], [strFromUtf16(failure.message)])) as PyBaseException;
  must(setAttribute(error, attributeName("lineno"), failure.lineno ?? None));
  must(setAttribute(error, attributeName("offset"), failure.offset ?? None));
  return error;
}

const bind = argumentBinder("tokenizeriter", "(readline, /, *, extra_tokens, encoding=None)");

const tokenizerIterType = defineType("TokenizerIter", {
  instance: PyTokenizerIter,
  module: "_tokenize",
  slots: {
    __new__: (type, args, kwnames) => {
      const [readline, extraTokens, encoding] = must(bind(args, kwnames)) as [PyObject, PyObject, PyObject];
      const name = strOf(encoding);
      return new type.JS(readline, name === undefined ? null : textOf(name), must(isTrue(extraTokens)));
    },
    __iter__: (self) => self,
    __next__: next,
  },
});

export const tokenizeModule = defineModule("_tokenize", { types: [tokenizerIterType] });
