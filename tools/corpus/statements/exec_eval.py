"""exec, eval and compile: namespaces, modes, code objects, closures, flags."""

x = "module"
print(eval("x"), eval("x", {"x": "given"}), eval("x + y", {"x": 1}, {"y": 2}), eval("[x for _ in range(2)]", {"x": 0}), eval(" 1 + 1 "), eval("(lambda: x)()", {"x": 5}))
scope = {}
exec("a = 1\ndef f(): return a + 1\nclass C:\n  b = a", scope)
print(sorted(k for k in scope if k[0] != "_"), scope["f"](), scope["C"].b, "__builtins__" in scope)
code = compile("for i in range(3):\n  print(i, end=' ')\nprint()", "<made>", "exec")
exec(code)
exec(code, {"print": lambda *a, **k: None, "range": range})
single = compile("1 + 1; None; 'text'", "<single>", "single")
exec(single)
print(type(code).__name__, code.co_filename, code.co_name, eval(compile("6 * 7", "<e>", "eval")), i)


def function():
    local = 1
    exec("local = 2; made = 3")
    namespace = locals()
    exec("local = 9", globals(), namespace)
    return local, "made" in locals(), namespace["local"], eval("local + 1"), sorted(locals())[:1]


print(function())


class Namespace(dict):
    def __getitem__(self, key):
        print("lookup", key, end="; ")
        return super().__getitem__(key)


print(eval("p + q", {}, Namespace(p=1, q=2)))
exec("r = p", {"p": 5}, target := Namespace())
print(dict(target))
for bad in ["eval('x = 1')", "eval('')", "exec('1 +')", "eval('missing')", "compile('1', 'f', 'nope')", "eval(5)", "exec('x', 5)", "compile('return', 'f', 'exec')", "eval('1\\n2')", "eval(compile('x=1','','exec')) or 'none'"]:
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, "->", type(error).__name__, str(error).split(" (")[0])
try:
    exec("def f():\n    1 / 0\nf()")
except ZeroDivisionError as error:
    tb = error.__traceback__.tb_next
    print(tb.tb_frame.f_code.co_filename, tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name)
exec("""
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
""")
counter = outer()
print(counter(), counter(), eval("counter()"))
