/**
 * `pyexpat.xmlparser`: parsers as `ParserCreate` makes them (library reference, "XMLParser Objects"; CPython
 * Modules/pyexpat.c).
 */
import { XmlError, XmlErrorCode } from "../../algorithms/xml/error.ts";
import { XmlParser } from "../../algorithms/xml/parser.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, defineType, getset, method } from "../../kernel/define.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, runtimeError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16, utf16Of } from "../../kernel/text.ts";
import { isTrue } from "../../kernel/truth.ts";
import { type PyType, TypeFlag, typeName } from "../../kernel/type.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { intValueOf, toCInt } from "../../protocols/number.ts";
import { badArgument } from "../../objects/bad-argument.ts";
import { bytesLikeOf, toBytesLike } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { decodeText, encodeText } from "../../objects/codecs.ts";
import { makeDict, PyDict } from "../../objects/dict/dict.ts";
import { strOf } from "../../objects/str/text.ts";
import { expatError } from "./errors.ts";
import { HANDLER_NAMES, type HandlerName, PyXmlParser } from "./parser-object.ts";

const READ_SIZE = 2048;

/** The characters of an encoding that expat does not know: one for each byte. Throws. */
function tableOf(name: string): string {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = decodeText(bytes, name, "replace");
  const table = typeof text === "string" ? text : "";
  if (table.length !== 256) throw valueError("multi-byte encodings are not supported");
  return table.replaceAll("\ufffd", "\uffff");
}

/** The ExpatError of what the parser threw; anything else goes on. */
function failure(self: PyXmlParser, caught: unknown): unknown {
  if (!(caught instanceof XmlError)) return caught;
  const { line, column } = self.parser.position();
  return expatError(caught.code, line, column);
}

function feed(self: PyXmlParser, bytes: Uint8Array, final: boolean): void {
  try {
    self.parser.parse(bytes, final);
  } catch (caught) {
    throw failure(self, caught);
  }
}

function parse(self: PyXmlParser, data: PyObject, final: PyObject): Result {
  const isFinal = must(isTrue(final));
  const text = strOf(data);
  if (text !== undefined) self.parser.useUtf8();
  const bytes = text === undefined ? toBytesLike(data) : encodeText(text, "utf-8", "strict");
  feed(self, bytes, isFinal);
  self.flush();
  return 1;
}

const readName = attributeName("read");

function parseFile(self: PyXmlParser, file: PyObject): Result {
  const read = must(getAttributeOrAbsent(file, readName));
  if (read === null) throw typeError("argument must have 'read' attribute");
  for (;;) {
    const data = must(call(read, [READ_SIZE]));
    const bytes = bytesLikeOf(data);
    if (bytes === null) throw typeError(`read() did not return a bytes object (type=${typeName(data)})`);
    if (bytes.length > READ_SIZE)
      throw valueError(
        `read() returned too much data: ${READ_SIZE} bytes requested, ${bytes.length} returned`,
      );
    feed(self, bytes.slice(), bytes.length === 0);
    if (bytes.length === 0) break;
  }
  self.flush();
  return 1;
}

function text(name: string, value: PyObject): string {
  const str = strOf(value);
  if (str === undefined) throw badArgument(name, "argument", "str", value);
  return utf16Of(str);
}

function createEntityParser(self: PyXmlParser, context: PyObject, encoding: PyObject | undefined): Result {
  const name = "ExternalEntityParserCreate";
  const contextText = context === None ? null : text(name, context);
  const child = new PyXmlParser(
    self.parser.entityParser(contextText, encoding === undefined ? null : text(name, encoding)),
    self.intern,
  );
  child.orderedAttributes = self.orderedAttributes;
  child.specifiedAttributes = self.specifiedAttributes;
  child.buffersText = self.buffersText;
  child.bufferSize = self.bufferSize;
  for (const [handlerName, handler] of self.handlers) child.handlers.set(handlerName, handler);
  child.connectAll();
  return child;
}

function setParameterEntityParsing(self: PyXmlParser, flag: PyObject): Result {
  const value = must(toCInt(flag));
  if (self.parser.started || value < 0 || value > 2) return 0;
  self.parser.parameterEntityParsing = value;
  return 1;
}

function useForeignDtd(self: PyXmlParser, flag: PyObject): Result {
  const value = must(isTrue(flag));
  if (self.parser.started) throw failure(self, new XmlError(XmlErrorCode.CANT_CHANGE_FEATURE_ONCE_PARSING));
  self.parser.usesForeignDtd = value;
  return None;
}

// ---- Attributes

const cannotDelete = () => runtimeError("Cannot delete attribute");

function handler(name: HandlerName): Entry {
  return getset(
    null,
    (self: PyXmlParser) => self.handlers.get(name) ?? None,
    (self: PyXmlParser, value) => {
      if (value === undefined) throw cannotDelete();
      self.setHandler(name, value);
      return None;
    },
  );
}

function flag(get: (self: PyXmlParser) => boolean, set: (self: PyXmlParser, value: boolean) => void): Entry {
  return getset(null, get, (self: PyXmlParser, value) => {
    if (value === undefined) throw cannotDelete();
    set(self, must(isTrue(value)));
    return None;
  });
}

