/**
 * `@pyvm/vm`: Python 3.14 for JavaScript programs: the VM with the compiler joined on.
 */
import {
  CodePoints,
  type CompileMode,
  type CompilerInput,
  Complex,
  type ConstantValue,
  ELLIPSIS,
  Float,
  InvalidConstant,
  InvalidTreeError,
  PySyntaxError,
  compile as compileProgram,
  compileToTree,
  constantOf,
  generateTokens,
  symtable,
  useCharacterNames,
} from "@pyvm/compiler";
import { lookupCharacter } from "@pyvm/unicode/names";
import {
  type Constant,
  CodePoints as CodePointsConstant,
  ComplexConstant,
  ELLIPSIS as ELLIPSIS_CONSTANT,
  FloatConstant,
} from "@pyvm/bytecode";
import { type VM, type VMOptions, createVM as createCoreVM } from "./embedding/vm.ts";
import {
  CompileFailure,
  type CompilerHook,
  type SyntaxNode,
  installCompiler,
} from "./kernel/compiler-hook.ts";

export * from "./core.ts";

/** Create an interpreter that can compile. */
export function createVM(options: VMOptions): VM {
  // Not at the top level: this package promises to have no side effects, and bundlers leave out what only has some.
  installCompiler(compiler);
  // The VM has the names anyway, for `unicodedata` and the codecs.
  useCharacterNames(lookupCharacter);
  return createCoreVM(options);
}

const compiler: CompilerHook = {
  compile({ source, filename, mode, optimize, flags, featureVersion, onWarning }) {
    if (mode === "func_type")
      throw failure("ValueError", "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    const version = featureVersion === undefined ? {} : { featureVersion };
    return refusing(() =>
      compileProgram(source as CompilerInput, { filename, mode, optimize, flags, onWarning, ...version }),
    );
  },
  parse({ source, filename, mode, optimize, flags, featureVersion, onWarning }) {
    const version = featureVersion === undefined ? {} : { featureVersion };
    const tree = refusing(() =>
      compileToTree(source as CompilerInput, { filename, mode, optimize, flags, onWarning, ...version }),
    );
    return tree as unknown as SyntaxNode;
  },
  *tokens(source) {
    const tokens = generateTokens(source);
    for (;;) {
      const step = refusing(() => tokens.next());
      if (step.done === true) return;
      yield step.value;
    }
  },
  symbols({ source, filename, mode, flags, onWarning }) {
    const options = { filename, mode: mode as CompileMode, flags, onWarning };
    return refusing(() => symtable(source as CompilerInput, options)).st_top;
  },
  constantOfTree: (value) => constantOf(value as ConstantValue),
  constantForTree: treeConstant,
  invalidConstant: (typeName) => new InvalidConstant(typeName),
};

/** What the compiler refuses, as the VM knows it. */
function refusing<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof PySyntaxError) throw failureOf(error);
    if (error instanceof InvalidTreeError) throw failure(error.type, error.msg);
    throw error;
  }
}

/** Tuples and frozensets, which only trees made by hand hold, stay those of bytecode. */
function treeConstant(constant: Constant): unknown {
  if (constant instanceof FloatConstant) return new Float(constant.value);
  if (constant instanceof ComplexConstant) return new Complex(constant.real, constant.imag);
  if (constant instanceof CodePointsConstant) return new CodePoints(constant.points);
  return constant === ELLIPSIS_CONSTANT ? ELLIPSIS : constant;
}

function failure(type: CompileFailure["type"], message: string): CompileFailure {
  const nowhere = {
    filename: null,
    lineno: null,
    offset: null,
    text: null,
    endLineno: null,
    endOffset: null,
  };
  return new CompileFailure({ type, message, ...nowhere });
}

function failureOf(error: PySyntaxError): CompileFailure {
  return new CompileFailure({
    type: error.type,
    message: error.msg,
    filename: error.filename,
    lineno: error.lineno,
    offset: error.offset,
    text: error.text,
    endLineno: error.end_lineno,
    endOffset: error.end_offset,
  });
}
