/**
 * The state of a parser object, and the calls of its handlers (CPython Modules/pyexpat.c).
 *
 * Character data may be collected: then one call tells of all that comes without anything else in between.
 */
import type { ContentModel } from "../../algorithms/xml/dtd.ts";
import type { XmlEvents } from "../../algorithms/xml/events.ts";
import { XmlParser } from "../../algorithms/xml/parser.ts";
import { call } from "../../kernel/invoke.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { PyInstance } from "../../kernel/type.ts";
import { toInteger } from "../../protocols/number.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";

export class PyXmlParser extends PyInstance {
  parser: XmlParser;
  intern: PyObject;
  readonly handlers = new Map<HandlerName, PyObject>();
  orderedAttributes = false;
  specifiedAttributes = false;
  buffersText = false;
  defersReparsing = true;
  bufferSize = 8192;
  /** Character data that was not told of yet. */
  collected = "";
  /** A handler is being called. */
  inCallback = false;

  constructor(parser: XmlParser = new XmlParser(null, null, () => ""), intern: PyObject = None) {
    super();
    this.parser = parser;
    this.intern = intern;
  }

  /** Tell of collected character data. */
  flush(): void {
    if (this.collected === "") return;
    const text = this.collected;
    this.collected = "";
    this.callHandler("CharacterDataHandler", [text]);
  }

  /** Call a handler, collected character data first. */
  private invoke(name: HandlerName, args: readonly Argument[]): PyObject {
    this.flush();
    return this.callHandler(name, args);
  }

  private callHandler(name: HandlerName, args: readonly Argument[]): PyObject {
    const handler = this.handlers.get(name);
    if (handler === undefined) return None;
    const before = this.inCallback;
    this.inCallback = true;
    const result = must(call(handler, args.map(toPython)));
    this.inCallback = before;
    return result;
  }

  setHandler(name: HandlerName, handler: PyObject): void {
    if (name === "CharacterDataHandler") this.flush();
    if (handler === None) this.handlers.delete(name);
    else this.handlers.set(name, handler);
    this.connect(name);
  }

  /** Have the parser tell, or not tell, what a handler is for. */
  private connect(name: HandlerName): void {
    const { events } = this.parser;
    const isSet = this.handlers.has(name);
    const connect = CONNECTIONS[name];
    connect(events, isSet ? (...args) => this.invoke(name, args) : null, this);
  }

  connectAll(): void {
    for (const name of this.handlers.keys()) this.connect(name);
  }

  /** Character data, collected or told of at once. */
  takeCharacters(text: string): void {
    if (!this.buffersText) {
      this.invoke("CharacterDataHandler", [text]);
      return;
    }
    if (this.collected.length + text.length > this.bufferSize) this.flush();
    if (text.length > this.bufferSize) this.callHandler("CharacterDataHandler", [text]);
    else this.collected += text;
  }

  attributes(pairs: readonly string[], specified: number): PyObject {
    const given = this.specifiedAttributes ? pairs.slice(0, 2 * specified) : pairs;
    if (this.orderedAttributes) return makeList(given.map(strFromUtf16));
    const dict = makeDict();
    for (let i = 0; i < given.length; i += 2)
      must(dict.set(strFromUtf16(given[i]!), strFromUtf16(given[i + 1]!)));
    return dict;
  }
}

type Argument = string | number | boolean | null | PyObject;
type Invoke = (...args: Argument[]) => PyObject;

/** JavaScript text, null and flags as handlers get them. */
function toPython(argument: Argument): PyObject {
  if (argument === null) return None;
  if (typeof argument === "string") return strFromUtf16(argument);
  return typeof argument === "boolean" ? Number(argument) : argument;
}

function modelTuple({ type, quantifier, name, children }: ContentModel): PyObject {
  return makeTuple([type, quantifier, toPython(name), makeTuple(children.map(modelTuple))]);
}

const succeeded = (result: PyObject): boolean => must(toInteger(result)) !== 0;

type Connect = (events: XmlEvents, invoke: Invoke | null, self: PyXmlParser) => void;

/** A handler whose arguments are those of the event. */
function direct<Name extends keyof XmlEvents>(name: Name): Connect {
  return (events, invoke) => {
    events[name] = (invoke ?? undefined) as XmlEvents[Name];
  };
}

/** By handler: how the parser's event becomes its call. */
const CONNECTIONS = {
  StartElementHandler: (events, invoke, self) => {
    events.startElement =
      invoke === null
        ? undefined
        : (name, pairs, specified) => {
            self.flush();
            invoke(name, self.attributes(pairs, specified));
          };
  },
  EndElementHandler: direct("endElement"),
  ProcessingInstructionHandler: direct("processingInstruction"),
  CharacterDataHandler: (events, invoke, self) => {
    events.characterData = invoke === null ? undefined : (text) => self.takeCharacters(text);
  },
  UnparsedEntityDeclHandler: direct("unparsedEntityDeclaration"),
  NotationDeclHandler: direct("notationDeclaration"),
  StartNamespaceDeclHandler: direct("startNamespace"),
  EndNamespaceDeclHandler: direct("endNamespace"),
  CommentHandler: direct("comment"),
  StartCdataSectionHandler: direct("startCdata"),
  EndCdataSectionHandler: direct("endCdata"),
  DefaultHandler: (events, invoke) => {
    events.other = invoke ?? undefined;
    events.expandsEntities = false;
  },
  DefaultHandlerExpand: (events, invoke) => {
    events.other = invoke ?? undefined;
    events.expandsEntities = true;
  },
  NotStandaloneHandler: (events, invoke) => {
    events.notStandalone = invoke === null ? undefined : () => succeeded(invoke());
  },
  ExternalEntityRefHandler: (events, invoke) => {
    events.externalEntity = invoke === null ? undefined : (...args) => succeeded(invoke(...args));
  },
  StartDoctypeDeclHandler: direct("startDoctype"),
  EndDoctypeDeclHandler: direct("endDoctype"),
  EntityDeclHandler: (events, invoke) => {
    events.entityDeclaration =
      invoke === null
        ? undefined
        : (name, isParameter, value, ids, notation) =>
            void invoke(name, isParameter, value, ...ids, notation);
  },
  XmlDeclHandler: direct("xmlDeclaration"),
  ElementDeclHandler: (events, invoke) => {
    events.elementDeclaration =
      invoke === null ? undefined : (name, model) => void invoke(name, modelTuple(model));
  },
  AttlistDeclHandler: direct("attlistDeclaration"),
  SkippedEntityHandler: direct("skippedEntity"),
} satisfies Record<string, Connect>;

export type HandlerName = keyof typeof CONNECTIONS;
export const HANDLER_NAMES = Object.keys(CONNECTIONS) as HandlerName[];
