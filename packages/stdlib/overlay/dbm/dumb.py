"""The archive leaves the package out: this is its database in pure Python, with the same files.

The values are in a file `.dat`, each at the beginning of a block of 512 bytes. The file `.dir` has a line for each key,
the repr of the key as Latin-1 text and of a pair, position and size of its value. The directory is kept in memory and
written when the database is closed or `sync` is called; a new key is written at once. Space is never given back.
"""

import ast
import collections.abc
import io
import os

__all__ = ["error", "open"]

_BLOCKSIZE = 512

error = OSError


def _blocks(size):
    return (size + _BLOCKSIZE - 1) // _BLOCKSIZE


def _key(key):
    return key.encode("utf-8") if isinstance(key, str) else key


def _stored(what, value):
    value = _key(value)
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError(f"{what} must be bytes or strings")
    return value


def _line(key, place):
    return f"{key.decode('latin-1')!r}, {place!r}\n"


class _Database(collections.abc.MutableMapping):
    # `__del__` may run when the module's globals are gone.
    _io = io
    _os = os

    def __init__(self, filebasename, mode, flag="c"):
        filebasename = os.fsencode(filebasename)
        self._mode = mode
        self._readonly = flag == "r"
        self._modified = False
        self._index = None
        self._dirfile = filebasename + b".dir"
        self._datfile = filebasename + b".dat"
        self._bakfile = filebasename + b".bak"
        creating = flag in ("c", "n")
        if flag == "n":
            self._remove_files()
        self._ensure(self._datfile, creating)
        self._ensure(self._dirfile, creating)
        self._index = self._read_directory()

    def _remove_files(self):
        for path in (self._datfile, self._bakfile, self._dirfile):
            try:
                os.remove(path)
            except OSError:
                pass

    def _ensure(self, path, creating):
        """Make an empty file where there is none, if that is allowed."""
        try:
            io.open(path, encoding="latin-1").close()
        except OSError:
            if not creating:
                raise
            io.open(path, "w", encoding="latin-1").close()
            self._chmod(path)

    def _read_directory(self):
        index = {}
        with io.open(self._dirfile, encoding="latin-1") as directory:
            for line in directory:
                key, place = ast.literal_eval(line.rstrip())
                index[key.encode("latin-1")] = place
        return index

    def _commit(self):
        if self._index is None or not self._modified:
            return
        for change in (
            lambda: self._os.unlink(self._bakfile),
            lambda: self._os.rename(self._dirfile, self._bakfile),
        ):
            try:
                change()
            except OSError:
                pass
        with self._io.open(self._dirfile, "w", encoding="latin-1") as directory:
            self._chmod(self._dirfile)
            for key, place in self._index.items():
                directory.write(f"{key.decode('latin-1')!r}, {place!r}\n")
        self._modified = False

    sync = _commit

    def _open_index(self):
        if self._index is None:
            raise error("DBM object has already been closed")
        return self._index

    def _check_writable(self):
        if self._readonly:
            raise error("The database is opened for reading only")

    def __getitem__(self, key):
        position, size = self._open_index()[_key(key)]
        with io.open(self._datfile, "rb") as data:
            data.seek(position)
            return data.read(size)

    def __setitem__(self, key, value):
        self._check_writable()
        key = _stored("keys", key)
        value = _stored("values", value)
        index = self._open_index()
        self._modified = True
        if key not in index:
            index[key] = self._append(value)
            with io.open(self._dirfile, "a", encoding="latin-1") as directory:
                self._chmod(self._dirfile)
                directory.write(_line(key, index[key]))
            return
        position, size = index[key]
        fits = _blocks(len(value)) <= _blocks(size)
        index[key] = self._overwrite(position, value) if fits else self._append(value)

    def _append(self, value):
        """Write a value behind all others; answers its place."""
        with io.open(self._datfile, "rb+") as data:
            end = data.seek(0, os.SEEK_END)
            position = _blocks(end) * _BLOCKSIZE
            data.write(b"\0" * (position - end))
            data.write(value)
        return position, len(value)

    def _overwrite(self, position, value):
        with io.open(self._datfile, "rb+") as data:
            data.seek(position)
            data.write(value)
        return position, len(value)

    def __delitem__(self, key):
        self._check_writable()
        index = self._open_index()
        self._modified = True
        del index[_key(key)]
        self._commit()

    def keys(self):
        return list(self._open_index())

    def items(self):
        return [(key, self[key]) for key in self._open_index()]

    def __contains__(self, key):
        return _key(key) in self._open_index()

    def iterkeys(self):
        return iter(self._open_index())

    __iter__ = iterkeys

    def __len__(self):
        return len(self._open_index())

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def _chmod(self, path):
        self._os.chmod(path, self._mode)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def open(file, flag="c", mode=0o666):
    """Open the database with the files *file*`.dir` and *file*`.dat`.

    *flag* is 'r' to read, 'w' to change an existing database, 'c' to create it where there is none, 'n' to begin a new
    one in any case. *mode* is the permissions of new files, less what the umask takes.
    """
    try:
        umask = os.umask(0)
        os.umask(umask)
        mode &= ~umask
    except AttributeError:
        pass
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode, flag=flag)
