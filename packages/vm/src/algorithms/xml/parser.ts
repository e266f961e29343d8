/**
 * A parser of XML documents that come in pieces, which tells what it finds (XML 1.0, Namespaces in XML; the behaviour is
 * that of expat's xmlparse.c).
 *
 * The text that has come is kept until a whole token stands in it; only then anything is told. Each state is a method
 * that takes one token. Conditional sections of external subsets are not supported.
 */
import { type AttributeDeclaration, DeclarationReader, Dtd, type Entity } from "./dtd.ts";
import { INCOMPLETE, IncompleteToken, XmlError, XmlErrorCode } from "./error.ts";
import type { XmlEvents } from "./events.ts";
import { type EncodingTable, XmlInput } from "./input.ts";
import {
  NAME,
  NO_CHARACTER,
  PLAIN_DATA,
  PREDEFINED,
  isNameStart,
  isSpace,
  normalizeLines,
  referencedCharacter,
} from "./names.ts";
import { type Declaration, Namespaces } from "./namespaces.ts";

export const PARAMETER_ENTITIES_NEVER = 0;
export const PARAMETER_ENTITIES_UNLESS_STANDALONE = 1;

type OpenElement = {
  /** As in the document, and as it is told. */
  readonly raw: string;
  readonly name: string;
  readonly declarations: readonly Declaration[];
  readonly undo: (() => void) | null;
};

type Attribute = { readonly name: string; readonly value: string; readonly at: number };
type Doctype = { readonly name: string; systemId: string | null; publicId: string | null };
type Kind = "document" | "entity" | "declarations";

export class XmlParser {
  readonly events: XmlEvents = { expandsEntities: true };
  base: string | null = null;
  parameterEntityParsing = PARAMETER_ENTITIES_NEVER;
  usesForeignDtd = false;
  readonly namespaces: Namespaces | null;
  dtd = new Dtd();
  /** The error that ended parsing. */
  errorCode = 0;
  started = false;
  finished = false;

  private input: XmlInput;
  private readonly tableOf: EncodingTable;
  private protocolEncoding: string | null;
  private kind: Kind = "document";
  private text = "";
  private at = 0;
  private final = false;
  private state: () => void = () => this.beginning();
  private readonly open: OpenElement[] = [];
  private sawRoot = false;
  private inCdata = false;
  private doctype: Doctype | null = null;
  /** Depth of replaced entities; positions are those of the outermost reference. */
  private expansions = 0;
  private eventAt = 0;
  /** The place up to which lines were counted. */
  private readonly mark = { at: 0, line: 1, column: 0, byte: 0 };

  constructor(encoding: string | null, separator: string | null, tableOf: EncodingTable) {
    this.tableOf = tableOf;
    this.protocolEncoding = encoding;
    this.input = new XmlInput(encoding, tableOf);
    this.namespaces = separator === null ? null : new Namespaces(separator);
  }

  /** The parser of an external entity that this one refers to. */
  entityParser(context: string | null, encoding: string | null): XmlParser {
    const child = new XmlParser(encoding, this.namespaces?.separator ?? null, this.tableOf);
    child.dtd = this.dtd;
    child.parameterEntityParsing = this.parameterEntityParsing;
    child.kind = context === null ? "declarations" : "entity";
    child.namespaces?.restore((context ?? "").split("\f"));
    return child;
  }

  /** UTF-8 follows, whatever the document says. */
  useUtf8(): void {
    if (this.started) return;
    this.protocolEncoding = "utf-8";
    this.input = new XmlInput("utf-8", this.tableOf);
  }

  /** Take the next piece. Throws XmlError, and whatever the events throw. */
  parse(bytes: Uint8Array, final: boolean): void {
    if (this.finished) throw this.fail(new XmlError(XmlErrorCode.FINISHED));
    this.started = true;
    try {
      this.text += this.input.decode(bytes, final);
      this.final = final;
      this.run();
      if (final) this.end();
      this.trim();
    } catch (caught) {
      this.finished = true;
      if (caught instanceof XmlError) throw this.fail(caught);
      throw caught;
    }
    this.finished = final;
  }

  private fail(error: XmlError): XmlError {
    this.errorCode = error.code;
    if (error.index !== null && this.expansions === 0) this.eventAt = error.index;
    return error;
  }

  /** Take tokens as long as there are whole ones. */
  private run(): void {
    while (this.at < this.text.length || this.state === this.prologueState) {
      const before = this.at;
      if (this.expansions === 0) this.eventAt = this.at;
      try {
        this.state();
      } catch (caught) {
        if (!(caught instanceof IncompleteToken)) throw caught;
        this.at = before;
        if (this.final) throw this.incomplete();
        return;
      }
      if (this.at === before && this.at >= this.text.length) return;
    }
    if (this.expansions === 0) this.eventAt = this.at;
  }

