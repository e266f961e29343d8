"""What CPython makes of a source text at each stage, as text that can be compared line by line.

Runs inside the oracle's CPython. Every function takes the source (str or bytes) and returns str, apart
from `pyc_bytes`. The formats are described in ../README.md. Nothing here depends on where the program
lies: the file name is whatever the caller says.
"""

import ast
import dis
import importlib._bootstrap_external
import importlib.util
import io
import re
import symtable
import tokenize

import _testinternalcapi
import _tokenize


def tokens_text(source):
    """The tokens of `python -m tokenize -e`, one a line: comments and blank lines (NL) included."""
    readline = io.StringIO(decoded(source)).readline
    return token_lines(tokenize.generate_tokens(readline))


def parser_tokens_text(source):
    """The tokens that CPython's parser itself sees: no comments, no NL, same line form."""
    readline = io.StringIO(decoded(source)).readline
    found = _tokenize.TokenizerIter(readline, extra_tokens=False)
    return token_lines(tokenize.TokenInfo._make(token) for token in found)


def token_lines(tokens):
    lines = []
    for token in tokens:
        span = "%d,%d-%d,%d" % (token.start + token.end)
        lines.append(f"{span} {tokenize.tok_name[token.exact_type]} {token.string!r}")
    return joined(lines)


def decoded(source):
    """The text of a source file: PEP 263 for bytes, universal newlines as the tokenizer sees them."""
    return source if isinstance(source, str) else importlib.util.decode_source(source)


def ast_text(source, mode="exec"):
    return ast.dump(ast.parse(source, mode=mode), include_attributes=True) + "\n"


def symtable_text(source, filename, mode="exec"):
    lines = []
    add_table(lines, symtable.symtable(source, filename, mode)._table, "")
    return joined(lines)


TABLE_TYPES = {
    symtable.SymbolTableType.MODULE: "module",
    symtable.SymbolTableType.FUNCTION: "function",
    symtable.SymbolTableType.CLASS: "class",
    symtable.SymbolTableType.ANNOTATION: "annotation",
    symtable.SymbolTableType.TYPE_ALIAS: "type alias",
    symtable.SymbolTableType.TYPE_PARAMETERS: "type parameters",
    symtable.SymbolTableType.TYPE_VARIABLE: "type variable",
}


def add_table(lines, table, indent):
    wrapper = symtable.SymbolTable(table, "")
    kind = TABLE_TYPES[wrapper.get_type()]
    nested = " nested" if table.nested else ""
    lines.append(f"{indent}{kind} {table.name}, line {table.lineno}{nested}")
    for name in sorted(table.symbols):
        symbol = symtable.Symbol(name, table.symbols[name])
        flags = " ".join(symbol._flags_str())
        lines.append(f"{indent}  {name}: {symbol._scope_str()} {flags}".rstrip())
    for child in table.children:
        add_table(lines, child, indent + "    ")


def instructions_text(source, filename, optimize=0):
    sequence, _ = _testinternalcapi.compiler_codegen(ast.parse(source), filename, optimize)
    lines = []
    add_sequence(lines, sequence, "0")
    return joined(lines)


def add_sequence(lines, sequence, path):
    """One unit, then the units nested in it in the order in which the compiler finished them."""
    lines.append(f"unit {path}")
    lines.extend(instruction_lines(sequence.get_instructions()))
    for index, nested in enumerate(sequence.get_nested()):
        add_sequence(lines, nested, f"{path}.{index}")


HAS_TARGET = {*dis.hasjrel, *dis.hasjabs, *dis.hasexc}


def instruction_lines(instructions):
    targets = {oparg for op, oparg, *_ in instructions if op in HAS_TARGET}
    previous = None
    for offset, (op, oparg, *location) in enumerate(instructions):
        line = f"{offset:4}{'>' if offset in targets else ' '} {opcode_name(op)}"
        if oparg is not None:
            line += f" {oparg}"
        if location != previous:
            line += "  @" + ",".join(map(str, location))
        previous = location
        yield line


OPCODE_NAMES = {number: name for name, number in dis._all_opmap.items()}


def opcode_name(op):
    return OPCODE_NAMES.get(op) or f"<{op}>"


def dis_text(source, filename, optimize=-1):
    code = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    out = io.StringIO()
    dis.dis(code, file=out)
    return without_addresses(out.getvalue())


def without_addresses(text):
    return re.sub(r"\bat 0x[0-9a-fA-F]+", "at 0x…", text)


def pyc_bytes(source, filename, optimize=-1):
    """An unchecked hash-based .pyc (PEP 552): valid whatever the source file's time stamp says."""
    code = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    raw = source.encode() if isinstance(source, str) else source
    hashed = importlib.util.source_hash(raw)
    return bytes(importlib._bootstrap_external._code_to_hash_pyc(code, hashed, checked=False))


def joined(lines):
    return "".join(line + "\n" for line in lines)
