"""Child processes: what they are given, what they answer, how they end."""

import os
import signal
import subprocess
import sys

PYTHON = sys.executable


def python(code, **options):
    return subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, **options)


print(subprocess.run(["echo", "hello"], capture_output=True, text=True))
result = python("import sys; print(sys.stdin.read().upper()); sys.exit(3)", input="abc")
print(result.returncode, result.stdout, result.stderr)
print(python("raise SystemExit('ended')").stderr)
print(python("import os; print(os.environ['NAME'], len(os.environ) < 5)", env={"NAME": "value"}).stdout)
print(python("import os; print(os.getcwd())", cwd="/").stdout)

for missing in (["/nonexistent/program"], ["no-such-program-anywhere"]):
    try:
        subprocess.run(missing)
    except FileNotFoundError as error:
        print(type(error).__name__, error.errno, error.filename)
try:
    subprocess.run(["true"], cwd="/nonexistent")
except FileNotFoundError as error:
    print(error)
try:
    subprocess.run([PYTHON, "-c", "raise SystemExit(4)"], check=True)
except subprocess.CalledProcessError as error:
    print(error.returncode, str(error).endswith("returned non-zero exit status 4."))
try:
    subprocess.run(["sleep", "60"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error)

# Pipes: more than fits into one, both ways at once.
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
output, _ = process.communicate(b"z" * 300_000)
print(len(output), process.returncode)

with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
    for line in ("one", "two"):
        process.stdin.write(line + "\n")
        print(process.stdout.readline(), end="")

first = subprocess.Popen(["echo", "through two"], stdout=subprocess.PIPE)
second = subprocess.Popen(["tr", "a-z", "A-Z"], stdin=first.stdout, stdout=subprocess.PIPE)
first.stdout.close()
print(second.communicate()[0], first.wait(), second.returncode)

both = subprocess.run("echo out; echo err >&2", shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
print(both.stdout)
print(subprocess.check_output("echo $WORD", shell=True, env={"WORD": "shell"}))
print(subprocess.getstatusoutput("echo status; exit 5"))

# Signals.
process = subprocess.Popen(["sleep", "60"])
print(process.poll())
process.terminate()
print(process.wait(), process.poll())
process = subprocess.Popen(["sleep", "60"])
process.send_signal(signal.SIGKILL)
print(process.wait() == -signal.SIGKILL)

# The system's own ways.
print(os.waitstatus_to_exitcode(os.system("exit 3")))
with os.popen("echo opened") as stream:
    print(stream.read())
try:
    os.waitpid(-1, 0)
except ChildProcessError as error:
    print(error.errno)

reader, writer = os.pipe()
print(os.write(writer, b"piped"), os.read(reader, 3), os.read(reader, 10))
os.set_blocking(reader, False)
try:
    os.read(reader, 1)
except BlockingIOError:
    print("nothing there")
os.close(writer)
print(os.read(reader, 1))
os.close(reader)

with open("copy.txt", "w") as file:
    duplicate = os.dup(file.fileno())
    file.write("first ")
    file.flush()
    os.write(duplicate, b"second")
    os.close(duplicate)
print(open("copy.txt").read())
