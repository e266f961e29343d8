"""SyntaxErrors that a program can catch, and their fields."""

for source in ["x = ", "1 +", "f(", "if x", "def f(:", "'abc", "a b", "1 = x", "x = 5 5", "return 1", "for", "(1, 2", "]", "lambda", "class", "import", "a = b = ", "break", "  x = 1", "if x:\npass", "0123", "1_", "f'{'", "x: = 1", "*a", "def f(a, a): pass", "nonlocal x", "await x", "f(**a, *b)", "f(a=1, 2)", "del f()", "None = 1", "yield"]:
    try:
        compile(source, "<test>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), "->", type(error).__name__)
try:
    eval("1 + ")
except SyntaxError as error:
    print(error.filename, error.lineno)
