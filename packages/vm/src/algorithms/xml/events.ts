/**
 * What a parser tells its user, as expat's handlers: what is not set is not told, and its text goes to `other`.
 */
import type { ContentModel } from "./dtd.ts";

export type XmlEvents = {
  /** Attributes as name, value, name, value, …; the first `specified` of them stand in the document. */
  startElement?: ((name: string, attributes: string[], specified: number) => void) | undefined;
  endElement?: ((name: string) => void) | undefined;
  characterData?: ((text: string) => void) | undefined;
  processingInstruction?: ((target: string, data: string) => void) | undefined;
  comment?: ((text: string) => void) | undefined;
  startCdata?: (() => void) | undefined;
  endCdata?: (() => void) | undefined;
  startNamespace?: ((prefix: string | null, uri: string | null) => void) | undefined;
  endNamespace?: ((prefix: string | null) => void) | undefined;
  xmlDeclaration?:
    ((version: string | null, encoding: string | null, standalone: -1 | 0 | 1) => void) | undefined;
  startDoctype?:
    ((name: string, systemId: string | null, publicId: string | null, internal: boolean) => void) | undefined;
  endDoctype?: (() => void) | undefined;
  elementDeclaration?: ((name: string, model: ContentModel) => void) | undefined;
  attlistDeclaration?:
    | ((element: string, attribute: string, type: string, value: string | null, required: boolean) => void)
    | undefined;
  entityDeclaration?:
    | ((
        name: string,
        isParameter: boolean,
        value: string | null,
        ids: readonly [base: string | null, systemId: string | null, publicId: string | null],
        notation: string | null,
      ) => void)
    | undefined;
  unparsedEntityDeclaration?:
    | ((
        name: string,
        base: string | null,
        systemId: string | null,
        publicId: string | null,
        notation: string,
      ) => void)
    | undefined;
  notationDeclaration?:
    | ((name: string, base: string | null, systemId: string | null, publicId: string | null) => void)
    | undefined;
  /** The document depends on declarations elsewhere; false: that is an error. */
  notStandalone?: (() => boolean) | undefined;
  /** Parse an external entity; false: that went wrong. The context is null for declarations. */
  externalEntity?:
    | ((
        context: string | null,
        base: string | null,
        systemId: string | null,
        publicId: string | null,
      ) => boolean)
    | undefined;
  skippedEntity?: ((name: string, isParameter: boolean) => void) | undefined;
  other?: ((text: string) => void) | undefined;
  /** Whether references to internal entities are replaced although there is `other`. */
  expandsEntities: boolean;
};
