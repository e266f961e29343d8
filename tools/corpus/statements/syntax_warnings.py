"""Sources that compile with a warning: what it says and where."""

import warnings

SOURCES = [
    "x is 5",
    "x is not 'a'",
    "() is x",
    "'\\d'",
    "b'\\q'",
    "'\\400'",
    "assert (x, 'always true')",
    "def f():\n    for i in y:\n        try:\n            return i\n        finally:\n            break",
    "def f():\n    try:\n        pass\n    finally:\n        return 1",
    "(1)(2)",
    "[1]['a']",
    "'abc'[1.5]",
    "1[0]",
    "0x1for x in y",
    "1if x else y",
    "f'{x}\\z'",
    "x == 5",
]
for source in SOURCES:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "test.py", "exec")
        except SyntaxError as error:
            print(repr(source), "SyntaxError")
    print(repr(source), [(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught])
warnings.simplefilter("error")
try:
    compile("x is 5", "test.py", "exec")
except SyntaxError as error:
    print(error.msg, error.lineno, error.filename)
