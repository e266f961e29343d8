"""The archive leaves the package out, and of its databases only the one in pure Python works without extension modules.

A database maps bytes to bytes and lives in a file or two. `open` chooses the implementation: that of an existing
database by what its file looks like, for a new one the first that can be imported.
"""

import importlib
import io
import os
import struct

__all__ = ["open", "whichdb", "error"]


class error(Exception):
    """What goes wrong before an implementation is chosen."""


error = (error, OSError)

_names = ["dbm.sqlite3", "dbm.gnu", "dbm.ndbm", "dbm.dumb"]
_defaultmod = None
_modules = {}

try:
    from dbm import ndbm
except ImportError:
    ndbm = None


def open(file, flag="r", mode=0o666):
    """Open the database at the path *file*.

    *flag* is 'r' to read, 'w' to change an existing database, 'c' to create it where there is none, 'n' to begin a new
    one in any case. *mode* is the permissions of new files.
    """
    _load_implementations()
    kind = None if "n" in flag else whichdb(file)
    if kind is None:
        if "c" not in flag and "n" not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        return _defaultmod.open(file, flag, mode)
    if kind == "":
        raise error[0]("db type could not be determined")
    if kind not in _modules:
        raise error[0](f"db type is {kind}, but the module is not available")
    return _modules[kind].open(file, flag, mode)


def _load_implementations():
    global _defaultmod
    if _defaultmod is not None:
        return
    for name in _names:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        _modules[name] = module
        _defaultmod = _defaultmod or module
    if _defaultmod is None:
        raise ImportError(f"no dbm clone found; tried {_names}")


def whichdb(filename):
    """The name of the module for the database *filename*: '' if that cannot be told, None if there is none to read."""
    filename = os.fsencode(filename)
    if _is_readable(filename + b".pag") and _is_readable(filename + b".dir"):
        return "dbm.ndbm"
    if ndbm is not None and _is_readable(filename + b".db"):
        try:
            ndbm.open(filename).close()
            return "dbm.ndbm"
        except OSError:
            pass
    if _is_dumb(filename):
        return "dbm.dumb"
    try:
        with io.open(filename, "rb") as file:
            head = file.read(16)
    except OSError:
        return None
    return _by_magic(head)


def _is_readable(filename):
    try:
        io.open(filename, "rb").close()
    except OSError:
        return False
    return True


def _is_dumb(filename):
    """Whether the files are there and the directory is empty or begins with a quoted key."""
    try:
        os.stat(filename + b".dat")
        with io.open(filename + b".dir", "rb") as directory:
            return directory.read(1) in (b"", b"'", b'"')
    except OSError:
        return False


_GNU_MAGIC = (0x13579ACE, 0x13579ACD, 0x13579ACF)


def _by_magic(head):
    if head == b"SQLite format 3\0":
        return "dbm.sqlite3"
    if len(head) >= 4 and struct.unpack("=l", head[:4])[0] in _GNU_MAGIC:
        return "dbm.gnu"
    return ""


if __name__ == "__main__":
    import sys

    for path in sys.argv[1:]:
        print(whichdb(path) or "UNKNOWN", path)
