/**
 * The named tuples of `sys`: version_info, flags, float_info, int_info, hash_info, thread_info.
 */
import type { PyObject } from "../../kernel/object.ts";
import { None } from "../../kernel/singletons.ts";
import { makeFloat } from "../../objects/float.ts";
import { type PyStructSequence, defineStructSequence, makeStructSequence } from "../../objects/structseq.ts";

const undocumented = (names: string) => names.split(" ").map((name) => [name, ""] as const);

const versionInfoType = defineStructSequence("version_info", {
  module: "sys",
  doc: "The version of Python as five parts.",
  final: true,
  fields: [
    ["major", "Major release number"],
    ["minor", "Minor release number"],
    ["micro", "Patch release number"],
    ["releaselevel", "'alpha', 'beta', 'candidate', or 'final'"],
    ["serial", "Serial release number"],
  ],
});

/** The version of the language and library that pyvm speaks. */
export const VERSION = { major: 3, minor: 14, micro: 2, level: "final", serial: 0 } as const;
export const versionInfo = makeStructSequence(versionInfoType, [
  VERSION.major,
  VERSION.minor,
  VERSION.micro,
  VERSION.level,
  VERSION.serial,
]);
export const hexVersion = (VERSION.major << 24) | (VERSION.minor << 16) | (VERSION.micro << 8) | 0xf0;

const flagsType = defineStructSequence("flags", {
  module: "sys",
  doc: "The flags of the command line.",
  final: true,
  visible: 18,
  fields: [
    ["debug", "-d"],
    ["inspect", "-i"],
    ["interactive", "-i"],
    ["optimize", "-O or -OO"],
    ["dont_write_bytecode", "-B"],
    ["no_user_site", "-s"],
    ["no_site", "-S"],
    ["ignore_environment", "-E"],
    ["verbose", "-v"],
    ["bytes_warning", "-b"],
    ["quiet", "-q"],
    ["hash_randomization", "-R"],
    ["isolated", "-I"],
    ["dev_mode", "-X dev"],
    ["utf8_mode", "-X utf8"],
    ["warn_default_encoding", "-X warn_default_encoding"],
    ["safe_path", "-P"],
    ["int_max_str_digits", "-X int_max_str_digits"],
    ["gil", "-X gil"],
    ["thread_inherit_context", "-X thread_inherit_context"],
    ["context_aware_warnings", "-X context_aware_warnings"],
  ],
});

/** What the command line and the environment say about how to run. */
export type CommandFlags = {
  readonly inspect: boolean;
  readonly optimize: 0 | 1 | 2;
  readonly dontWriteBytecode: boolean;
  readonly noUserSite: boolean;
  readonly noSite: boolean;
  readonly ignoreEnvironment: boolean;
  readonly verbose: number;
  readonly bytesWarning: number;
  readonly quiet: boolean;
  readonly hashRandomization: boolean;
  readonly isolated: boolean;
  readonly devMode: boolean;
  readonly safePath: boolean;
  readonly warnDefaultEncoding: boolean;
};

export const defaultFlags: CommandFlags = {
  inspect: false,
  optimize: 0,
  dontWriteBytecode: false,
  noUserSite: false,
  noSite: false,
  ignoreEnvironment: false,
  verbose: 0,
  bytesWarning: 0,
  quiet: false,
  hashRandomization: true,
  isolated: false,
  devMode: false,
  safePath: false,
  warnDefaultEncoding: false,
};

export function makeFlags(flags: CommandFlags): PyStructSequence {
  const values: PyObject[] = [
    0,
    Number(flags.inspect),
    Number(flags.inspect),
    flags.optimize,
    Number(flags.dontWriteBytecode),
    Number(flags.noUserSite || flags.isolated),
    Number(flags.noSite),
    Number(flags.ignoreEnvironment || flags.isolated),
    flags.verbose,
    flags.bytesWarning,
    Number(flags.quiet),
    Number(flags.hashRandomization),
    Number(flags.isolated),
    flags.devMode,
    1,
    Number(flags.warnDefaultEncoding),
    flags.safePath || flags.isolated,
    4300,
    1,
    0,
    0,
  ];
  return makeStructSequence(flagsType, values);
}

export const floatInfo = makeStructSequence(
  defineStructSequence("float_info", {
    module: "sys",
    doc: "Limits of float: C's DBL_ constants.",
    final: true,
    fields: undocumented("max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds"),
  }),
  [
    makeFloat(Number.MAX_VALUE),
    1024,
    308,
    makeFloat(2.2250738585072014e-308),
    -1021,
    -307,
    15,
    53,
    makeFloat(Number.EPSILON),
    2,
    1,
  ],
);

export const intInfo = makeStructSequence(
  defineStructSequence("int_info", {
    module: "sys",
    doc: "How ints are stored, as CPython's 64-bit builds have it.",
    final: true,
    fields: undocumented("bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold"),
  }),
  [30, 4, 4300, 640],
);

export const hashInfo = makeStructSequence(
  defineStructSequence("hash_info", {
    module: "sys",
    doc: "Parameters of hash().",
    final: true,
    fields: undocumented("width modulus inf nan imag algorithm hash_bits seed_bits cutoff"),
  }),
  [64, 2305843009213693951n, 314159, 0, 1000003, "siphash13", 64, 128, 0],
);

export const threadInfo = makeStructSequence(
  defineStructSequence("thread_info", {
    module: "sys",
    doc: "How threads are implemented.",
    final: true,
    fields: undocumented("name lock version"),
  }),
  ["pthread", "semaphore", None],
);

export const asyncgenHooksType = defineStructSequence("asyncgen_hooks", {
  module: "sys",
  doc: "The hooks of asynchronous generators.",
  fields: undocumented("firstiter finalizer"),
});
