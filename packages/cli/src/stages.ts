/**
 * What each stage of the pipeline makes of a program, as text.
 *
 * Tokens, syntax tree and code object are shown as CPython's own commands show them: `python -m tokenize -e`,
 * `python -m ast` and `python -m dis`. The stages between have no command in CPython; theirs are the forms of
 * `tools/oracle`.
 */
import { disassemble, sourceHash, writePyc } from "@pyvm/bytecode";
import {
  cfgText,
  compile,
  generateInstructions,
  instructionsText,
  symtable,
  symtableText,
} from "@pyvm/compiler";
import { dump, parse, reprConstant, tokenNames, tokenize } from "@pyvm/parser";

/** How the program is compiled. */
export interface StageOptions {
  /** What code objects and errors call the source. */
  readonly filename: string;
  readonly optimize?: 0 | 1 | 2;
}

type ShowStage = (source: Uint8Array, options: StageOptions) => string;

const STAGES = {
  tokens: (source) => tokenize(source).map(formatToken).join(""),
  ast: (source, { filename }) => `${dump(parse(source, { filename }), { indent: 3 })}\n`,
  symtable: (source, options) => symtableText(symtable(source, options)),
  instructions: (source, options) => instructionsText(generateInstructions(source, options).sequence),
  cfg: cfgText,
  dis: (source, options) => disassemble(compile(source, options)),
  pyc: (source, options) => hexDump(pycOf(source, options)),
} satisfies Record<string, ShowStage>;

export type StageName = keyof typeof STAGES;

/** The stages, first to last. */
export const stageNames = Object.keys(STAGES) as StageName[];

/**
 * The text of one stage of a program.
 *
 * @param source the bytes of the file
 * @throws {PySyntaxError} when the program does not come as far as this stage
 * @example
 * stageText("dis", new TextEncoder().encode("x = 1"), { filename: "x.py" });
 */
export function stageText(stage: StageName, source: Uint8Array, options: StageOptions): string {
  return STAGES[stage](source, options);
}

/** `python -m tokenize -e`: place, exact type, text, in columns of 20, 15 and 15. */
function formatToken({ start, end, exactType, string }: ReturnType<typeof tokenize>[number]): string {
  const place = `${start.join()}-${end.join()}:`;
  return `${place.padEnd(20)}${tokenNames[exactType]!.padEnd(15)}${reprConstant(string).padEnd(15)}\n`;
}

/** With the hash of the source, which unlike a file's times is the program's own. */
function pycOf(source: Uint8Array, options: StageOptions): Uint8Array {
  return writePyc({
    validation: { kind: "unchecked-hash", hash: sourceHash(source) },
    code: compile(source, options),
  });
}

/** Sixteen bytes a line: offset, hexadecimal, and what is printable ASCII. */
function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = [...bytes.subarray(offset, offset + 16)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const characters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
    lines.push(`${offset.toString(16).padStart(8, "0")}  ${digits.padEnd(47)}  ${characters.join("")}\n`);
  }
  return lines.join("");
}
