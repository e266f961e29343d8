"""
What CPython makes of a source text: its tree or its refusal, and what it warns about on the way.

Runs inside the oracle. `verdicts` takes a JSON list of cases (see ../README.md) and gives a JSON list of answers.
"""

import ast
import hashlib
import json
import sys
import warnings

FILENAME = "<test>"


def verdicts(cases):
    return json.dumps([verdict(case) for case in json.loads(cases)])


def verdict(case):
    source = case["bytes"].encode("latin-1") if "bytes" in case else case["source"]
    flags = case.get("flags", 0)
    version = case.get("feature_version", -1)
    mode = case["mode"]

    def parse():
        tree = compile(source, FILENAME, mode, flags | ast.PyCF_ONLY_AST, True, _feature_version=version)
        # Writing an int down has a limit of its own.
        limit = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0)
        try:
            text = ast.dump(tree, include_attributes=True)
        finally:
            sys.set_int_max_str_digits(limit)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def compiled():
        compile(source, FILENAME, mode, flags, True, _feature_version=version)
        return True

    answer = {"parse": outcome(parse)}
    if mode != "func_type":
        answer["compile"] = outcome(compiled)
    return answer


def outcome(action):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = {"result": action()}
        except SyntaxError as e:
            # A refusal of the codec is an exception in the place of a message.
            result = {
                "error": [type(e).__name__, str(e.msg), e.lineno, e.offset, e.text, e.end_lineno, e.end_offset]
            }
        except Exception as e:
            result = {"error": [type(e).__name__, str(e)]}
    if caught:
        result["warnings"] = [[w.category.__name__, str(w.message), w.lineno] for w in caught]
    return result