  private incomplete(): XmlError {
    if (this.inCdata) return new XmlError(XmlErrorCode.UNCLOSED_CDATA_SECTION);
    return new XmlError(XmlErrorCode.UNCLOSED_TOKEN, this.at);
  }

  private end(): void {
    if (this.inCdata) throw new XmlError(XmlErrorCode.UNCLOSED_CDATA_SECTION);
    if (this.kind === "declarations") return;
    if (this.kind === "entity") {
      if (this.open.length > 0) throw new XmlError(XmlErrorCode.ASYNC_ENTITY, this.at);
      return;
    }
    if (!this.sawRoot || this.open.length > 0) throw new XmlError(XmlErrorCode.NO_ELEMENTS, this.at);
  }

  /** Forget text that was told of, keeping count of lines. */
  private trim(): void {
    this.moveMark(this.at);
    this.text = this.text.slice(this.at);
    this.mark.at = 0;
    this.at = 0;
    this.eventAt = 0;
  }

  // ---- Positions

  /** Line (1-based), column (code points) and byte of the token that is told of, or of the error. */
  position(): { line: number; column: number; byte: number } {
    this.moveMark(this.eventAt);
    return this.mark;
  }

  private moveMark(to: number): void {
    const { mark, text } = this;
    if (to < mark.at) return;
    const passed = text.slice(mark.at, to);
    mark.byte += this.input.byteLength(passed);
    for (const character of passed) {
      if (character === "\n" && mark.at > 0 && text[mark.at - 1] === "\r") {
        mark.at++;
        continue;
      }
      mark.at += character.length;
      if (character === "\n" || character === "\r") {
        mark.line++;
        mark.column = 0;
      } else mark.column++;
    }
  }

  /** The text from the token that is told of on. */
  inputContext(): string {
    return this.text.slice(this.eventAt);
  }

  // ---- Scanning

  private startsWith(literal: string): boolean {
    const rest = this.text.slice(this.at, this.at + literal.length);
    if (rest === literal) return true;
    if (rest.length < literal.length && literal.startsWith(rest)) throw INCOMPLETE;
    return false;
  }

  /** The index behind the next occurrence of a mark; checks the characters before it. */
  private behind(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    const end = found < 0 ? this.text.length : found;
    const wrong = NO_CHARACTER.exec(this.text.slice(from, end));
    if (wrong !== null) throw new XmlError(XmlErrorCode.INVALID_TOKEN, from + wrong.index);
    if (found < 0) throw INCOMPLETE;
    return found + mark.length;
  }

  private character(index: number): string {
    if (index >= this.text.length) throw INCOMPLETE;
    return this.text[index]!;
  }

  private skipSpace(index: number): number {
    while (isSpace(this.character(index))) index++;
    return index;
  }

  /** The name at an index, whose end is certain. */
  private nameAt(index: number): string {
    this.character(index);
    NAME.lastIndex = index;
    const found = NAME.exec(this.text);
    if (found === null) throw new XmlError(XmlErrorCode.INVALID_TOKEN, index);
    if (index + found[0].length >= this.text.length) throw INCOMPLETE;
    return found[0];
  }

  private other(raw: string): void {
    this.events.other?.(normalizeLines(raw));
  }

