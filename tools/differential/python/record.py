"""
Records every source that a module of CPython's test suite hands to compile, ast.parse, exec and eval.

    python3.14 record.py OUT.jsonl test_syntax test_fstring

Each module's tests, doctests included, run in this process; what they print is thrown away and whether they pass
does not matter. `compile` is wrapped, because its mode and flags are wanted; what `exec` and `eval` read comes
by way of the audit event, which does not say which of the two it was: such a source is recorded in both modes.

A line is {"module", "mode", "flags", "feature_version", "source" or "bytes" (Latin-1)}.
"""
import _ast
import builtins
import importlib
import io
import json
import os
import pkgutil
import sys
import unittest

# Larger sources are made to exhaust something, and are written down as programs elsewhere.
LARGEST = 100_000
# Of the flags, those that the parser knows.
KNOWN_FLAGS = _ast.PyCF_TYPE_COMMENTS | _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | 0x400000  # barry_as_FLUFL

seen = set()
original = builtins.compile
library = os.path.dirname(os.__file__)
compiling = 0
module = ""
out = None


def record(source, filename, mode, flags, feature_version):
    if isinstance(filename, bytes):
        filename = os.fsdecode(filename)
    if isinstance(filename, str) and filename.startswith(library):
        return
    if isinstance(source, (bytearray, memoryview)):
        source = bytes(source)
    if type(source) is not str and type(source) is not bytes or len(source) > LARGEST:
        return
    if mode not in ("exec", "eval", "single", "func_type"):
        return
    flags = flags & KNOWN_FLAGS
    key = source, mode, flags, feature_version
    if key in seen:
        return
    seen.add(key)
    row = {"module": module, "mode": mode, "flags": flags, "feature_version": feature_version}
    if type(source) is str:
        row["source"] = source
    else:
        row["bytes"] = source.decode("latin-1")
    out.write(json.dumps(row) + "\n")


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1, **other):
    global compiling
    try:
        record(source, filename, mode, flags, _feature_version)
    except Exception:
        pass
    compiling += 1
    try:
        return original(
            source, filename, mode, flags, dont_inherit, optimize, _feature_version=_feature_version, **other
        )
    finally:
        compiling -= 1


def hook(event, arguments):
    if event == "compile" and compiling == 0 and arguments[0] is not None:
        source = arguments[0]
        filename = arguments[1]
        if type(source) is bytes and filename == "<string>":
            # exec and eval hand over UTF-8, whatever they were given.
            try:
                text = source.decode("utf-8", "surrogatepass")
            except UnicodeDecodeError:
                text = source
            for mode in "exec", "eval":
                record(text, filename, mode, 0, -1)


def suites(name):
    package = importlib.import_module(name)
    yield unittest.defaultTestLoader.loadTestsFromModule(package)
    if hasattr(package, "__path__"):
        for info in pkgutil.iter_modules(package.__path__):
            if info.name.startswith("test"):
                try:
                    inner = importlib.import_module(f"{name}.{info.name}")
                except (Exception, unittest.SkipTest):
                    continue
                yield unittest.defaultTestLoader.loadTestsFromModule(inner)


def main(path, names):
    global module, out
    out = open(path, "a", encoding="utf-8")
    from test import support

    support.use_resources = []
    builtins.compile = compile
    sys.addaudithook(hook)
    for name in names:
        module = name
        try:
            for suite in suites(f"test.{name}"):
                unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
        except (Exception, SystemExit, unittest.SkipTest) as reason:
            sys.__stderr__.write(f"{name}: {reason!r}\n")
        out.flush()
    sys.__stderr__.write(f"{' '.join(names)}: {len(seen)}\n")
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
