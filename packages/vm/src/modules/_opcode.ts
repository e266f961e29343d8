/**
 * `_opcode`: what is known about opcodes, for `opcode` and `dis`. All of it is @pyvm/bytecode's tables.
 */
import {
  BINARY_OPERATIONS,
  INTRINSIC_1,
  INTRINSIC_2,
  SPECIAL_METHODS,
  hasArg,
  hasConst,
  hasFree,
  hasJump,
  hasLocal,
  hasName,
  isBlockPush,
  opcodeNames,
  stackEffect,
} from "@pyvm/bytecode";
import { type Entry, defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { must, typeError, valueError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { typeName } from "../kernel/type.ts";
import { PyCode } from "../objects/code.ts";
import { makeList } from "../objects/list.ts";
import { makeTuple } from "../objects/tuple.ts";
import { toIndex } from "../protocols/number.ts";

/** A yes-no question about an opcode; numbers that are none have no properties. */
function question(doc: string, answer: (opcode: number) => boolean): Entry {
  return fn("($module, /, opcode)", doc, (value) => {
    const opcode = must(toIndex(value, "OverflowError"));
    return isValid(opcode) && answer(opcode);
  });
}

function isValid(opcode: number): boolean {
  const name = opcodeNames[opcode];
  return name !== undefined && !name.startsWith("<");
}

function stackEffectOf(opcodeArgument: PyObject, opargArgument: PyObject, jump: PyObject): Result {
  const opcode = must(toIndex(opcodeArgument, "OverflowError"));
  const oparg = opargArgument === None ? 0 : must(toIndex(opargArgument, "OverflowError"));
  if (jump !== None && typeof jump !== "boolean") {
    throw valueError("stack_effect: jump must be False, True or None");
  }
  const effect = stackEffect(opcode, oparg, jump === false ? "next" : "jump");
  if (effect === null) throw valueError("invalid opcode or oparg");
  return effect;
}

/** No code is compiled further than to instructions. */
function getExecutor(code: PyObject, offset: PyObject): Result {
  if (!(code instanceof PyCode)) throw typeError(`expected a code object, not '${typeName(code)}'`);
  must(toIndex(offset, "OverflowError"));
  throw valueError("no executor at given byte offset");
}

const textList = (texts: readonly string[]) => makeList([...texts]);

export const opcodeModule = defineModule("_opcode", {
  doc: "Opcode support module.",
  constants: { ENABLE_SPECIALIZATION: true, ENABLE_SPECIALIZATION_FT: false },
  functions: {
    stack_effect: fn(
      "($module, opcode, oparg=None, /, *, jump=None)",
      "The change in stack depth by an opcode.",
      stackEffectOf,
    ),
    is_valid: question("Whether there is such an opcode.", () => true),
    has_arg: question("Whether the opcode uses its oparg.", hasArg),
    has_const: question("Whether the opcode accesses a constant.", hasConst),
    has_name: question("Whether the opcode accesses an attribute by name.", hasName),
    has_jump: question("Whether the opcode has a jump target.", hasJump),
    has_free: question("Whether the opcode accesses a free variable.", hasFree),
    has_local: question("Whether the opcode accesses a local variable.", hasLocal),
    has_exc: question("Whether the opcode sets up an exception handler.", isBlockPush),
    get_specialization_stats: fn("($module, /)", "Statistics of specialization: none are kept.", () => None),
    get_nb_ops: fn("($module, /)", "The names and symbols of binary operations.", () =>
      makeList(BINARY_OPERATIONS.map(([name, symbol]) => makeTuple([name, symbol]))),
    ),
    get_intrinsic1_descs: fn("($module, /)", "The names of the unary intrinsics.", () =>
      textList(INTRINSIC_1),
    ),
    get_intrinsic2_descs: fn("($module, /)", "The names of the binary intrinsics.", () =>
      textList(INTRINSIC_2),
    ),
    get_special_method_names: fn("($module, /)", "The special methods of LOAD_SPECIAL.", () =>
      textList(SPECIAL_METHODS),
    ),
    get_executor: fn(
      "($module, /, code, offset)",
      "The optimized trace at an offset: there are none.",
      getExecutor,
    ),
  },
});
