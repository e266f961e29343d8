/**
 * What a document type declares, and the declarations themselves, read from the text of one (XML 1.0, sections 3.2,
 * 3.3, 4.2, 4.7).
 */
import { XmlError, XmlErrorCode } from "./error.ts";
import { NAME } from "./names.ts";

export type Entity = {
  readonly name: string;
  /** The replacement text; null of an external entity. */
  readonly value: string | null;
  readonly systemId: string | null;
  readonly publicId: string | null;
  readonly base: string | null;
  /** Of an unparsed entity. */
  readonly notation: string | null;
  /** Being expanded. */
  open: boolean;
};

export type AttributeDeclaration = {
  readonly name: string;
  readonly type: string;
  readonly value: string | null;
};

/** The tables that a parser shares with those of its external entities. */
export class Dtd {
  readonly entities = new Map<string, Entity>();
  readonly parameterEntities = new Map<string, Entity>();
  readonly attributes = new Map<string, Map<string, AttributeDeclaration>>();
  /** Whether there may be declarations that were not read. */
  hasParameterReferences = false;
  standalone = false;
  /** Whether declarations still count: not behind an unread parameter entity. */
  keepsProcessing = true;
}

export const QUANTIFIERS = { none: 0, "?": 1, "*": 2, "+": 3 } as const;
const ModelType = { EMPTY: 1, ANY: 2, MIXED: 3, NAME: 4, CHOICE: 5, SEQUENCE: 6 } as const;

/** A content model, as `XML_Content`. */
export type ContentModel = {
  readonly type: number;
  readonly quantifier: number;
  readonly name: string | null;
  readonly children: readonly ContentModel[];
};

export type ExternalId = { readonly systemId: string | null; readonly publicId: string | null };

const syntax = (at: number) => new XmlError(XmlErrorCode.SYNTAX, at);

/** A reader of the parts of a declaration. Positions are in the whole text, for errors. */
export class DeclarationReader {
  private readonly text: string;
  private readonly offset: number;
  private at = 0;

  /** `offset`: where in the document the text begins. */
  constructor(text: string, offset: number) {
    this.text = text;
    this.offset = offset;
  }

  get position(): number {
    return this.offset + this.at;
  }

  space(): boolean {
    const start = this.at;
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
    return this.at > start;
  }

  /** Take a literal if it stands here. */
  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  name(): string {
    const name = this.match(NAME);
    if (name === null) throw this.invalid();
    return name;
  }

  /** A name token, which may begin with any name character. */
  token(): string {
    const token = this.match(/[^\s()|,"'<>&%]+/y);
    if (token === null) throw this.invalid();
    return token;
  }

  isQuote(): boolean {
    return /["']/.test(this.text[this.at] ?? "");
  }

  /** A quoted literal, without its quotes. */
  literal(): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") throw this.invalid();
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) throw this.invalid();
    const literal = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return literal;
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) throw syntax(this.position);
  }

  isAtEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  invalid(): XmlError {
    return this.at >= this.text.length
      ? syntax(this.position)
      : new XmlError(XmlErrorCode.INVALID_TOKEN, this.position);
  }

  syntax(): XmlError {
    return syntax(this.position);
  }

  /** `SYSTEM "…"` or `PUBLIC "…" "…"`; null if neither stands here. The system id of a notation may be absent. */
  externalId(kind: "entity" | "notation" = "entity"): ExternalId | null {
    if (this.take("SYSTEM")) {
      this.space();
      return { systemId: this.literal(), publicId: null };
    }
    if (!this.take("PUBLIC")) return null;
    this.space();
    const publicId = this.publicId();
    this.space();
    if (kind === "notation" && !this.isQuote()) return { systemId: null, publicId };
    return { systemId: this.literal(), publicId };
  }

  private publicId(): string {
    const at = this.position;
    const literal = this.literal();
    if (!/^[-'()+,./:=?;!*#@$_% \r\nA-Za-z0-9]*$/.test(literal))
      throw new XmlError(XmlErrorCode.PUBLICID, at);
    return literal.replace(/[ \r\n]+/g, " ").replace(/^ | $/g, "");
  }

  // ---- Content models

  contentModel(): ContentModel {
    if (this.take("EMPTY")) return leaf(ModelType.EMPTY);
    if (this.take("ANY")) return leaf(ModelType.ANY);
    if (!this.take("(")) throw this.syntax();
    this.space();
    return this.take("#PCDATA") ? this.mixed() : this.group();
  }

  private mixed(): ContentModel {
    const children: ContentModel[] = [];
    for (this.space(); this.take("|"); this.space()) {
      this.space();
      children.push({ ...leaf(ModelType.NAME), name: this.name() });
    }
    if (!this.take(")")) throw this.syntax();
    const repeated = this.take("*");
    if (children.length > 0 && !repeated) throw this.syntax();
    return { ...leaf(ModelType.MIXED), quantifier: repeated ? QUANTIFIERS["*"] : QUANTIFIERS.none, children };
  }

  /** The rest of a group whose parenthesis is read. */
  private group(): ContentModel {
    const children = [this.particle()];
    this.space();
    const separator = this.take("|") ? "|" : this.take(",") ? "," : "";
    if (separator !== "") {
      do {
        this.space();
        children.push(this.particle());
        this.space();
      } while (this.take(separator));
    }
    if (!this.take(")")) throw this.syntax();
    const type = separator === "|" ? ModelType.CHOICE : ModelType.SEQUENCE;
    return { type, quantifier: this.quantifier(), name: null, children };
  }

  private particle(): ContentModel {
    if (this.take("(")) {
      this.space();
      return this.group();
    }
    const name = this.name();
    return { ...leaf(ModelType.NAME), name, quantifier: this.quantifier() };
  }

  private quantifier(): number {
    for (const mark of ["?", "*", "+"] as const) if (this.take(mark)) return QUANTIFIERS[mark];
    return QUANTIFIERS.none;
  }

  // ---- Attribute types

  /** The type of an attribute, as expat says it: `CDATA`, `(a|b)`, `NOTATION(a|b)`. */
  attributeType(): string {
    if (this.take("(")) return this.enumeration("");
    const type = this.name();
    if (type === "NOTATION") {
      this.space();
      if (!this.take("(")) throw this.syntax();
      return this.enumeration(type);
    }
    if (!ATTRIBUTE_TYPES.has(type)) throw this.syntax();
    return type;
  }

  private enumeration(prefix: string): string {
    const tokens: string[] = [];
    do {
      this.space();
      tokens.push(this.token());
      this.space();
    } while (this.take("|"));
    if (!this.take(")")) throw this.syntax();
    return `${prefix}(${tokens.join("|")})`;
  }
}

const ATTRIBUTE_TYPES = new Set([
  "CDATA",
  "ID",
  "IDREF",
  "IDREFS",
  "ENTITY",
  "ENTITIES",
  "NMTOKEN",
  "NMTOKENS",
]);

function leaf(type: number): ContentModel {
  return { type, quantifier: QUANTIFIERS.none, name: null, children: [] };
}
