/**
 * Damaged .pyc files: those of the corpus with bytes changed, or whole code objects that are wrong inside. The
 * second kind passes marshal and meets the verifier, and what the verifier lets through runs. A Python error or
 * an end must come of it, and nothing else.
 *
 * PYVM_DAMAGED=COUNT or COUNT,SEED makes more of them than the tests do.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CodeObject,
  Op,
  PYC_HEADER_SIZE,
  TupleConstant,
  dumps,
  loads,
  opcodeCaches,
  type CodeFields,
  type Constant,
} from "@pyvm/bytecode";
import { archiveUrl, readArchive, type LibraryFiles } from "@pyvm/stdlib";
import { expect, test } from "vitest";
import { readCorpus } from "../../../../tools/corpus/src/read-corpus.ts";
import { Random } from "../../../../tools/differential/src/random.ts";
import { PythonError, createMemoryHost, createVM, type VM } from "../index.ts";

const [COUNT = 2000, SEED = 1] = process.env["PYVM_DAMAGED"]?.split(",").map(Number) ?? [];

test(`${COUNT} damaged .pyc files end or raise`, { timeout: 60_000 + COUNT * 200 }, async () => {
  const programs = readCorpus().filter(({ folder, id }) => {
    // Most of the library's programs spend their steps on importing, the jobs' on computing.
    return existsSync(join(folder, "code.pyc")) && !/^(library|jobs)\//.test(id);
  });
  const files = programs.map((program) => program.pyc()).filter(({ length }) => length < 20_000);
  const runner = await createDamagedCodeRunner();
  const broken: string[] = [];
  let refused = 0;
  for (let seed = SEED; seed < SEED + COUNT; seed++) {
    const random = new Random(seed);
    const { kind, detail } = runner.run(damagedCode(random, random.pick(files)));
    if (kind === "broken") broken.push(`seed ${seed}: ${detail}`);
    if (kind === "SystemError") refused++;
  }
  expect(broken).toEqual([]);
  // The damage is such that a good part is found by the verifier, and a good part runs.
  expect(refused).toBeGreaterThan(COUNT * 0.2);
  expect(refused).toBeLessThan(COUNT * 0.6);
});

interface Outcome {
  /** "ended", "stopped" for using up its steps, the type of a Python exception, or "broken". */
  readonly kind: string;
  /** The exception's message; the JavaScript stack when something broke. */
  readonly detail: string;
}

const LIBRARY = "/lib";

/** Polls of the host, one each ten thousand loop edges and calls, before a program is interrupted, and then ended. */
const PATIENCE = 3;
const GRACE = 3;

/** What the host throws to end a program that goes on after interrupts; no Python code can catch it. */
class Stop {}

async function createDamagedCodeRunner(): Promise<DamagedCodeRunner> {
  const archive = new Uint8Array(readFileSync(fileURLToPath(archiveUrl)));
  return new DamagedCodeRunner(await readArchive(archive));
}

/** Interpreters to run one file after another in. */
class DamagedCodeRunner {
  readonly #library: LibraryFiles;
  #vm: VM | null = null;
  #runs = 0;
  #polls = 0;

  constructor(library: LibraryFiles) {
    this.#library = library;
  }

