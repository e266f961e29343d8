/**
 * The built command, started as a user starts it, against what CPython's command says and does.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram, withoutFolder } from "@pyvm/tool-oracle";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("..", import.meta.url));
const command = join(cli, "bin/pyvm.js");
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "pyvm-cli-")));
let folder = scratch;
let count = 0;

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ["build/build-command.js"], { cwd: cli, stdio: "ignore" });
  expect(status).toBe(0);
});
beforeEach(() => {
  folder = join(scratch, `program-${count++}`);
  mkdirSync(folder);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Options = { stdin?: string; env?: Record<string, string>; executable?: string };

function pyvm(args: string[], { stdin = "", env = {}, executable = command }: Options = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [executable, ...args], {
    cwd: folder,
    input: stdin,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, ...env },
  });
  return { exitCode: status, signal, stdout, stderr: withoutFolder(stderr, folder) };
}

function write(files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const PROGRAMS: Record<string, { source: string | Uint8Array; args?: string[]; stdin?: string }> = {
  "arguments and names": {
    source: "import sys\nprint(sys.argv, __name__, __spec__, __doc__)\n",
    args: ["a", "-b", "--"],
  },
  "standard input": {
    source: "print(input())\nimport sys\nprint(repr(sys.stdin.read()))\n",
    stdin: "one\ntwo\nthree",
  },
  "a chain of exceptions": {
    source:
      "def f(x):\n    return 1 / x\n\ntry:\n    f(0)\nexcept ZeroDivisionError as e:\n    raise ValueError('é') from e\n",
  },
  "endless recursion": { source: "def f(): f()\nf()\n" },
  "a syntax error": { source: "def f():\n    x = (1,\n    return 2\n" },
  "an error of the compiler": { source: "x = 1\nreturn x\n" },
  "null bytes": { source: "print(1)\nx = 'a\0b'\n" },
  "a text that sys.exit prints": { source: "import sys\nprint('out')\nsys.exit('message')\n" },
  "exit functions": { source: "import atexit\natexit.register(print, 'bye')\nraise SystemExit(3)\n" },
  "a module that is not there": { source: "import nosuchmodule\n" },
  "a hook that fails": { source: "import sys\nsys.excepthook = lambda *a: 1 / 0\nraise ValueError(3)\n" },
};

describe("a program ends as with CPython", () => {
  test.for(Object.entries(PROGRAMS))("%s", async ([, program]) => {
    const expected = await runProgram({ name: "program.py", ...program });
    write({ "program.py": program.source });
    const { exitCode, stdout, stderr } = pyvm(["program.py", ...(program.args ?? [])], {
      stdin: program.stdin ?? "",
    });
    expect({ exitCode, stdout, stderr }).toEqual(expected);
  });
});

/** The oracle has no stack for these. */
test("recursion through native code is a RecursionError", () => {
  const source = [
    "def attempt(f):",
    "    try: f()",
    "    except RecursionError as e: print(type(e).__name__)",
    "class A:",
    "    def __repr__(self): return repr(self)",
    "    @property",
    "    def x(self): return self.x",
    "    def __eq__(self, other): return self == other",
    "def sort(x): return sorted([1, 2], key=sort)",
    "attempt(lambda: repr(A()))",
    "attempt(lambda: A().x)",
    "attempt(lambda: A() == A())",
    "attempt(lambda: sort(1))",
    "nested = []",
    "for i in range(100000): nested = [nested]",
    "import copy, json",
    "attempt(lambda: repr(nested))",
    "attempt(lambda: json.dumps(nested))",
    "attempt(lambda: copy.deepcopy(nested))",
    "",
  ].join("\n");
  write({ "program.py": source });
  expect(pyvm(["program.py"])).toMatchObject({
    exitCode: 0,
    stdout: "RecursionError\n".repeat(7),
    stderr: "",
  });
});

