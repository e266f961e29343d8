/**
 * Each stage behind code generation by itself, from what CPython's stage before it made: the optimised flow graph
 * from CPython's instructions, and the code object from CPython's optimised ones, over the corpus. The stages in front of
 * them are compared in corpus.test.ts.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CodeObject } from "@pyvm/bytecode";
import { Op, TupleConstant, constantKey, dumps, hasArg, loads, type Constant } from "@pyvm/bytecode";
import { parse } from "@pyvm/parser";
import { createOracle, type Oracle } from "@pyvm/tool-oracle";
import { beforeAll, expect, it } from "vitest";
import { readCorpus } from "../../../tools/corpus/src/read-corpus.ts";
import { assembleSequence } from "./assemble/code.ts";
import type { CompilerUnit } from "./codegen/unit.ts";
import { optimizeSequence } from "./flowgraph/order.ts";
import { ConstantTable } from "./instructions/constant-table.ts";
import { InstructionSequence } from "./instructions/sequence.ts";
import type { NameTable, UnitMetadata } from "./instructions/unit-metadata.ts";
import { compileTree } from "./pipeline.ts";
import { differences } from "./testing/code-differences.ts";

/** Opcode, oparg (an instruction's index for jumps), then lineno, end_lineno, col_offset, end_col_offset. */
type Row = [opcode: number, oparg: number | null, ...place: number[]];

/** What the oracle makes of one unit: its instructions, those optimised, the constants then, and the assembled code. */
interface Answer {
  readonly rows: Row[];
  readonly optimized: Row[];
  readonly consts: string;
  readonly code: string;
}

const STAGES = `
import _testinternalcapi, ast, base64, json, marshal, opcode

def sequence_of(rows):
    sequence = _testinternalcapi.new_instruction_sequence()
    targets = set(opcode.hasjump) | set(opcode.hasexc)
    labels = {oparg: sequence.new_label() for number, oparg, *_ in rows if number in targets}
    for index, (number, oparg, *place) in enumerate(rows):
        if index in labels:
            sequence.use_label(labels[index])
        sequence.addop(number, labels[oparg] if number in targets else oparg or 0, *place)
    return sequence

def text(value):
    return base64.b64encode(marshal.dumps(value)).decode()

def answer(sequence, path, units):
    rows = sequence.get_instructions()
    unit = units[path]
    consts = list(marshal.loads(base64.b64decode(unit["consts"])))
    metadata = unit["metadata"]
    optimized = _testinternalcapi.optimize_cfg(sequence_of(rows), consts, len(metadata["varnames"])).get_instructions()
    # Assembly does not look at constants; these differ from one another as keys.
    metadata["consts"] = {f"constant {index}": index for index in range(len(consts))}
    # What opens and closes handlers is gone from an optimised list, and assembly cannot do without.
    has_handlers = any(number in opcode.hasexc for number, *_ in rows)
    code = None if has_handlers else _testinternalcapi.assemble_code_object("corpus.py", sequence_of(optimized), metadata)
    yield path, {"rows": rows, "optimized": optimized, "consts": text(tuple(consts)), "code": text(code)}
    for index, nested in enumerate(sequence.get_nested()):
        yield from answer(nested, f"{path}.{index}", units)

def answers(source, units):
    sequence, _ = _testinternalcapi.compiler_codegen(ast.parse(source), "corpus.py", 0)
    return json.dumps(dict(answer(sequence, "0", units)))
`;

let oracle: Oracle;

beforeAll(async () => {
  oracle = await createOracle();
});

/** Some programs are there for the error they are refused with. */
const programs = readCorpus().filter(({ folder }) => existsSync(join(folder, "code.pyc")));

