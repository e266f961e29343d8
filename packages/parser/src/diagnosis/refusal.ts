/** Why matching stopped: an error rule matched, a token that must follow is missing, or the tokens end in an error. */

/** Where an error shows, in tokens. */
export type Place =
  | { readonly kind: "range"; readonly first: number; readonly last: number }
  /** From a token to where the tokenizer stands. */
  | { readonly kind: "from"; readonly first: number }
  /** At the last token looked at. */
  | { readonly kind: "last" }
  /** At this token, whether or not it was looked at before. */
  | { readonly kind: "token"; readonly index: number }
  /** At the line of a token, no columns. */
  | { readonly kind: "line"; readonly index: number }
  /** One column, as in `':' expected after dictionary key`. */
  | { readonly kind: "end"; readonly last: number };

/** Thrown while matching. */
export class Refusal {
  readonly source: "syntax" | "indentation" | "tokenizer";
  readonly msg: string;
  readonly place: Place;

  constructor(source: "syntax" | "indentation" | "tokenizer", msg = "", place: Place = { kind: "last" }) {
    this.source = source;
    this.msg = msg;
    this.place = place;
  }
}