  /** Pass a declaration to the default handler, which gets its tokens one by one. */
  private otherTokens(raw: string): void {
    if (this.events.other === undefined) return;
    for (const token of raw.match(/<![A-Z]*|\s+|"[^"]*"|'[^']*'|[[\]>]|[^\s"'<>[\]]+/g) ?? [])
      this.other(token);
  }

  /** Take text up to an index and pass it to the default handler. */
  private takeOther(to: number): void {
    const raw = this.text.slice(this.at, to);
    this.at = to;
    this.other(raw);
  }

  // ---- Before the root element

  private readonly prologueState = () => this.prologue();
  private readonly contentState = () => this.content();
  private readonly epilogueState = () => this.epilogue();
  private readonly subsetState = () => this.subset();

  private beginning(): void {
    const following = this.text.slice(this.at, this.at + 6);
    if (following.length < 6 && "<?xml ".startsWith(following) && !this.final) throw INCOMPLETE;
    if (/^<\?xml[ \t\r\n]/.test(following)) this.xmlDeclaration();
    this.state =
      this.kind === "document"
        ? this.prologueState
        : this.kind === "entity"
          ? this.contentState
          : this.subsetState;
  }

  private xmlDeclaration(): void {
    const end = this.behind("?>", this.at);
    const raw = this.text.slice(this.at, end);
    const external = this.kind !== "document";
    const match =
      /^<\?xml(?:\s+version\s*=\s*(["'])([-a-zA-Z0-9_.:]+)\1)?(?:\s+encoding\s*=\s*(["'])([A-Za-z][-A-Za-z0-9._]*)\3)?(?:\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>$/.exec(
        raw,
      );
    const isWrong =
      match === null ||
      (external ? match[4] === undefined || match[6] !== undefined : match[2] === undefined);
    if (isWrong)
      throw new XmlError(
        external ? XmlErrorCode.TEXT_DECL : XmlErrorCode.XML_DECL,
        this.declarationFault(raw),
      );
    const [, , version, , encoding, , standalone] = match;
    if (standalone === "yes") this.dtd.standalone = true;
    this.at = end;
    const { xmlDeclaration } = this.events;
    if (xmlDeclaration === undefined || (external && this.events.xmlDeclaration === undefined))
      this.other(raw);
    else
      xmlDeclaration(
        version ?? null,
        encoding ?? null,
        standalone === undefined ? -1 : standalone === "yes" ? 1 : 0,
      );
    this.checkEncoding(encoding);
  }

  private declarationFault(raw: string): number {
    const good =
      /^<\?xml(?:\s+version\s*=\s*(?:"[^"<]*"|'[^'<]*'))?(?:\s+encoding\s*=\s*(?:"[^"<]*"|'[^'<]*'))?(?:\s+standalone\s*=\s*(?:"[^"<]*"|'[^'<]*'))?\s*/.exec(
        raw,
      );
    return this.at + (good?.[0].length ?? 0);
  }

  /** UTF-16 and bytes cannot be taken for one another. */
  private checkEncoding(declared: string | undefined): void {
    if (declared === undefined || this.protocolEncoding !== null) return;
    const wide = this.input.encoding === "utf-16le" || this.input.encoding === "utf-16be";
    if (/^utf-?16/i.test(declared) !== wide && this.input.encoding !== "single-byte")
      throw new XmlError(XmlErrorCode.INCORRECT_ENCODING);
  }

  private prologue(): void {
    if (this.at >= this.text.length) return;
    const character = this.text[this.at]!;
    if (isSpace(character)) return this.takeOther(this.endOfSpace());
    if (character !== "<")
      throw new XmlError(
        this.isInvalid(character) ? XmlErrorCode.INVALID_TOKEN : XmlErrorCode.SYNTAX,
        this.at,
      );
    if (this.commentOrInstruction()) return;
    if (this.startsWith("<!DOCTYPE")) {
      if (this.doctype !== null) throw new XmlError(XmlErrorCode.SYNTAX, this.at);
      return this.beginDoctype();
    }
    const next = this.character(this.at + 1);
    if (next === "!" || !isNameStart(next))
      throw new XmlError(
        next === "/"
          ? XmlErrorCode.INVALID_TOKEN
          : next === "!"
            ? XmlErrorCode.SYNTAX
            : XmlErrorCode.INVALID_TOKEN,
        next === "!" ? this.at : this.at + 1,
      );
    if (this.usesForeignDtd && this.doctype === null) this.readForeignDtd();
    this.state = this.contentState;
    this.content();
  }

  private isInvalid(character: string): boolean {
    return NO_CHARACTER.test(character);
  }

  private endOfSpace(): number {
    let index = this.at;
    while (index < this.text.length && isSpace(this.text[index]!)) index++;
    return index;
  }

  private epilogue(): void {
    const character = this.text[this.at]!;
    if (isSpace(character)) return this.takeOther(this.endOfSpace());
    if (character !== "<" || !this.commentOrInstruction())
      throw new XmlError(
        this.isInvalid(character) ? XmlErrorCode.INVALID_TOKEN : XmlErrorCode.JUNK_AFTER_DOC_ELEMENT,
        this.at,
      );
  }

  /** A comment or processing instruction, if one stands here. */
  private commentOrInstruction(): boolean {
    if (this.startsWith("<!--")) {
      this.comment();
      return true;
    }
    if (!this.startsWith("<?")) return false;
    this.instruction();
    return true;
  }

  private comment(): void {
    const dashes = this.behind("--", this.at + 4);
    if (this.character(dashes) !== ">") throw new XmlError(XmlErrorCode.INVALID_TOKEN, dashes);
    const raw = this.text.slice(this.at, dashes + 1);
    this.at = dashes + 1;
    if (this.events.comment === undefined) this.other(raw);
    else this.events.comment(normalizeLines(raw.slice(4, -3)));
  }

  private instruction(): void {
    const target = this.nameAt(this.at + 2);
    const behindTarget = this.at + 2 + target.length;
    if (target.toLowerCase() === "xml")
      throw target === "xml"
        ? new XmlError(XmlErrorCode.MISPLACED_XML_PI, this.at)
        : new XmlError(XmlErrorCode.INVALID_TOKEN, behindTarget);
    const next = this.character(behindTarget);
    if (!isSpace(next) && next !== "?") throw new XmlError(XmlErrorCode.INVALID_TOKEN, behindTarget);
    const end = this.behind("?>", behindTarget);
    if (next === "?" && end !== behindTarget + 2)
      throw new XmlError(XmlErrorCode.INVALID_TOKEN, behindTarget + 1);
    const raw = this.text.slice(this.at, end);
    const data = this.text.slice(behindTarget, end - 2).replace(/^[ \t\r\n]+/, "");
    this.at = end;
    if (this.events.processingInstruction === undefined) this.other(raw);
    else this.events.processingInstruction(target, normalizeLines(data));
  }

  // ---- The document type

  private beginDoctype(): void {
    const end = this.endOfDoctypeHead();
    const internal = this.text[end] === "[";
    const raw = this.text.slice(this.at, end + 1);
    const reader = new DeclarationReader(this.text.slice(this.at + 9, end), this.at + 9);
    if (!reader.space()) throw reader.invalid();
    const name = reader.name();
    reader.space();
    const ids = reader.externalId();
    reader.end();
    this.at = end + 1;
    this.doctype = { name, systemId: ids?.systemId ?? null, publicId: ids?.publicId ?? null };
    if (ids !== null) this.requireDeclarations();
    const { startDoctype } = this.events;
    if (startDoctype === undefined) this.otherTokens(raw);
    else startDoctype(name, this.doctype.systemId, this.doctype.publicId, internal);
    if (internal) this.state = this.subsetState;
    else this.endDoctype();
  }

  private endOfDoctypeHead(): number {
    for (let index = this.at + 9; ; index++) {
      const character = this.character(index);
      if (character === "[" || character === ">") return index;
      if (character === '"' || character === "'") index = this.behind(character, index + 1) - 1;
    }
  }

  /** There are declarations elsewhere. */
  private requireDeclarations(): void {
    this.dtd.hasParameterReferences = true;
    if (this.dtd.standalone || this.parameterEntityParsing !== PARAMETER_ENTITIES_NEVER) return;
    if (this.events.notStandalone?.() === false) throw new XmlError(XmlErrorCode.NOT_STANDALONE);
  }

  private readsParameterEntities(): boolean {
    if (this.parameterEntityParsing === PARAMETER_ENTITIES_NEVER) return false;
    return this.parameterEntityParsing !== PARAMETER_ENTITIES_UNLESS_STANDALONE || !this.dtd.standalone;
  }

  private endDoctype(): void {
    const { systemId, publicId } = this.doctype!;
    if (systemId !== null || this.usesForeignDtd) this.readDeclarations(systemId, publicId);
    this.events.endDoctype?.();
    this.state = this.prologueState;
  }

  private readForeignDtd(): void {
    this.doctype = { name: "", systemId: null, publicId: null };
    this.readDeclarations(null, null);
  }

  private readDeclarations(systemId: string | null, publicId: string | null): void {
    const { externalEntity, notStandalone } = this.events;
    this.dtd.hasParameterReferences = true;
    if (!this.readsParameterEntities() || externalEntity === undefined) return;
    if (!externalEntity(null, this.base, systemId, publicId))
      throw new XmlError(XmlErrorCode.EXTERNAL_ENTITY_HANDLING);
    if (!this.dtd.standalone && notStandalone?.() === false) throw new XmlError(XmlErrorCode.NOT_STANDALONE);
  }

  /** One declaration of the internal subset, or of declarations elsewhere. */
  private subset(): void {
    const character = this.text[this.at]!;
    if (isSpace(character)) return this.takeOther(this.endOfSpace());
    if (character === "%") return this.parameterReference();
    if (character === "]" && this.kind !== "declarations" && this.expansions === 0) {
      const close = this.skipSpace(this.at + 1);
      if (this.text[close] !== ">") throw new XmlError(XmlErrorCode.SYNTAX, close);
      const raw = this.text.slice(this.at, close + 1);
      this.at = close + 1;
      if (this.events.endDoctype === undefined) this.otherTokens(raw);
      return this.endDoctype();
    }
    if (character !== "<") throw new XmlError(XmlErrorCode.SYNTAX, this.at);
    if (this.commentOrInstruction()) return;
    if (this.character(this.at + 1) !== "!") throw new XmlError(XmlErrorCode.SYNTAX, this.at);
    this.declaration();
  }

  private declaration(): void {
    const keyword = this.nameAt(this.at + 2);
    const declare = DECLARATIONS[keyword];
    const start = this.at + 2 + keyword.length;
    if (declare === undefined)
      throw isSpace(this.character(start))
        ? new XmlError(XmlErrorCode.SYNTAX, this.at)
        : new XmlError(XmlErrorCode.INVALID_TOKEN, start);
    const close = this.endOfDeclaration(start);
    const raw = this.text.slice(this.at, close + 1);
    const body =
      this.kind === "declarations"
        ? this.withParameters(this.text.slice(start, close))
        : this.text.slice(start, close);
    const reader = new DeclarationReader(body, start);
    if (!reader.space()) throw reader.invalid();
    this.at = close + 1;
    if (!declare.call(this, reader)) this.otherTokens(raw);
  }

  private endOfDeclaration(start: number): number {
    for (let index = start; ; index++) {
      const character = this.character(index);
      if (character === ">") return index;
      if (character === '"' || character === "'") index = this.behind(character, index + 1) - 1;
      else if (character === "<") throw new XmlError(XmlErrorCode.INVALID_TOKEN, index);
      else if (character === "%" && this.kind !== "declarations" && isNameStart(this.text[index + 1] ?? " "))
        throw new XmlError(XmlErrorCode.PARAM_ENTITY_REF, index);
    }
  }

  /** Text with the parameter entities outside of literals replaced. */
  private withParameters(text: string): string {
    return text.replace(/"[^"]*"|'[^']*'|%([^;\s]+);/g, (whole: string, name: string | undefined) => {
      const entity = name === undefined ? undefined : this.dtd.parameterEntities.get(name);
      if (entity === undefined || entity.value === null || entity.open) return whole;
      entity.open = true;
      const replaced = ` ${this.withParameters(entity.value)} `;
      entity.open = false;
      return replaced;
    });
  }

  private parameterReference(): void {
    const name = this.nameAt(this.at + 1);
    const end = this.at + 1 + name.length;
    if (this.text[end] !== ";") throw new XmlError(XmlErrorCode.INVALID_TOKEN, end);
    const raw = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    this.dtd.hasParameterReferences = true;
    const entity = this.dtd.parameterEntities.get(name);
    if (entity === undefined) {
      this.dtd.keepsProcessing = this.dtd.standalone;
      if (this.events.skippedEntity !== undefined) this.events.skippedEntity(name, true);
      else this.other(raw);
      return;
    }
    if (entity.open) throw new XmlError(XmlErrorCode.RECURSIVE_ENTITY_REF);
    if (!this.readsParameterEntities()) {
      this.dtd.keepsProcessing = this.dtd.standalone;
      return this.other(raw);
    }
    if (entity.value !== null) return this.expand(entity, this.subsetState);
    const { externalEntity } = this.events;
    if (externalEntity === undefined) {
      this.dtd.keepsProcessing = this.dtd.standalone;
      return this.other(raw);
    }
    entity.open = true;
    const done = externalEntity(null, entity.base, entity.systemId, entity.publicId);
    entity.open = false;
    if (!done) throw new XmlError(XmlErrorCode.EXTERNAL_ENTITY_HANDLING);
  }

  /** `<!ENTITY …>`; answers whether it was told. */
  declareEntity(reader: DeclarationReader): boolean {
    const isParameter = reader.take("%");
    if (isParameter && !reader.space()) throw reader.syntax();
    const name = reader.name();
    if (!reader.space()) throw reader.syntax();
    const value = reader.isQuote() ? this.entityValue(reader) : null;
    const ids = value === null ? reader.externalId() : null;
    if (value === null && ids === null) throw reader.syntax();
    let notation: string | null = null;
    if (reader.space() && ids !== null && !isParameter && reader.take("NDATA")) {
      if (!reader.space()) throw reader.syntax();
      notation = reader.name();
    }
    reader.end();
    const table = isParameter ? this.dtd.parameterEntities : this.dtd.entities;
    if (table.has(name) || !this.dtd.keepsProcessing || name in PREDEFINED) return false;
    const { base } = this;
    const [systemId, publicId] = [ids?.systemId ?? null, ids?.publicId ?? null];
    table.set(name, { name, value, systemId, publicId, base, notation, open: false });
    const { unparsedEntityDeclaration, entityDeclaration } = this.events;
    if (notation !== null && unparsedEntityDeclaration !== undefined)
      unparsedEntityDeclaration(name, base, systemId, publicId, notation);
    else if (entityDeclaration !== undefined)
      entityDeclaration(name, isParameter, value, [base, systemId, publicId], notation);
    else return false;
    return true;
  }

  /** The replacement text that a literal says. */
  private entityValue(reader: DeclarationReader): string {
    const at = reader.position;
    return normalizeLines(reader.literal()).replace(/%([^;\s]*);|&#[^;]*;|%/g, (whole, name?: string) => {
      if (whole.startsWith("&")) {
        const character = referencedCharacter(whole.slice(1, -1));
        if (character === null) throw new XmlError(XmlErrorCode.BAD_CHAR_REF, at);
        return character;
      }
      if (this.kind !== "declarations") throw new XmlError(XmlErrorCode.PARAM_ENTITY_REF, at);
      const entity = this.dtd.parameterEntities.get(name ?? "");
      return entity?.value ?? "";
    });
  }

