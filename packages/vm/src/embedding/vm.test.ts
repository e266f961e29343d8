/**
 * An interpreter as a JavaScript program sees it, on a host without a machine.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { archiveUrl, readArchive } from "@pyvm/stdlib";
import { beforeAll, expect, test } from "vitest";
import { PythonError, PythonObject, createMemoryHost, createVM } from "../index.ts";

let library: [string, Uint8Array][];
beforeAll(async () => {
  const files = await readArchive(readFileSync(fileURLToPath(archiveUrl)));
  library = [...files].map(([path, bytes]) => [`/lib/${path}`, bytes]);
});

function makeVM(files: [string, Uint8Array][] = []) {
  let output = "";
  const decoder = new TextDecoder();
  const host = createMemoryHost({
    files: [...library, ...files],
    write: (_fd, bytes) => {
      output += decoder.decode(bytes);
    },
  });
  const vm = createVM({ host, stdlib: "/lib", path: ["/home"] });
  return { vm, output: () => (vm.finalize(), output) };
}

test("runs source and writes to the host", () => {
  const { vm, output } = makeVM();
  vm.run("print('hello', 6 * 7)");
  expect(output()).toBe("hello 42\n");
});

test("values cross in both directions", () => {
  const { vm } = makeVM();
  const values = [
    null,
    true,
    7,
    2n ** 70n,
    1.5,
    "é😀",
    new Uint8Array([1, 2]),
    [1, ["a"]],
    new Map([["k", 1]]),
  ];
  vm.set("values", values);
  expect(vm.get("values")).toEqual(values);
  expect(vm.evaluate("[type(v).__name__ for v in values]")).toEqual(
    "NoneType bool int int float str bytes list dict".split(" "),
  );
  expect(vm.evaluate("(1, {2: 3}, 2 ** 53)")).toEqual([1, new Map([[2, 3]]), 9007199254740992n]);
});

test("objects without a counterpart can be given back", () => {
  const { vm } = makeVM();
  vm.run(
    "class Point:\n    def __init__(self, x): self.x = x\n    def __repr__(self): return f'Point({self.x})'",
  );
  const point = vm.evaluate("Point(3)");
  expect(point).toBeInstanceOf(PythonObject);
  expect(String(point)).toBe("Point(3)");
  vm.set("again", point);
  expect(vm.evaluate("again.x")).toBe(3);
});

test("an exception that nobody catches is a PythonError", () => {
  const { vm } = makeVM();
  const error = catching(() => vm.run("{}['missing']"));
  expect(error).toBeInstanceOf(PythonError);
  expect(error).toMatchObject({ type: "KeyError", value: "'missing'", message: "KeyError: 'missing'" });
  expect(catching(() => vm.run("x = ("))).toMatchObject({ type: "SyntaxError" });
  vm.run("x = 1");
  expect(vm.get("x")).toBe(1);
});

test("interpreters do not see each other's modules and names", () => {
  const first = makeVM();
  const second = makeVM();
  first.vm.run("import sys, collections\nsys.marker = 1\nx = 1");
  second.vm.run("import sys\nhas = hasattr(sys, 'marker')");
  expect(second.vm.get("has")).toBe(false);
  expect(second.vm.get("x")).toBe(undefined);
});

test("imports modules from the host's files and caches their bytecode", () => {
  const source = new TextEncoder().encode("value = __name__ + '!'\n");
  const { vm } = makeVM([["/home/helper.py", source]]);
  vm.run("import helper, os\nnames = sorted(os.listdir('/home/__pycache__'))");
  expect(vm.evaluate("helper.value")).toBe("helper!");
  expect(vm.get("names")).toEqual(["helper.pyvm-314.pyc"]);
});

function catching(body: () => void): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}
