"""Standard output and error, buffering, flush, sys.stdout replaced, write return values, exit in atexit."""

import io
import sys

print("one")
print("err one", file=sys.stderr)
sys.stdout.write("two ")
sys.stdout.flush()
sys.stderr.write("err two\n")
real = sys.stdout
sys.stdout = io.StringIO()
print("captured")
captured = sys.stdout.getvalue()
sys.stdout = real
print("got", repr(captured), sys.__stdout__ is real)
print("a", "b", sep="", end="\n", file=sys.stdout, flush=True)
print(sys.stdout.write("x" * 3 + "\n"), sys.stdout.encoding, sys.stdout.isatty(), sys.stdin.isatty(), sys.stdout.name if False else "")
sys.stdout.buffer.write(b"raw bytes \xc3\xa9\n")
sys.stdout.writelines(["several\n", "lines\n"])
print("é漢😀", ascii("é"))
try:
    print("\ud800")
except UnicodeEncodeError as error:
    print(type(error).__name__, error.reason)
sys.stderr.write("surrogate \ud800 escaped\n")


class Tee:
    def __init__(self, *streams):
        self.streams = streams

    def write(self, text):
        for stream in self.streams:
            stream.write(text.upper())

    def flush(self):
        pass


sys.stdout = Tee(real, sys.stderr)
print("tee")
sys.stdout = real
sys.displayhook = lambda value: print("display", value)
exec(compile("40 + 2", "s", "single"))
sys.excepthook = lambda kind, value, tb: print("hooked:", kind.__name__, value)
raise ValueError("goes to the hook")