  declareNotation(reader: DeclarationReader): boolean {
    const name = reader.name();
    if (!reader.space()) throw reader.syntax();
    const ids = reader.externalId("notation");
    if (ids === null) throw reader.syntax();
    reader.end();
    if (this.events.notationDeclaration === undefined) return false;
    this.events.notationDeclaration(name, this.base, ids.systemId, ids.publicId);
    return true;
  }

  declareElement(reader: DeclarationReader): boolean {
    const name = reader.name();
    if (!reader.space()) throw reader.syntax();
    const model = reader.contentModel();
    reader.end();
    if (this.events.elementDeclaration === undefined) return false;
    this.events.elementDeclaration(name, model);
    return true;
  }

  declareAttributes(reader: DeclarationReader): boolean {
    const element = reader.name();
    let told = false;
    while (reader.space() && !reader.isAtEnd()) {
      const name = reader.name();
      if (!reader.space()) throw reader.syntax();
      const type = reader.attributeType();
      if (!reader.space()) throw reader.syntax();
      const required = reader.take("#REQUIRED");
      const fixed = reader.take("#FIXED");
      if (fixed) reader.space();
      const value =
        required || (!fixed && reader.take("#IMPLIED")) ? null : this.attributeValue(reader.literal(), type);
      if (this.dtd.keepsProcessing) this.rememberAttribute(element, { name, type, value });
      if (this.events.attlistDeclaration === undefined) continue;
      this.events.attlistDeclaration(element, name, type, value, required || fixed);
      told = true;
    }
    reader.end();
    return told;
  }

