/**
 * Namespaces: which prefix stands for which name where (Namespaces in XML 1.0), and names as expat then says them.
 */
import { XmlError, XmlErrorCode } from "./error.ts";

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";

export type Declaration = { readonly prefix: string | null; readonly uri: string | null };

export class Namespaces {
  readonly separator: string;
  /** Whether names have their prefix at the end. */
  withPrefixes = false;
  private readonly bindings = new Map<string, string>([["xml", XML_NAMESPACE]]);

  constructor(separator: string) {
    this.separator = separator;
  }

  /** What an attribute `xmlns` or `xmlns:…` declares; null for others. Throws XmlError. */
  declaration(name: string, value: string): Declaration | null {
    if (name === "xmlns") {
      if (value === XML_NAMESPACE || value === XMLNS_NAMESPACE)
        throw new XmlError(XmlErrorCode.RESERVED_NAMESPACE_URI);
      return { prefix: null, uri: value === "" ? null : value };
    }
    if (!name.startsWith("xmlns:")) return null;
    const prefix = name.slice(6);
    if (prefix === "xmlns") throw new XmlError(XmlErrorCode.RESERVED_PREFIX_XMLNS);
    if ((prefix === "xml") !== (value === XML_NAMESPACE))
      throw new XmlError(
        prefix === "xml" ? XmlErrorCode.RESERVED_PREFIX_XML : XmlErrorCode.RESERVED_NAMESPACE_URI,
      );
    if (value === XMLNS_NAMESPACE) throw new XmlError(XmlErrorCode.RESERVED_NAMESPACE_URI);
    if (value === "") throw new XmlError(XmlErrorCode.UNDECLARING_PREFIX);
    return { prefix, uri: value };
  }

  /** Put declarations in force; answers what undoes that. */
  bind(declarations: readonly Declaration[]): () => void {
    const before = declarations.map(({ prefix }) => [prefix ?? "", this.bindings.get(prefix ?? "")] as const);
    for (const { prefix, uri } of declarations) {
      if (uri === null) this.bindings.delete(prefix ?? "");
      else this.bindings.set(prefix ?? "", uri);
    }
    return () => {
      for (const [prefix, uri] of before.toReversed()) {
        if (uri === undefined) this.bindings.delete(prefix);
        else this.bindings.set(prefix, uri);
      }
    };
  }

  /** An element's or attribute's name with its namespace. Throws XmlError. */
  expand(name: string, kind: "element" | "attribute"): string {
    const colon = name.indexOf(":");
    if (colon < 0 && kind === "attribute") return name;
    const prefix = colon < 0 ? "" : name.slice(0, colon);
    const uri = this.bindings.get(prefix);
    if (uri === undefined) {
      if (prefix === "") return name;
      throw new XmlError(XmlErrorCode.UNBOUND_PREFIX);
    }
    const local = name.slice(colon + 1);
    const tail = this.withPrefixes && prefix !== "" ? this.separator + prefix : "";
    return uri + this.separator + local + tail;
  }

  /** All that is in force, for the context of an external entity. */
  context(): string[] {
    return [...this.bindings].map(([prefix, uri]) => `${prefix}=${uri}`);
  }

  restore(context: readonly string[]): void {
    for (const entry of context) {
      const equals = entry.indexOf("=");
      if (equals >= 0) this.bindings.set(entry.slice(0, equals), entry.slice(equals + 1));
    }
  }
}
