/**
 * The command line, parsed as CPython parses its own (Python/initconfig.c, Python/getopt.c), plus `--stage`.
 *
 * Options end at the program: `-c CODE`, `-m MODULE`, a file, or `-`. What follows belongs to the program.
 */
import { type StageName, stageNames } from "./stages.ts";

/** What to run. */
export type Program =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "command"; readonly source: string }
  | { readonly kind: "module"; readonly name: string }
  | { readonly kind: "stdin" };

export type Arguments = {
  program: Program;
  /** The program is `-`: standard input, asked for by name. */
  isDash: boolean;
  /** Arguments behind the program. */
  rest: string[];
  optimize: 0 | 1 | 2;
  dontWriteBytecode: boolean;
  ignoreEnvironment: boolean;
  inspect: boolean;
  isolated: boolean;
  noSite: boolean;
  noUserSite: boolean;
  quiet: boolean;
  safePath: boolean;
  unbuffered: boolean;
  skipFirstLine: boolean;
  verbose: number;
  bytesWarning: number;
  warnOptions: string[];
  xoptions: Map<string, string | true>;
  checkHashBasedPycs: string;
  /** `-R`: whatever PYTHONHASHSEED says. */
  randomHashes: boolean;
};

/** What the command line asks for. */
export type Request =
  | { readonly kind: "run"; readonly arguments: Arguments }
  | { readonly kind: "stage"; readonly stage: StageName; readonly path: string; readonly optimize: 0 | 1 | 2 }
  | { readonly kind: "version"; readonly detailed: boolean }
  | { readonly kind: "help" }
  /** The command line is wrong: what to print above the usage, and exit with 2. */
  | { readonly kind: "misuse"; readonly message: string };

class Misuse {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Parse the arguments of the command, its own name excluded. */
export function parseArguments(argv: readonly string[]): Request {
  try {
    return parse(argv);
  } catch (error) {
    if (error instanceof Misuse) return { kind: "misuse", message: error.message };
    throw error;
  }
}

function defaults(): Arguments {
  return {
    program: { kind: "stdin" },
    isDash: false,
    rest: [],
    optimize: 0,
    dontWriteBytecode: false,
    ignoreEnvironment: false,
    inspect: false,
    isolated: false,
    noSite: false,
    noUserSite: false,
    quiet: false,
    safePath: false,
    unbuffered: false,
    skipFirstLine: false,
    verbose: 0,
    bytesWarning: 0,
    warnOptions: [],
    xoptions: new Map(),
    checkHashBasedPycs: "default",
    randomHashes: false,
  };
}

/** Options without an argument; those that only debug builds of CPython heed are accepted as there. */
const FLAGS: Record<string, (result: Arguments) => void> = {
  b: (result) => result.bytesWarning++,
  B: (result) => (result.dontWriteBytecode = true),
  d: () => undefined,
  E: (result) => (result.ignoreEnvironment = true),
  i: (result) => (result.inspect = true),
  I: (result) => {
    result.isolated = true;
    result.ignoreEnvironment = true;
    result.noUserSite = true;
    result.safePath = true;
  },
  O: (result) => (result.optimize = result.optimize === 0 ? 1 : 2),
  P: (result) => (result.safePath = true),
  q: (result) => (result.quiet = true),
  R: (result) => (result.randomHashes = true),
  s: (result) => (result.noUserSite = true),
  S: (result) => (result.noSite = true),
  u: (result) => (result.unbuffered = true),
  v: (result) => result.verbose++,
  x: (result) => (result.skipFirstLine = true),
};

function parse(argv: readonly string[]): Request {
  const result = defaults();
  let versions = 0;
  let stage: StageName | null = null;
  let index = 0;
  for (; index < argv.length; index++) {
    const argument = argv[index]!;
    if (argument === "-" || !argument.startsWith("-")) break;
    if (argument === "--") {
      index++;
      break;
    }
    if (argument.startsWith("--")) {
      const [name, inline] = splitLong(argument);
      const value = () => inline ?? argv[++index] ?? missing(name);
      if (name === "--help") return { kind: "help" };
      if (name === "--version") versions++;
      else if (name === "--stage") stage = stageArgument(value());
      else if (name === "--check-hash-based-pycs") result.checkHashBasedPycs = pycsArgument(value());
      else throw new Misuse(`Unknown option: ${argument}\n`);
      continue;
    }
    for (let at = 1; at < argument.length; at++) {
      const letter = argument[at]!;
      const flag = FLAGS[letter];
      if (flag !== undefined) flag(result);
      else if (letter === "V") versions++;
      else if (letter === "h" || letter === "?") return { kind: "help" };
      else if ("cmWX".includes(letter)) {
        const value = argument.slice(at + 1) || argv[++index];
        if (value === undefined) throw new Misuse(`Argument expected for the -${letter} option\n`);
        if (letter === "W") result.warnOptions.push(value);
        else if (letter === "X") addXoption(result.xoptions, value);
        else {
          result.program =
            letter === "c" ? { kind: "command", source: value } : { kind: "module", name: value };
          result.rest = argv.slice(index + 1);
          return versions > 0
            ? { kind: "version", detailed: versions > 1 }
            : { kind: "run", arguments: result };
        }
        break;
      } else throw new Misuse(`Unknown option: -${letter}\n`);
    }
  }
  if (versions > 0) return { kind: "version", detailed: versions > 1 };
  const path = argv[index];
  if (stage !== null) {
    if (path === undefined) throw new Misuse("--stage needs the file whose stage to show\n");
    return { kind: "stage", stage, path, optimize: result.optimize };
  }
  result.isDash = path === "-";
  if (path !== undefined && path !== "-") result.program = { kind: "file", path };
  result.rest = argv.slice(index + 1);
  return { kind: "run", arguments: result };
}

function splitLong(argument: string): [name: string, value: string | undefined] {
  const equals = argument.indexOf("=");
  return equals < 0 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function missing(name: string): never {
  throw new Misuse(`Argument expected for the ${name} option\n`);
}

function stageArgument(value: string): StageName {
  if ((stageNames as readonly string[]).includes(value)) return value as StageName;
  throw new Misuse(`--stage must be one of ${stageNames.join(", ")}\n`);
}

function pycsArgument(value: string): string {
  if (["default", "always", "never"].includes(value)) return value;
  throw new Misuse("--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n");
}

/** `-X name` or `-X name=value`. */
function addXoption(options: Map<string, string | true>, text: string): void {
  const equals = text.indexOf("=");
  if (equals < 0) options.set(text, true);
  else options.set(text.slice(0, equals), text.slice(equals + 1));
}
