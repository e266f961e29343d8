/** Symbol tables, instructions, flow graphs and code objects of the corpus programs are CPython's. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { readPyc, type CodeObject } from "@pyvm/bytecode";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../../tools/corpus/src/read-corpus.ts";
import { differences } from "./testing/code-differences.ts";
import { cfgText, compile, generateInstructions, instructionsText, symtable, symtableText } from "./index.ts";

/** Some programs are there for the error they are refused with. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

describe.each(programs)("$id", (program) => {
  const options = { filename: program.fileName };

  it("has CPython's symbol table", () => {
    expect(symtableText(symtable(program.source, options))).toBe(program.golden("symtable"));
  });

  it("has CPython's instructions", () => {
    expect(instructionsText(generateInstructions(program.source, options).sequence)).toBe(
      program.golden("instructions"),
    );
  });

  it("has CPython's flow graphs", () => {
    const ours = unitsOf(cfgText(program.source, options));
    const known = unitsOf(program.golden("cfg")).filter(({ lines }) => lines !== "");
    const paths = new Set(known.map(({ path }) => path));
    expect(ours.filter(({ path }) => paths.has(path))).toEqual(known);
  });

  it("has CPython's code objects", () => {
    const expected = readPyc(program.pyc()).code as CodeObject;
    expect(differences(expected, compile(program.source, options))).toEqual([]);
  });
});

interface Unit {
  readonly path: string;
  readonly lines: string;
}

/**
 * The units of a flow graph text. What the oracle has to guess is left out: the name of a unit, the numbers of
 * its constants, and which of its loads are checked, for that takes the number of locals. Of a unit whose constants it cannot guess it shows no line.
 */
function unitsOf(text: string): Unit[] {
  const units = text.split(/^(?=unit )/m).filter((unit) => unit !== "");
  return units.map((unit) => {
    const lines = unit
      .slice(unit.indexOf("\n") + 1)
      .replace(/LOAD_CONST \d+/g, "LOAD_CONST")
      .replace(/LOAD_FAST_(CHECK|BORROW)\b/g, "LOAD_FAST");
    return { path: unit.slice("unit ".length, unit.indexOf(":")), lines };
  });
}
