/**
 * Inputs of every kind, and the promise they test: whatever comes in, a tree or a PySyntaxError comes out, in time
 * linear in the size.
 */
import { parse, PySyntaxError, tokenize, type Mode } from "@pyvm/parser";
import { changedByChance, randomWords } from "./changed-by-chance.ts";
import { randomProgram } from "./random-program.ts";
import { Random } from "./random.ts";

export interface FuzzReport {
  inputs: number;
  characters: number;
  trees: number;
  /** How many were refused, by the type of the error. */
  readonly refused: Map<string, number>;
  /** What broke the promise. */
  readonly failures: FuzzFailure[];
}

export interface FuzzFailure {
  readonly source: string | Uint8Array;
  readonly mode: Mode;
  readonly reason: string;
}

/**
 * Runs the inputs from `first` on; the same number is always the same input.
 *
 * @param sources Programs to take pieces of.
 */
export function fuzz(first: number, count: number, sources: readonly string[]): FuzzReport {
  const report: FuzzReport = { inputs: 0, characters: 0, trees: 0, refused: new Map(), failures: [] };
  for (let index = first; index < first + count; index++) tryInput(index, sources, report);
  return report;
}

function tryInput(index: number, sources: readonly string[], report: FuzzReport): void {
  const random = new Random(index);
  const source = input(random, index, sources);
  const mode = random.pick(MODES);
  report.inputs++;
  report.characters += source.length;
  try {
    const outcome = outcomeInTime(source, mode, index);
    if (outcome === null) report.trees++;
    else report.refused.set(outcome, (report.refused.get(outcome) ?? 0) + 1);
  } catch (error) {
    report.failures.push({ source, mode, reason: String(error) });
  }
}

const MODES: readonly Mode[] = ["exec", "exec", "exec", "exec", "exec", "single", "eval", "func_type"];

function input(random: Random, index: number, sources: readonly string[]): string | Uint8Array {
  switch (index % 4) {
    case 0:
      return randomBytes(random);
    case 1:
      return randomWords(random, 12);
    case 2:
      return changedByChance(sources, 1, index, 3)[0]!;
    default:
      // A program from the grammar as it is, or a changed piece of one.
      return index % PIECES === 3
        ? randomProgram(index, 1)
        : changedByChance([programAround(index)], 1, index, 2)[0]!;
  }
}

/** So many inputs in a row take pieces of the same program. */
const PIECES = 64;

let lastProgram = { block: -1, source: "" };

function programAround(index: number): string {
  const block = Math.floor(index / PIECES);
  if (lastProgram.block !== block) lastProgram = { block, source: randomProgram(block, 1) };
  return lastProgram.source;
}

const FREQUENT = " \n\t()[]{}'\"\\abfrt=:#!0x.,*-é";

/** Bytes of all values, but most of those that mean something. */
function randomBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(32) }, () =>
    random.once(4) ? random.below(256) : FREQUENT.charCodeAt(random.below(FREQUENT.length)),
  );
}

/** Far more than any input needs. Who is over it is tried again: the machine may have been busy. */
const ALLOWED_MILLISECONDS = 1000;
const ALLOWED_FOR_A_CHARACTER = 1;

/** The type of the error, or `null` for a tree. */
function outcomeInTime(source: string | Uint8Array, mode: Mode, index: number): string | null {
  const allowed = ALLOWED_MILLISECONDS + ALLOWED_FOR_A_CHARACTER * source.length;
  for (let attempt = 0; ; attempt++) {
    const start = performance.now();
    const outcome = outcomeOf(source, mode);
    if (index % 8 === 0) tokensOrError(source);
    if (index % 32 === 1) parse(source, { mode, recover: true });
    const taken = performance.now() - start;
    if (taken < allowed) return outcome;
    if (attempt === 3) throw new Error(`took ${taken} ms for ${source.length} characters`);
  }
}

function outcomeOf(source: string | Uint8Array, mode: Mode): string | null {
  try {
    parse(source, { mode, typeComments: mode !== "eval" });
    return null;
  } catch (error) {
    if (error instanceof PySyntaxError) return error.type;
    throw error;
  }
}

function tokensOrError(source: string | Uint8Array): void {
  try {
    tokenize(source);
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error;
  }
}
