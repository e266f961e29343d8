/**
 * String literals of `unparse`: quotes chosen so that little has to be escaped.
 *
 * The choices are CPython's, step for step: every literal of the result is the one that `ast.unparse` writes.
 */
import { isPrintable } from "@pyvm/unicode";
import { CodePoints } from "../constants.ts";
import type * as ast from "../generated/nodes.ts";
import { escapeOf, reprConstant } from "../repr.ts";
import { expressionText } from "./expressions.ts";
import { next, TEST } from "./precedence.ts";

type StringValue = string | CodePoints;

const MULTI_QUOTES: readonly string[] = ['"""', "'''"];
const ALL_QUOTES: readonly string[] = ["'", '"', ...MULTI_QUOTES];

/** A docstring, always in triple quotes. */
export function docstringText(node: ast.Constant): string {
  const { text, quotes } = escaped(node.value as StringValue, MULTI_QUOTES, isKeptInDocstring);
  return `${node.kind === "u" ? "u" : ""}${quotes[0]!}${text}${quotes[0]!}`;
}

/** An f-string or a t-string. */
export function formattedText(letter: "f" | "t", values: readonly ast.expr[]): string {
  const parts = values.map((value) => ({ value: partValue(value), isText: value.nodeType === "Constant" }));
  let quotes = ALL_QUOTES;
  const texts: string[] = [];
  for (const { value, isText } of parts) {
    if (isText) {
      const found = escaped(value, quotes, isPrintable);
      if (!found.quotes.some((quote) => quotes.includes(quote))) return formattedByRepr(letter, parts);
      texts.push(found.text);
      quotes = found.quotes;
      continue;
    }
    const text = value as string;
    if (text.includes("\n")) quotes = quotes.filter((quote) => MULTI_QUOTES.includes(quote));
    const free = quotes.filter((quote) => !text.includes(quote));
    if (free.length > 0) quotes = free;
    texts.push(text);
  }
  return `${letter}${quotes[0]!}${texts.join("")}${quotes[0]!}`;
}

interface Part {
  readonly value: StringValue;
  readonly isText: boolean;
}

/** When no quote suits all parts. */
function formattedByRepr(letter: "f" | "t", parts: readonly Part[]): string {
  const texts = parts.map(({ value, isText }) => {
    // A double quote in front makes repr take single ones.
    return isText ? reprConstant(concatenate('"', value)).slice(2, -1) : (value as string);
  });
  return `${letter}'''${texts.join("")}'''`;
}

function concatenate(first: string, second: StringValue): StringValue {
  if (typeof second === "string") return first + second;
  return new CodePoints(Uint32Array.from([...pointsOf(first), ...second.points]));
}

interface Escaped {
  readonly text: string;
  /** Quotes that may stand around it, best first. */
  readonly quotes: readonly string[];
}

function escaped(
  value: StringValue,
  allowed: readonly string[],
  isKept: (point: number) => boolean,
): Escaped {
  let text = "";
  for (const point of pointsOf(value)) {
    text += point === 0x5c || !isKept(point) ? escapeOf(point) : String.fromCodePoint(point);
  }
  let quotes = text.includes("\n") ? allowed.filter((quote) => MULTI_QUOTES.includes(quote)) : allowed;
  quotes = quotes.filter((quote) => !text.includes(quote));
  if (quotes.length === 0) {
    const repr = reprConstant(value);
    const quote = allowed.find((candidate) => candidate.includes(repr[0]!)) ?? repr[0]!;
    return { text: repr.slice(1, -1), quotes: [quote] };
  }
  if (text === "") return { text, quotes };
  const last = text[text.length - 1]!;
  const sorted = [
    ...quotes.filter((quote) => quote[0] !== last),
    ...quotes.filter((quote) => quote[0] === last),
  ];
  if (sorted[0]![0] === last) text = `${text.slice(0, -1)}\\${last}`;
  return { text, quotes: sorted };
}

function isKeptInDocstring(point: number): boolean {
  return point === 0x0a || point === 0x09 || isPrintable(point);
}

function pointsOf(value: StringValue): number[] {
  if (typeof value !== "string") return [...value.points];
  return Array.from(value, (character) => character.codePointAt(0)!);
}

/** A part of a formatted string before quoting. */
function partValue(node: ast.expr): StringValue {
  switch (node.nodeType) {
    case "Constant":
      return doubleBraces(node.value as StringValue);
    case "FormattedValue":
      return fieldText(expressionText(node.value, next(TEST)), node);
    case "Interpolation":
      return fieldText(
        node.str === null ? expressionText(node.value, next(TEST)) : (node.str as string),
        node,
      );
    case "JoinedStr":
      return node.values.map((value) => partValue(value) as string).join("");
    default:
      throw new TypeError(`unexpected ${node.nodeType} in a formatted string`);
  }
}

function doubleBraces(value: StringValue): StringValue {
  if (typeof value === "string") return value.replace(/[{}]/g, "$&$&");
  const points = [...value.points].flatMap((point) =>
    point === 0x7b || point === 0x7d ? [point, point] : [point],
  );
  return new CodePoints(Uint32Array.from(points));
}

function fieldText(source: string, node: ast.FormattedValue | ast.Interpolation): string {
  const blank = source.startsWith("{") ? " " : "";
  const conversion = node.conversion === -1 ? "" : `!${String.fromCharCode(node.conversion)}`;
  const spec = node.format_spec === null ? "" : `:${specText(node.format_spec)}`;
  return `{${blank}${source}${conversion}${spec}}`;
}

function specText(node: ast.expr): string {
  if (node.nodeType === "JoinedStr") return node.values.map(specText).join("");
  const value = partValue(node) as string;
  if (node.nodeType !== "Constant") return value;
  return value.replace(/[\\'"]/g, "\\$&").replaceAll("\n", "\\n");
}