function setBufferSize(self: PyXmlParser, value: PyObject | undefined): Result {
  if (value === undefined) throw cannotDelete();
  const size = intValueOf(value);
  if (size === undefined) throw typeError("buffer_size must be an integer");
  if (size <= 0) throw valueError("buffer_size must be greater than zero");
  if (size > 0x7fffffff) throw valueError("buffer_size must not be greater than 2147483647");
  self.flush();
  self.bufferSize = Number(size);
  return None;
}

const position = (key: "line" | "column" | "byte") =>
  getset(null, (self: PyXmlParser) => self.parser.position()[key]);

export const xmlParserType: PyType = defineType("xmlparser", {
  instance: PyXmlParser,
  module: "pyexpat",
  final: true,
  doc: "XML parser",
  flags: TypeFlag.DISALLOW_INSTANTIATION,
  methods: {
    ...Object.fromEntries(HANDLER_NAMES.map((name) => [name, handler(name)])),
    ErrorCode: getset(null, (self: PyXmlParser) => self.parser.errorCode),
    ErrorLineNumber: position("line"),
    ErrorColumnNumber: position("column"),
    ErrorByteIndex: position("byte"),
    CurrentLineNumber: position("line"),
    CurrentColumnNumber: position("column"),
    CurrentByteIndex: position("byte"),
    intern: getset(null, (self: PyXmlParser) => self.intern),
    buffer_size: getset(null, (self: PyXmlParser) => self.bufferSize, setBufferSize),
    buffer_used: getset(null, (self: PyXmlParser) => self.collected.length),
    buffer_text: flag(
      (self) => self.buffersText,
      (self, value) => {
        if (!value) self.flush();
        self.buffersText = value;
      },
    ),
    namespace_prefixes: flag(
      (self) => self.parser.namespaces?.withPrefixes ?? false,
      (self, value) => {
        if (self.parser.namespaces !== null) self.parser.namespaces.withPrefixes = value;
      },
    ),
    ordered_attributes: flag(
      (self) => self.orderedAttributes,
      (self, value) => {
        self.orderedAttributes = value;
      },
    ),
    specified_attributes: flag(
      (self) => self.specifiedAttributes,
      (self, value) => {
        self.specifiedAttributes = value;
      },
    ),
    Parse: method(
      "($self, data, isfinal=False, /)",
      "Parse XML data; `isfinal` says that they are the last.",
      parse,
    ),
    ParseFile: method("($self, file, /)", "Parse all that a binary file has.", parseFile),
    SetBase: method(
      "($self, base, /)",
      "Set the base of relative identifiers.",
      (self: PyXmlParser, base: PyObject) => {
        self.parser.base = text("SetBase", base);
        return None;
      },
    ),
    GetBase: method("($self, /)", "The base of relative identifiers.", (self: PyXmlParser) =>
      self.parser.base === null ? None : strFromUtf16(self.parser.base),
    ),
    GetInputContext: method(
      "($self, /)",
      "The input that caused the current event, and what follows it; None outside of handlers.",
      (self: PyXmlParser) =>
        self.inCallback
          ? makeBytes(
              encodeText(strFromUtf16(self.parser.inputContext()) as string, "utf-8", "surrogatepass"),
            )
          : None,
    ),
    ExternalEntityParserCreate: method(
      "($self, context, encoding=<unrepresentable>, /)",
      "A parser for an external entity, with the handlers of this one.",
      createEntityParser,
    ),
    SetParamEntityParsing: method(
      "($self, flag, /)",
      "Say when parameter entities are parsed; answers whether that could be set.",
      setParameterEntityParsing,
    ),
    UseForeignDTD: method(
      "($self, flag=True, /)",
      "Ask for an external subset of declarations even if the document names none.",
      useForeignDtd,
    ),
    GetReparseDeferralEnabled: method(
      "($self, /)",
      "Whether incomplete tokens may wait for more input. It makes no difference here.",
      (self: PyXmlParser) => self.defersReparsing,
    ),
    SetReparseDeferralEnabled: method(
      "($self, enabled, /)",
      "Say whether incomplete tokens may wait for more input. It makes no difference here.",
      (self: PyXmlParser, enabled: PyObject) => {
        self.defersReparsing = must(isTrue(enabled));
        return None;
      },
    ),
  },
});

/** `pyexpat.ParserCreate()` */
export function createParser(encoding: PyObject, separator: PyObject, intern: PyObject | undefined): Result {
  const optionalText = (name: string, value: PyObject): string | null => {
    if (value === None) return null;
    const str = strOf(value);
    if (str === undefined) throw badArgument("ParserCreate", `argument '${name}'`, "str or None", value);
    return utf16Of(str);
  };
  const encodingName = optionalText("encoding", encoding);
  const separatorText = optionalText("namespace_separator", separator);
  if ((separatorText?.length ?? 0) > 1)
    throw valueError("namespace_separator must be at most one character, omitted, or None");
  if (intern !== undefined && intern !== None && !(intern instanceof PyDict))
    throw typeError("intern must be a dictionary");
  return new PyXmlParser(new XmlParser(encodingName, separatorText, tableOf), intern ?? makeDict());
}