  private rememberAttribute(element: string, declaration: AttributeDeclaration): void {
    let attributes = this.dtd.attributes.get(element);
    if (attributes === undefined) this.dtd.attributes.set(element, (attributes = new Map()));
    if (!attributes.has(declaration.name)) attributes.set(declaration.name, declaration);
  }

  // ---- Content

  private content(): void {
    if (this.inCdata) return this.cdata();
    const character = this.text[this.at]!;
    if (character === "&") return this.reference();
    if (character !== "<") return this.data();
    switch (this.character(this.at + 1)) {
      case "/":
        return this.endTag();
      case "!":
        return this.commentOrCdata();
      case "?":
        return this.instruction();
      default:
        return this.startTag();
    }
  }

  private commentOrCdata(): void {
    if (this.startsWith("<!--")) return this.comment();
    if (!this.startsWith("<![CDATA[")) throw new XmlError(XmlErrorCode.INVALID_TOKEN, this.at + 2);
    const raw = this.text.slice(this.at, this.at + 9);
    this.at += 9;
    this.inCdata = true;
    if (this.events.startCdata !== undefined) this.events.startCdata();
    else this.other(raw);
  }

  private cdata(): void {
    if (this.startsWith("]]>")) {
      this.at += 3;
      this.inCdata = false;
      if (this.events.endCdata !== undefined) this.events.endCdata();
      else this.other("]]>");
      return;
    }
    const found = this.text.indexOf("]]>", this.at);
    // The end of the text may be the beginning of the mark.
    const certain = found >= 0 ? found : this.final ? this.text.length : this.text.length - 2;
    this.line(Math.max(certain, this.at + 1));
  }