describe("what to run", () => {
  test("-c, also when indented as a whole", () => {
    expect(pyvm(["-c", "  import sys\n  print(sys.argv)", "x"]).stdout).toBe("['-c', 'x']\n");
  });
  test("-m with a package", () => {
    write({ "tool/__init__.py": "", "tool/__main__.py": "import sys\nprint(__package__, sys.argv[1:])\n" });
    expect(pyvm(["-m", "tool", "a"]).stdout).toBe("tool ['a']\n");
    expect(pyvm(["-m", "nope"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("No module named nope"),
    });
  });
  test("standard input, by name or not", () => {
    const stdin = "import sys\nprint(sys.argv, __name__)\n";
    expect(pyvm([], { stdin }).stdout).toBe("[''] __main__\n");
    expect(pyvm(["-", "a"], { stdin }).stdout).toBe("['-', 'a'] __main__\n");
  });
  test("a directory", () => {
    write({
      "app/__main__.py": "import other\nprint(__name__, __package__ == '')\n",
      "app/other.py": "",
      "empty/x": "",
    });
    expect(pyvm(["app"]).stdout).toBe("__main__ True\n");
    expect(pyvm(["empty"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("can't find '__main__' module in 'empty'"),
    });
  });
  test("an archive", () => {
    const make =
      "import zipfile\nwith zipfile.ZipFile('app.zip', 'w') as z: z.writestr('__main__.py', 'print(__name__)')";
    const made = pyvm(["-c", make]);
    if (made.exitCode === 0) expect(pyvm(["app.zip"]).stdout).toBe("__main__\n");
  });
  test("nothing that is there", () => {
    expect(pyvm(["missing.py"])).toMatchObject({
      exitCode: 2,
      stderr: `${command}: can't open file 'missing.py': [Errno 2] No such file or directory\n`,
    });
  });
  test("--stage shows each stage instead", () => {
    write({ "x.py": "x = 1\n" });
    expect(pyvm(["--stage", "tokens", "x.py"]).stdout).toContain("NAME");
    expect(pyvm(["--stage", "nope", "x.py"]).exitCode).toBe(2);
  });
  test("an exit status is eight bits of a C int", () => {
    expect(pyvm(["-c", "raise SystemExit(-1)"]).exitCode).toBe(255);
    expect(pyvm(["-c", "raise SystemExit(256)"]).exitCode).toBe(0);
    expect(pyvm(["-c", "raise SystemExit(10**30)"]).exitCode).toBe(255);
  });
  test("options", () => {
    expect(pyvm(["-V"]).stdout).toBe("Python 3.14.2\n");
    expect(pyvm(["-O", "-c", "assert 0; print(__debug__)"]).stdout).toBe("False\n");
    expect(pyvm(["-x", "x.py"]).exitCode).toBe(2);
    expect(pyvm(["-Z"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Unknown option: -Z"),
    });
  });
});

describe("compiled files", () => {
  const entry = () => join(folder, "__pycache__", readdirSync(join(folder, "__pycache__"))[0]!);

  beforeEach(() => write({ "program.py": "import module\nprint(module.x)\n", "module.py": "x = 1\n" }));

  test("imports leave one, the program itself does not", () => {
    expect(pyvm(["program.py"]).stdout).toBe("1\n");
    expect(readdirSync(join(folder, "__pycache__"))).toEqual(["module.pyvm-314.pyc"]);
  });
  test.for(["garbage of some length", "", "+"])("an entry %j is made anew", (damage) => {
    pyvm(["program.py"]);
    const good = readFileSync(entry());
    writeFileSync(entry(), damage === "+" ? good.subarray(0, 10) : damage);
    expect(pyvm(["program.py"])).toMatchObject({ exitCode: 0, stdout: "1\n" });
    expect(readFileSync(entry()).equals(good)).toBe(true);
  });
  test("an entry that ends early is an error, as in CPython", () => {
    pyvm(["program.py"]);
    writeFileSync(entry(), readFileSync(entry()).subarray(0, 40));
    expect(pyvm(["program.py"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/EOFError: .*\n$/),
    });
  });
  test("a changed source is compiled again", () => {
    pyvm(["program.py"]);
    write({ "module.py": "x = 'two'\n" });
    expect(pyvm(["program.py"]).stdout).toBe("two\n");
  });
  test("-B and a directory that is read-only leave none", () => {
    expect(pyvm(["-B", "program.py"]).stdout).toBe("1\n");
    expect(readdirSync(folder)).not.toContain("__pycache__");
    chmodSync(folder, 0o555);
    expect(pyvm(["program.py"])).toMatchObject({ exitCode: 0, stdout: "1\n", stderr: "" });
    chmodSync(folder, 0o755);
  });
  test("as the program, under any name", () => {
    pyvm(["-c", "import module"]);
    cpSync(entry(), join(folder, "compiled"));
    expect(pyvm(["compiled"])).toMatchObject({ exitCode: 0, stderr: "" });
    write({ "bad.pyc": "garbage", "empty.pyc": "", "short.pyc": readFileSync(entry()).subarray(0, 30) });
    expect(pyvm(["bad.pyc"])).toMatchObject({
      exitCode: 1,
      stderr: "RuntimeError: Bad magic number in .pyc file\n",
    });
    expect(pyvm(["empty.pyc"])).toMatchObject({
      exitCode: 1,
      stderr: "EOFError: EOF read where not expected\n",
    });
    expect(pyvm(["short.pyc"]).exitCode).toBe(1);
  });
});

describe("signals and streams", () => {
  /** Start a program, interrupt it when it says that it is ready, and wait for its end. */
  function interrupted(
    source: string,
  ): Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }> {
    write({ "program.py": source });
    const child = spawn(process.execPath, [command, "program.py"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += String(data)));
    child.stdout.on("data", (data) => {
      if (stdout === "") setTimeout(() => child.kill("SIGINT"), 50);
      stdout += String(data);
    });
    return new Promise((resolve) => {
      child.on("close", (code, signal) =>
        resolve({ code, signal, stdout, stderr: withoutFolder(stderr, folder) }),
      );
    });
  }

  test.for([
    ["a loop", "while True: pass", "                ^^^^\n"],
    ["a sleep", "import time; time.sleep(60)", "                 ~~~~~~~~~~^^^^\n"],
    ["a read", "input()", "    ~~~~~^^\n"],
  ] as const)("Ctrl-C ends %s", async ([, statement, carets]) => {
    const result = await interrupted(`print('ready', flush=True)\n${statement}\n`);
    expect(result).toEqual({
      code: null,
      signal: "SIGINT",
      stdout: "ready\n",
      stderr: `Traceback (most recent call last):\n  File "program.py", line 2, in <module>\n    ${statement}\n${carets}KeyboardInterrupt\n`,
    });
  });
  test("KeyboardInterrupt can be caught", async () => {
    const source =
      "print('ready', flush=True)\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    print('caught')\n";
    expect(await interrupted(source)).toEqual({
      code: 0,
      signal: null,
      stdout: "ready\ncaught\n",
      stderr: "",
    });
  });
  test("a pipe that nobody reads", () => {
    write({ "program.py": "for i in range(100000): print(i)\n" });
    const line = `"${process.execPath}" "${command}" program.py | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("0\n");
    expect(withoutFolder(stderr, folder)).toMatch(
      /^(Traceback[^]*|Exception ignored[^]*)BrokenPipeError: \[Errno 32\] Broken pipe\n$/,
    );
  });
  test("input of any size", () => {
    expect(
      pyvm(["-c", "import sys; print(len(sys.stdin.read()))"], { stdin: "x".repeat(3_000_000) }).stdout,
    ).toBe("3000000\n");
  });
  test("the current directory changes", () => {
    mkdirSync(join(folder, "inner"));
    expect(pyvm(["-c", "import os; os.chdir('inner'); print(os.path.basename(os.getcwd()))"]).stdout).toBe(
      "inner\n",
    );
  });
});

test("a damaged or missing code cache costs time only", () => {
  const copy = join(scratch, "copy");
  for (const name of ["bin", "dist"]) cpSync(join(cli, name), join(copy, name), { recursive: true });
  cpSync(join(cli, "package.json"), join(copy, "package.json"));
  mkdirSync(join(copy, "node_modules/@pyvm"), { recursive: true });
  cpSync(join(cli, "../stdlib/package.json"), join(copy, "node_modules/@pyvm/stdlib/package.json"));
  for (const name of ["dist", "lib"]) {
    cpSync(join(cli, "../stdlib", name), join(copy, "node_modules/@pyvm/stdlib", name), { recursive: true });
  }
  const executable = join(copy, "bin/pyvm.js");
  const caches = () => readdirSync(join(copy, "dist")).filter((name) => name.endsWith(".cache"));
  for (const name of caches()) {
    const content = readFileSync(join(copy, "dist", name));
    content.fill(0x5a, 100_000, 100_064);
    writeFileSync(join(copy, "dist", name), content);
  }
  expect(pyvm(["-c", "print(1)"], { executable })).toMatchObject({ exitCode: 0, stdout: "1\n" });
  for (const name of caches()) rmSync(join(copy, "dist", name));
  expect(pyvm(["-c", "print(1)"], { executable })).toMatchObject({ exitCode: 0, stdout: "1\n" });
  const made = caches().map((name) => statSync(join(copy, "dist", name)));
  expect(made.map(({ size }) => size > 100_000)).toEqual([true]);
  // V8 takes it: a start that cannot use its cache replaces it.
  pyvm(["-c", "print(1)"], { executable });
  expect(caches().map((name) => statSync(join(copy, "dist", name)).ino)).toEqual(made.map(({ ino }) => ino));
});
