"""Optimized flow graphs: what `_testinternalcapi.optimize_cfg` makes of each instruction sequence.

`optimize_cfg` wants the unit's constants, and `compiler_codegen` does not give them away. Most can be told
from the outside: a LOAD_CONST carries the location of the expression it loads, which is a Constant in the
AST or still a LOAD_CONST at the same place in the finished code object. What remains is a stand-in that no
pass can fold. The result is kept only if it has the finished code object's operations, in order; otherwise
the unit is reported as unknown rather than wrongly.

The functions follow the driver in CPython's test support: number of parameters 0, first line 1. So a
function's parameters are loaded with LOAD_FAST_CHECK here, unlike in the finished code object.
"""

import ast
import dis
import functools
import types

import _testinternalcapi

from stages import instruction_lines, joined, opcode_name


def cfg_text(source, filename, optimize=0):
    tree = ast.parse(source)
    code = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    sequence, _ = _testinternalcapi.compiler_codegen(ast.parse(source), filename, optimize)
    lines = []
    add_unit(lines, sequence, [code], constants_by_location(tree), "0")
    # A code object that stays alive keeps names alive, and marshal writes those otherwise.
    final_operations.cache_clear()
    return joined(lines)


def add_unit(lines, sequence, candidates, constants, path):
    for code in candidates:
        found = optimized(sequence, code, constants)
        if found is not None:
            consts, instructions = found
            lines.append(f"unit {path}: {code.co_qualname}")
            lines.extend(instruction_lines(instructions))
            inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
            break
    else:
        lines.append(f"unit {path}: constants unknown")
        inner = []
        for code in candidates:
            inner += [const for const in code.co_consts if isinstance(const, types.CodeType)]
    for index, nested in enumerate(sequence.get_nested()):
        add_unit(lines, nested, inner, constants, f"{path}.{index}")


def optimized(sequence, code, constants):
    """The unit's constants and optimized instructions, or None if it cannot be this code object."""
    consts = guessed_constants(sequence, code, constants)
    result = _testinternalcapi.optimize_cfg(sequence, consts, len(code.co_varnames))
    instructions = result.get_instructions()
    if comparable(instructions) != final_operations(code):
        return None
    return consts, instructions


def constants_by_location(tree):
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            location = (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
            found[location] = node.value
    return found


def guessed_constants(sequence, code, constants):
    """The list of constants, as far as the AST and the finished code object give them away.

    Several constants may be loaded at one place (a class body's prologue); they come in the same order
    before and after optimization.
    """
    final = {}
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_CONST", "LOAD_SMALL_INT"):
            final.setdefault(location_of(instruction), []).append(instruction.argval)
    consts = []
    for op, oparg, *location in sequence.get_instructions():
        if op != dis.opmap["LOAD_CONST"]:
            continue
        while len(consts) <= oparg:
            consts.append(("stand-in", len(consts)))
        where = tuple(location)
        remaining = final.get(where)
        if where[0] < 0:
            consts[oparg] = None
        elif where in constants:
            consts[oparg] = constants[where]
        elif remaining:
            consts[oparg] = remaining.pop(0)
    # A module's annotations are compiled apart and join the sequence only in the flow graph; what they load
    # is numbered after everything here.
    consts += [("stand-in", len(consts) + extra) for extra in range(4)]
    return consts


def location_of(instruction):
    position = instruction.positions
    numbers = (position.lineno, position.end_lineno, position.col_offset, position.end_col_offset)
    return tuple(-1 if number is None else number for number in numbers)


@functools.cache
def final_operations(code):
    return comparable((op, arg) for _, _, op, arg in dis._unpack_opargs(code.co_code))


# The passes after optimize_cfg, and the assembler, add, drop and rename these.
IGNORED = {
    "CACHE", "EXTENDED_ARG", "NOP", "NOT_TAKEN", "MAKE_CELL", "COPY_FREE_VARS", "RETURN_GENERATOR",
    "SETUP_FINALLY", "SETUP_CLEANUP", "SETUP_WITH", "POP_BLOCK", "RESUME", "POP_TOP",
    "JUMP", "JUMP_NO_INTERRUPT", "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT",
}  # fmt: skip
RENAMED = {
    "POP_JUMP_IF_TRUE": "POP_JUMP_IF_FALSE",
    "POP_JUMP_IF_NOT_NONE": "POP_JUMP_IF_NONE",
    "LOAD_CLOSURE": "LOAD_FAST",
    "LOAD_FAST_BORROW": "LOAD_FAST",
    "LOAD_FAST_CHECK": "LOAD_FAST",
    "STORE_FAST_MAYBE_NULL": "STORE_FAST",
}
PARTS = {
    "JUMP_IF_TRUE": ["COPY", "TO_BOOL", "POP_JUMP_IF_FALSE"],
    "JUMP_IF_FALSE": ["COPY", "TO_BOOL", "POP_JUMP_IF_FALSE"],
    "LOAD_FAST_LOAD_FAST": ["LOAD_FAST", "LOAD_FAST"],
    "LOAD_FAST_BORROW_LOAD_FAST_BORROW": ["LOAD_FAST", "LOAD_FAST"],
    "STORE_FAST_STORE_FAST": ["STORE_FAST", "STORE_FAST"],
    "STORE_FAST_LOAD_FAST": ["STORE_FAST", "LOAD_FAST"],
}


def comparable(instructions):
    names = []
    for op, _, *location in instructions:
        name = opcode_name(op)
        for part in PARTS.get(name, [name]):
            part = RENAMED.get(part, part)
            if part not in IGNORED:
                names.append(part)
    return names