  private data(): void {
    if (this.text[this.at] === "]") {
      if (this.startsWith("]]>")) throw new XmlError(XmlErrorCode.INVALID_TOKEN, this.at + 2);
      return this.told(this.at + 1);
    }
    PLAIN_DATA.lastIndex = this.at;
    const run = PLAIN_DATA.exec(this.text);
    this.line(run === null ? this.at + 1 : this.at + run[0].length);
  }

  /** Tell of character data up to an index, but at most of a line, or of its end. */
  private line(to: number): void {
    const first = this.text[this.at]!;
    if (first === "\n") return this.told(this.at + 1);
    if (first === "\r") {
      if (this.at + 1 >= this.text.length && !this.final) throw INCOMPLETE;
      return this.told(this.text[this.at + 1] === "\n" ? this.at + 2 : this.at + 1);
    }
    const piece = this.text.slice(this.at, to);
    const wrong = NO_CHARACTER.exec(piece);
    if (wrong?.index === 0) throw new XmlError(XmlErrorCode.INVALID_TOKEN, this.at);
    const stop = /[\r\n]/.exec(wrong === null ? piece : piece.slice(0, wrong.index));
    this.told(this.at + (stop?.index ?? wrong?.index ?? piece.length));
  }

  private told(to: number): void {
    const raw = this.text.slice(this.at, to);
    this.at = to;
    const text = normalizeLines(raw);
    // Outside of elements there is only the white space of an entity's end.
    if (this.open.length === 0 && this.kind === "document") throw new XmlError(XmlErrorCode.NO_ELEMENTS);
    if (this.events.characterData !== undefined) this.events.characterData(text);
    else this.other(text);
  }

  private reference(): void {
    const end = this.endOfReference(this.at);
    const raw = this.text.slice(this.at, end);
    const body = raw.slice(1, -1);
    this.at = end;
    if (body.startsWith("#")) {
      const character = referencedCharacter(body);
      if (character === null) throw new XmlError(XmlErrorCode.BAD_CHAR_REF);
      return this.characters(character, raw);
    }
    const predefined = PREDEFINED[body];
    if (predefined !== undefined) return this.characters(predefined, raw);
    const entity = this.findEntity(body);
    if (entity === null) return this.skipped(body, raw);
    if (entity.notation !== null) throw new XmlError(XmlErrorCode.BINARY_ENTITY_REF);
    if (entity.value === null) return this.externalReference(entity, raw);
    if (this.events.other !== undefined && !this.events.expandsEntities) return this.skipped(body, raw);
    this.expand(entity, this.contentState);
  }