  run(body: Uint8Array): Outcome {
    this.#polls = -Infinity;
    if (this.#vm === null || this.#runs++ % 250 === 249) this.#vm = this.#makeVM();
    this.#polls = 0;
    try {
      this.#vm.set("data", body);
      this.#vm.run("run(data)");
      return { kind: "ended", detail: "" };
    } catch (error) {
      if (error instanceof PythonError) {
        return { kind: this.#polls >= PATIENCE ? "stopped" : error.type, detail: error.message };
      }
      this.#vm = null;
      if (error instanceof Stop) return { kind: "stopped", detail: "" };
      return { kind: "broken", detail: error instanceof Error ? error.stack! : String(error) };
    }
  }

  #makeVM(): VM {
    const host = createMemoryHost({
      files: [...this.#library].map(([path, content]) => [`${LIBRARY}/${path}`, content] as const),
      interrupted: () => {
        this.#polls++;
        if (this.#polls >= PATIENCE + GRACE) throw new Stop();
        return this.#polls >= PATIENCE;
      },
    });
    const vm = createVM({ host, stdlib: LIBRARY });
    vm.run("import marshal\ndef run(data):\n    exec(marshal.loads(data), {'__name__': '__main__'})\n");
    return vm;
  }
}

// ---- Damage.

/** The file with some damage; the header stays. */
function damagedCode(random: Random, pyc: Uint8Array): Uint8Array {
  const body = Uint8Array.from(pyc.subarray(PYC_HEADER_SIZE));
  return random.once(3) ? damagedBytes(random, body) : damagedInside(random, body);
}

function damagedBytes(random: Random, body: Uint8Array): Uint8Array {
  const bytes = body.slice();
  for (let count = 1 + random.below(4); count > 0; count--) {
    bytes[random.below(bytes.length)] = random.once(2) ? random.below(256) : random.pick([0, 1, 2, 127, 255]);
  }
  return random.once(20) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

function damagedInside(random: Random, body: Uint8Array): Uint8Array {
  const code = loads(body) as CodeObject;
  const victims: CodeObject[] = [];
  collect(code, victims);
  const victim = random.pick(victims);
  return dumps(replaced(code, victim, new CodeObject(withDamage(random, victim))));
}

function collect(code: CodeObject, found: CodeObject[]): void {
  found.push(code);
  for (const constant of code.co_consts) if (constant instanceof CodeObject) collect(constant, found);
}

/** A copy of `code` in which `victim` is another. */
function replaced(code: CodeObject, victim: CodeObject, other: CodeObject): CodeObject {
  if (code === victim) return other;
  const co_consts = code.co_consts.map((constant) =>
    constant instanceof CodeObject ? replaced(constant, victim, other) : constant,
  );
  return new CodeObject({ ...code, co_consts });
}

const ALL_OPCODES = Object.values(Op).filter((opcode) => opcode < 128);

function withDamage(random: Random, code: CodeFields): CodeFields {
  const changed: { -readonly [Field in keyof CodeFields]: CodeFields[Field] } = { ...code };
  const co_code = code.co_code.slice();
  const unit = 2 * random.below(co_code.length / 2);
  switch (random.below(16)) {
    case 0:
    case 1:
      co_code[unit] = random.pick(ALL_OPCODES);
      changed.co_code = co_code;
      break;
    case 2:
    case 3:
    case 4:
      // Another opcode with as many caches: what is behind it keeps its meaning.
      co_code[unit] = random.pick(
        ALL_OPCODES.filter((op) => opcodeCaches[op] === opcodeCaches[co_code[unit]!]),
      );
      changed.co_code = co_code;
      break;
    case 5:
    case 6:
    case 7:
      co_code[unit + 1] = random.once(2) ? random.below(8) : co_code[unit + 1]! + random.below(5) - 2;
      changed.co_code = co_code;
      break;
    case 8:
      changed.co_code = without(co_code, unit);
      break;
    case 9: {
      const other = 2 * random.below(co_code.length / 2);
      for (const at of [0, 1]) co_code[unit + at] = code.co_code[other + at]!;
      for (const at of [0, 1]) co_code[other + at] = code.co_code[unit + at]!;
      changed.co_code = co_code;
      break;
    }
    case 10:
      changed.co_exceptiontable = damagedTable(random, code.co_exceptiontable);
      break;
    case 11:
      changed.co_linetable = damagedTable(random, code.co_linetable);
      break;
    case 12:
      changed.co_stacksize = random.pick([0, 1, code.co_stacksize + 1, 100_000, 0x7fffffff]);
      break;
    case 13:
      changed.co_flags = code.co_flags ^ (1 << random.below(29));
      break;
    case 14: {
      const kinds = code.co_localspluskinds.slice();
      if (kinds.length > 0)
        kinds[random.below(kinds.length)] = random.pick([0, 0x20, 0x40, 0x60, 0x80, 0x26]);
      changed.co_localspluskinds = kinds;
      break;
    }
    default:
      changed.co_consts = shuffledConstants(random, code.co_consts);
  }
  return changed;
}

function without(co_code: Uint8Array, unit: number): Uint8Array {
  return Uint8Array.from([...co_code.subarray(0, unit), ...co_code.subarray(unit + 2)]);
}

function damagedTable(random: Random, table: Uint8Array): Uint8Array {
  const bytes = table.slice();
  if (bytes.length === 0) return Uint8Array.from(random.several(1, 8, () => random.below(256)));
  bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
  return bytes;
}

function shuffledConstants(random: Random, constants: readonly Constant[]): readonly Constant[] {
  if (constants.length === 0) return constants;
  const changed = [...constants];
  const other: Constant[] = [
    null,
    1,
    "text",
    new TupleConstant([]),
    new TupleConstant(["a", "b"]),
    ...constants,
  ];
  changed[random.below(changed.length)] = random.pick(other);
  return changed;
}
