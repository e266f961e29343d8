"""The door between the oracle's JavaScript and Python sides: every question is one call of `answer`."""

import flow_graph
import js
import stages
from pyodide.ffi import to_js


def answer(name, arguments):
    """Call the function of that name; an exception becomes part of the reply."""
    try:
        value = QUESTIONS[name](*map(python_source, arguments))
        reply = {"value": value}
    except Exception as error:
        reply = {"exception": exception_fields(error)}
    return to_js(reply, dict_converter=js.Object.fromEntries)


def python_source(argument):
    """Bytes arrive as a view of a JavaScript array; str and int as themselves."""
    return argument if isinstance(argument, (str, int)) else bytes(argument)


def compile_error(source, filename, optimize):
    try:
        compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    except Exception as error:
        return exception_fields(error)
    return None


def exception_fields(error):
    fields = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, SyntaxError):
        fields["message"] = error.msg
        for name in ("lineno", "offset", "end_lineno", "end_offset", "text"):
            fields[name] = getattr(error, name)
    return fields


def evaluate(statements):
    """Run the statements; the value of `result`, if they set it, else None."""
    namespace = {"__name__": "evaluated"}
    exec(statements, namespace)
    return str(namespace.get("result"))


QUESTIONS = {
    "tokens_text": stages.tokens_text,
    "parser_tokens_text": stages.parser_tokens_text,
    "ast_text": stages.ast_text,
    "symtable_text": stages.symtable_text,
    "instructions_text": stages.instructions_text,
    "cfg_text": flow_graph.cfg_text,
    "dis_text": stages.dis_text,
    "pyc_bytes": stages.pyc_bytes,
    "compile_error": compile_error,
    "evaluate": evaluate,
}