  private characters(text: string, raw: string): void {
    if (this.events.characterData !== undefined) this.events.characterData(text);
    else this.other(raw);
  }

  private endOfReference(at: number): number {
    const next = this.character(at + 1);
    if (next === "#") {
      for (let index = at + 2; ; index++) {
        const character = this.character(index);
        if (character === ";" && index > at + 2) return index + 1;
        const isDigit =
          /[0-9]/.test(character) || (this.text[at + 2] === "x" && /[0-9a-fA-F]/.test(character));
        if (!isDigit && !(index === at + 2 && character === "x"))
          throw new XmlError(XmlErrorCode.INVALID_TOKEN, index);
      }
    }
    const name = this.nameAt(at + 1);
    const end = at + 1 + name.length;
    if (this.text[end] !== ";") throw new XmlError(XmlErrorCode.INVALID_TOKEN, end);
    return end + 1;
  }

  /** A general entity; null: it may be declared where we have not looked. Throws for undefined ones. */
  private findEntity(name: string): Entity | null {
    const entity = this.dtd.entities.get(name);
    if (entity === undefined) {
      if (!this.dtd.hasParameterReferences || this.dtd.standalone)
        throw new XmlError(XmlErrorCode.UNDEFINED_ENTITY);
      return null;
    }
    if (entity.open) throw new XmlError(XmlErrorCode.RECURSIVE_ENTITY_REF);
    return entity;
  }

  private skipped(name: string, raw: string): void {
    if (this.events.skippedEntity !== undefined) this.events.skippedEntity(name, false);
    else this.other(raw);
  }

  private externalReference(entity: Entity, raw: string): void {
    const { externalEntity } = this.events;
    if (externalEntity === undefined) return this.other(raw);
    entity.open = true;
    const context = [...(this.namespaces?.context() ?? []), entity.name].join("\f");
    const done = externalEntity(context, entity.base, entity.systemId, entity.publicId);
    entity.open = false;
    if (!done) throw new XmlError(XmlErrorCode.EXTERNAL_ENTITY_HANDLING);
  }

  /** Parse the replacement text of an internal entity in the place of its reference. */
  private expand(entity: Entity, state: () => void): void {
    const { text, at, final } = this;
    const depth = this.open.length;
    entity.open = true;
    this.expansions++;
    this.text = entity.value!;
    this.at = 0;
    this.final = true;
    try {
      while (this.at < this.text.length) state();
      if (this.open.length !== depth || this.inCdata) throw new XmlError(XmlErrorCode.ASYNC_ENTITY);
    } catch (caught) {
      throw caught instanceof IncompleteToken ? new XmlError(XmlErrorCode.UNCLOSED_TOKEN) : caught;
    } finally {
      this.text = text;
      this.at = at;
      this.final = final;
    }
    this.expansions--;
    entity.open = false;
  }

  // ---- Tags

  private endTag(): void {
    const raw = this.nameAt(this.at + 2);
    const close = this.skipSpace(this.at + 2 + raw.length);
    if (this.text[close] !== ">") throw new XmlError(XmlErrorCode.INVALID_TOKEN, close);
    const element = this.open.at(-1);
    if (element === undefined) throw new XmlError(XmlErrorCode.ASYNC_ENTITY);
    if (element.raw !== raw) throw new XmlError(XmlErrorCode.TAG_MISMATCH, this.at + 2);
    const tag = this.text.slice(this.at, close + 1);
    this.at = close + 1;
    this.closeElement(element, tag);
  }

  private closeElement(element: OpenElement, tag: string): void {
    this.open.pop();
    if (this.events.endElement !== undefined) this.events.endElement(element.name);
    else if (tag !== "") this.other(tag);
    for (const { prefix } of element.declarations.toReversed()) this.events.endNamespace?.(prefix);
    element.undo?.();
    if (this.open.length === 0 && this.kind === "document" && this.expansions === 0)
      this.state = this.epilogueState;
  }

  private startTag(): void {
    const raw = this.nameAt(this.at + 1);
    const attributes: Attribute[] = [];
    let index = this.at + 1 + raw.length;
    for (;;) {
      const behindSpace = this.skipSpace(index);
      const character = this.text[behindSpace]!;
      if (character === ">" || character === "/") {
        index = behindSpace;
        break;
      }
      if (behindSpace === index) throw new XmlError(XmlErrorCode.INVALID_TOKEN, index);
      index = this.attribute(behindSpace, attributes);
    }
    const empty = this.text[index] === "/";
    if (empty && this.character(index + 1) !== ">") throw new XmlError(XmlErrorCode.INVALID_TOKEN, index + 1);
    const tag = this.text.slice(this.at, index + (empty ? 2 : 1));
    this.openElement(raw, attributes, tag);
    this.at += tag.length;
    if (!empty) return;
    if (this.expansions === 0) this.eventAt = this.at;
    this.closeElement(this.open.at(-1)!, "");
  }

