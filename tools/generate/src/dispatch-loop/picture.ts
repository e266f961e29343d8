/**
 * Stack pictures, `"callable self? args[oparg] -- result"`, and the arithmetic of their depths.
 */

/** A number of stack items: a constant plus other terms (`oparg`, `(oparg&1)`) with their factors. */
export type Size = ReadonlyMap<string, number>;

export interface Word {
  readonly name: string;
  /** Several items, as an array. */
  readonly many: boolean;
  /** May be NULL. */
  readonly nullable: boolean;
  readonly size: Size;
  /** Depth of its first item, counted from the deepest input. */
  readonly start: Size;
}

export interface Picture {
  readonly text: string;
  readonly inputs: readonly Word[];
  readonly outputs: readonly Word[];
  /** How many words both sides begin with: those stay where they are. */
  readonly staying: number;
  readonly popped: Size;
  readonly pushed: Size;
}

export function parsePicture(text: string): Picture {
  const [before, after] = ` ${text} `.split(" -- ");
  if (after === undefined) throw new Error(`"${text}" is no stack picture`);
  const inputs = words(before!);
  const outputs = words(after);
  let staying = 0;
  while (staying < inputs.length && staying < outputs.length && same(inputs[staying]!, outputs[staying]!))
    staying++;
  return { text, inputs, outputs, staying, popped: total(inputs), pushed: total(outputs) };
}

/** The outputs that do not merely stay. */
export function freshOutputs(picture: Picture): readonly Word[] {
  return picture.outputs.slice(picture.staying);
}

function words(text: string): Word[] {
  const result: Word[] = [];
  let start: Size = new Map();
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const match = /^(\w+)(\?)?(?:\[(.+)\])?$/.exec(word);
    if (match === null) throw new Error(`"${word}" is no word of a stack picture`);
    const size = match[3] === undefined ? new Map([["1", 1]]) : parseSize(match[3]);
    result.push({
      name: match[1]!,
      nullable: match[2] !== undefined,
      many: match[3] !== undefined,
      size,
      start,
    });
    start = add(start, size);
  }
  return result;
}

function same(a: Word, b: Word): boolean {
  return a.name === b.name && sizeText(a.size) === sizeText(b.size);
}

function total(list: readonly Word[]): Size {
  return list.reduce<Size>((sum, word) => add(sum, word.size), new Map());
}

/** `oparg-1`, `oparg*2`, `(oparg&255)+1+(oparg>>8)`. A term in brackets, or without operators, is one term. */
export function parseSize(text: string): Size {
  let size: Size = new Map();
  for (const [, sign, term] of text.matchAll(/([+-]?)(\([^)]*\)|[^+-]+)/g)) {
    const [base, factor] = term!.split("*");
    if (/[&>]/.test(base!) && !base!.startsWith("("))
      throw new Error(`"${text}" needs brackets around ${base}`);
    const number = /^\d+$/.test(base!);
    const key = number ? "1" : base!;
    const value = (number ? Number(base) : 1) * Number(factor ?? 1) * (sign === "-" ? -1 : 1);
    size = add(size, new Map([[key, value]]));
  }
  return size;
}

export function add(a: Size, b: Size, factor = 1): Size {
  const sum = new Map(a);
  for (const [term, value] of b) {
    const result = (sum.get(term) ?? 0) + factor * value;
    if (result === 0) sum.delete(term);
    else sum.set(term, result);
  }
  return sum;
}

/** `base` plus the size, as an expression; `oparg` replaced by what holds it. */
export function offsetText(base: string, size: Size, oparg = "oparg"): string {
  let text = base;
  for (const [term, value] of [...size].sort(([a], [b]) => (a === "1" ? 1 : 0) - (b === "1" ? 1 : 0))) {
    const sign = value < 0 ? " - " : " + ";
    const magnitude = Math.abs(value);
    const shown = term === "1" ? `${magnitude}` : magnitude === 1 ? term : `${magnitude} * ${term}`;
    text += sign + shown.replaceAll("oparg", oparg);
  }
  return text;
}

function sizeText(size: Size): string {
  return offsetText("", size);
}

/** The value of a size for an oparg; for comparing pictures with stack effects. */
export function sizeFor(size: Size, oparg: number): number {
  let sum = 0;
  for (const [term, value] of size) sum += value * evaluate(term, oparg);
  return sum;
}

function evaluate(term: string, oparg: number): number {
  const match = /^\(?(?:(\d+)|oparg(?:(&|>>)(\d+))?)\)?$/.exec(term);
  if (match === null) throw new Error(`"${term}" is no term of a stack picture`);
  if (match[1] !== undefined) return Number(match[1]);
  const operand = Number(match[3]);
  return match[2] === "&" ? oparg & operand : match[2] === ">>" ? oparg >> operand : oparg;
}
