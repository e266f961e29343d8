"""sys: what a program can ask."""

import sys

print(sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.byteorder, sys.maxunicode, sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.default_max_str_digits, sys.hash_info.inf, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getrecursionlimit())
print(type(sys.modules).__name__, "sys" in sys.modules, sys.modules["__main__"].__name__, sys.modules[__name__].__doc__, isinstance(sys.path, list), isinstance(sys.builtin_module_names, tuple), "sys" in sys.builtin_module_names, sys.argv[1:])
print(sys.getsizeof([]) > 0, sys.intern("abc") is sys.intern("abc"), sys.flags.optimize, sys.flags[2] if False else "", sys.exc_info(), sys.exception(), sys.gettrace(), sys.getprofile(), callable(sys.displayhook), sys.is_finalizing(), sys.stdlib_module_names >= {"os", "re"}, sys.api_version, hex(sys.hexversion)[:5], sys.copyright.startswith("Copyright"))


def caller():
    return sys._getframe(1).f_code.co_name, sys._getframe().f_lineno, sys._getframe(1).f_locals.get("marker")


def function():
    marker = "here"
    return caller()


print(function(), sys._getframe().f_globals is globals(), sys._getframe().f_back)
sys.setrecursionlimit(200)


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as error:
    print(str(error))
for bad in [lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("x"), lambda: sys.intern(5), lambda: sys._getframe(1000), lambda: sys.exit(1, 2)]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
sys.path.insert(0, "extra")
print(sys.path[0], sys.dont_write_bytecode in (True, False), sys.implementation.name in ("cpython", "pyvm"), sys.platform != "")
