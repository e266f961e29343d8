"""sys.exit with a number, in nested code with cleanup."""

import atexit
import sys


def leave(code):
    try:
        sys.exit(code)
    except SystemExit as error:
        print("code", repr(error.code))


for code in (None, 0, 1, 300, True, "text", [1]):
    leave(code)
atexit.register(print, "atexit first registered, last run")
atexit.register(lambda: print("atexit second"))


class Cleanup:
    def __enter__(self): return self
    def __exit__(self, *details): print("cleanup", details[0].__name__)


with Cleanup():
    try:
        exit_code = 7
        sys.exit(exit_code)
    except Exception:
        print("SystemExit is no Exception")
    finally:
        print("finally")