  /** Read an attribute; answers the index behind it. */
  private attribute(at: number, attributes: Attribute[]): number {
    const name = this.nameAt(at);
    const equals = this.skipSpace(at + name.length);
    if (this.text[equals] !== "=") throw new XmlError(XmlErrorCode.INVALID_TOKEN, equals);
    const open = this.skipSpace(equals + 1);
    const quote = this.text[open]!;
    if (quote !== '"' && quote !== "'") throw new XmlError(XmlErrorCode.INVALID_TOKEN, open);
    let index = open + 1;
    for (let character = this.character(index); character !== quote; character = this.character(index)) {
      if (character === "<" || this.isInvalid(character))
        throw new XmlError(XmlErrorCode.INVALID_TOKEN, index);
      index = character === "&" ? this.endOfReference(index) : index + 1;
    }
    if (attributes.some((attribute) => attribute.name === name))
      throw new XmlError(XmlErrorCode.DUPLICATE_ATTRIBUTE, at);
    attributes.push({ name, value: this.text.slice(open + 1, index), at });
    return index + 1;
  }

  private openElement(raw: string, attributes: readonly Attribute[], tag: string): void {
    const declared = this.dtd.attributes.get(raw);
    const pairs = attributes.map(
      ({ name, value }) => [name, this.attributeValue(value, declared?.get(name)?.type ?? "CDATA")] as const,
    );
    const specified = pairs.length;
    for (const { name, value } of declared?.values() ?? [])
      if (value !== null && !attributes.some((attribute) => attribute.name === name))
        pairs.push([name, value]);
    this.sawRoot = true;
    const { namespaces } = this;
    if (namespaces === null) {
      this.open.push({ raw, name: raw, declarations: [], undo: null });
      return this.tellStart(raw, pairs.flat(), specified, tag);
    }
    const declarations: Declaration[] = [];
    const ordinary = pairs.filter(([name, value], i) => {
      const declaration = namespaces.declaration(name, value);
      if (declaration === null) return true;
      declarations.push(declaration);
      return i < 0;
    });
    const count = ordinary.filter((pair) => pairs.indexOf(pair) < specified).length;
    for (const { prefix, uri } of declarations) this.events.startNamespace?.(prefix, uri);
    const undo = declarations.length === 0 ? null : namespaces.bind(declarations);
    const name = namespaces.expand(raw, "element");
    const expanded = ordinary.map(([own, value]) => [namespaces.expand(own, "attribute"), value] as const);
    if (new Set(expanded.map(([own]) => own)).size < expanded.length)
      throw new XmlError(XmlErrorCode.DUPLICATE_ATTRIBUTE);
    this.open.push({ raw, name, declarations, undo });
    this.tellStart(name, expanded.flat(), count, tag);
  }

  private tellStart(name: string, attributes: string[], specified: number, tag: string): void {
    if (this.events.startElement !== undefined) this.events.startElement(name, attributes, specified);
    else this.other(tag);
  }

  /** An attribute's value, references replaced and white space normalized (XML 1.0, 3.3.3). */
  private attributeValue(raw: string, type: string): string {
    const value = this.replaced(raw);
    return type === "CDATA" ? value : value.replace(/ +/g, " ").replace(/^ | $/g, "");
  }

  private replaced(raw: string): string {
    return raw.replace(/\r\n|[ \t\r\n]|&([^;]*);/g, (whole: string, body: string | undefined) => {
      if (body === undefined) return " ";
      if (body.startsWith("#")) {
        const character = referencedCharacter(body);
        if (character === null) throw new XmlError(XmlErrorCode.BAD_CHAR_REF);
        return character;
      }
      const predefined = PREDEFINED[body];
      return predefined ?? this.entityInAttribute(body, whole);
    });
  }

  private entityInAttribute(name: string, _raw: string): string {
    const entity = this.findEntity(name);
    if (entity === null) return "";
    if (entity.notation !== null) throw new XmlError(XmlErrorCode.BINARY_ENTITY_REF);
    if (entity.value === null) throw new XmlError(XmlErrorCode.ATTRIBUTE_EXTERNAL_ENTITY_REF);
    if (entity.value.includes("<")) throw new XmlError(XmlErrorCode.INVALID_TOKEN);
    entity.open = true;
    const value = this.replaced(entity.value);
    entity.open = false;
    return value;
  }
}

const DECLARATIONS: Readonly<Record<string, (this: XmlParser, reader: DeclarationReader) => boolean>> = {
  ENTITY: XmlParser.prototype.declareEntity,

  NOTATION: XmlParser.prototype.declareNotation,

  ELEMENT: XmlParser.prototype.declareElement,

  ATTLIST: XmlParser.prototype.declareAttributes,
};