it.each(programs)("$id", ({ source }) => {
  const units = unitsOf(source);
  const answers = ask(source, units);
  for (const [path, { metadata, consts }] of units) {
    const { rows, optimized, consts: constsThen, code } = answers[path];

    const table = tableOf(consts);
    const ours = optimizeSequence(sequenceOf(rows), table, metadata.varnames.size);
    const constsAfter = constant(constsThen) as TupleConstant;
    const shown = ours.instructions.map((instruction) => shownRow(rowOf(instruction), table.items));
    const shownThen = optimized.map((row) => shownRow(row, constsAfter.items));
    expect(shown).toEqual(shownThen);

    if (constant(code) === null) continue;
    const named = { ...metadata, consts: tableOf(constsAfter.items.map((_, index) => `constant ${index}`)) };
    const assembled = assembleSequence(sequenceOf(optimized), named, "corpus.py");
    expect(differences(constant(code) as CodeObject, assembled)).toEqual([]);
  }
});

interface Unit {
  readonly metadata: UnitMetadata;
  /** Before any pass changed them. */
  readonly consts: readonly Constant[];
}

/** The units of a program by their place among the nested ones, such as `0.1`. */
function unitsOf(source: string): Map<string, Unit> {
  const bySequence = new Map<InstructionSequence, Unit>();
  let root: InstructionSequence | undefined;
  compileTree(
    parse(source),
    { filename: "corpus.py", optimize: 0, flags: 0 },
    ({ sequence, metadata }: CompilerUnit) => {
      root = sequence;
      bySequence.set(sequence, { metadata, consts: [...metadata.consts.items] });
    },
  );
  const byPath = new Map<string, Unit>();
  const add = (sequence: InstructionSequence, path: string): void => {
    byPath.set(path, bySequence.get(sequence)!);
    sequence.nested.forEach((nested, index) => add(nested, `${path}.${index}`));
  };
  add(root!, "0");
  return byPath;
}

function ask(source: string, units: ReadonlyMap<string, Unit>): Record<string, Answer> {
  const question: Record<string, unknown> = {};
  for (const [path, { metadata, consts }] of units) {
    const { name, qualname, argcount, posonlyargcount, kwonlyargcount, firstlineno } = metadata;
    const marshalled = Buffer.from(dumps(new TupleConstant([...consts]))).toString("base64");
    question[path] = {
      consts: marshalled,
      metadata: {
        ...{ name, qualname, argcount, posonlyargcount, kwonlyargcount, firstlineno },
        names: dictOf(metadata.names),
        varnames: dictOf(metadata.varnames),
        cellvars: dictOf(metadata.cellvars),
        freevars: dictOf(metadata.freevars),
        fasthidden: Object.fromEntries(metadata.fasthidden),
      },
    };
  }
  const arguments_ = `${JSON.stringify(source)}, json.loads(${JSON.stringify(JSON.stringify(question))})`;
  return JSON.parse(oracle.evaluate(`${STAGES}\nresult = answers(${arguments_})`)) as Record<string, Answer>;
}

const dictOf = (table: NameTable): Record<string, number> => Object.fromEntries(table);

const constant = (base64: string): Constant => loads(Buffer.from(base64, "base64"));

function tableOf(consts: readonly Constant[]): ConstantTable {
  const table = new ConstantTable();
  for (const item of consts) table.add(item);
  return table;
}

function sequenceOf(rows: readonly Row[]): InstructionSequence {
  const sequence = new InstructionSequence();
  sequence.labelMap = null;
  for (const [opcode, oparg, lineno, end_lineno, col_offset, end_col_offset] of rows) {
    sequence.add(opcode, oparg ?? 0, { lineno, end_lineno, col_offset, end_col_offset });
  }
  return sequence;
}

/**
 * An instruction with the constant it loads: a folded one that is equal to another gets a number of its own in
 * `optimize_cfg`, which knows nothing of the constants of the compilation.
 */
function shownRow(row: Row, consts: readonly Constant[]): unknown[] {
  return row[0] === Op.LOAD_CONST ? [...row, constantKey(consts[row[1]!])].toSpliced(1, 1) : row;
}

function rowOf({ opcode, oparg, location }: InstructionSequence["instructions"][number]): Row {
  const { lineno, end_lineno, col_offset, end_col_offset } = location;
  return [opcode, hasArg(opcode) ? oparg : null, lineno, end_lineno, col_offset, end_col_offset];
}
