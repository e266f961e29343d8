/**
 * The `.pyc` that pyvm writes for each program, run by CPython: it prints what CPython's own prints.
 *
 * One CPython runs them all, one after the other, each from its own `.pyc` and from pyvm's. So a program
 * is judged by what it prints under the same circumstances, and not by its golden.
 */

import { createOracle } from "../../oracle/src/index.ts";
import { expect, test } from "vitest";
import { compileToPyc } from "./compile-to-pyc.ts";
import { readCorpus } from "./read-corpus.ts";

const RUN = `
import base64, contextlib, io, json, marshal, os, shutil, sys, tempfile, traceback

def run(pyc, program):
    before = dict(sys.modules), sys.path[:], sys.argv
    folder = tempfile.mkdtemp()
    for path, content in program["files"].items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        with open(os.path.join(folder, path), "wb") as file:
            file.write(base64.b64decode(content))
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.argv = [program["name"], *program["args"]]
    sys.stdin = io.StringIO(program["stdin"])
    out = io.StringIO()
    main = type(sys)("__main__")
    main.__file__ = program["name"]
    sys.modules["__main__"] = main
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            exec(marshal.loads(base64.b64decode(pyc)[16:]), main.__dict__)
        except BaseException as error:
            traceback.print_exc()
    for name in [*sys.modules]:
        if name not in before[0]:
            del sys.modules[name]
    sys.modules["__main__"] = before[0]["__main__"]
    sys.path[:], sys.argv = before[1:]
    os.chdir("/")
    shutil.rmtree(folder)
    return out.getvalue().replace(folder, "FOLDER")

def outcome(program):
    expected = run(program["cpython"], program)
    if run(program["pyvm"], program) == expected:
        return "same", expected
    # Some print addresses or times.
    return "different" if run(program["cpython"], program) == expected else "changing", expected
`;

/** Programs that wait for what one CPython inside another program does not have. */
const NEEDS_ITS_OWN_PROCESS = /^jobs\/|^library\/(signal|subprocess|threading)/;

test("CPython runs what pyvm writes", { timeout: 120_000 }, async () => {
  const oracle = await createOracle();
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  const programs = readCorpus().filter(({ compiles, id }) => compiles && !NEEDS_ITS_OWN_PROCESS.test(id));
  const data = programs.map((program) => ({
    id: program.id,
    name: program.fileName,
    args: program.args,
    stdin: program.stdin,
    files: Object.fromEntries(Object.entries(program.files).map(([path, bytes]) => [path, base64(bytes)])),
    cpython: base64(program.pyc()),
    pyvm: base64(compileToPyc(program)),
  }));
  const outcomes = JSON.parse(
    oracle.evaluate(
      `${RUN}\nresult = json.dumps([outcome(p) for p in json.loads(${JSON.stringify(JSON.stringify(data))})])`,
    ),
  ) as ["same" | "different" | "changing", string][];
  const ids = programs.map(({ id }) => id);
  expect(ids.filter((_, index) => outcomes[index]![0] === "different")).toEqual([]);
  // They do run here as they do in a process of their own.
  const asAlone = programs.filter((program, index) => outcomes[index]![1] === program.expected().stdout);
  expect(asAlone.length).toBeGreaterThan(programs.length * 0.75);
});
