/**
 * Every package as a stranger gets it: packed, installed into an empty project, imported and used there.
 *
 * Nothing is downloaded: what else the packages depend on is packed from where it is installed here.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentWithPnpm } from "./workspace/install.js";
import { packagesInBuildOrder } from "./workspace/packages.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const packages = packagesInBuildOrder(root);
const env = environmentWithPnpm(root);
const scratch = mkdtempSync(join(tmpdir(), "pyvm-pack-"));
const tarballs = new Map<string, string>();
/** For each package, what it depends on that is not ours. */
const tarballsOfOthers = new Map<string, string[]>();

beforeAll(() => {
  run(root, `npx turbo run build build:types --filter=./packages/* --output-logs=errors-only`);
  for (const { name, directory } of packages) {
    const folder = join(scratch, basename(directory));
    mkdirSync(folder);
    run(directory, `pnpm pack --pack-destination ${JSON.stringify(folder)}`);
    tarballs.set(name, join(folder, readdirSync(folder)[0]!));
    const others = dependenciesOnOthers(directory);
    tarballsOfOthers.set(
      name,
      others.map((other) => packOther(other, join(directory, "node_modules", other))),
    );
  }
}, 300_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.for(packages)("$name", ({ name }) => {
  test("is a well-formed package", async () => {
    const tarball = new Uint8Array(readFileSync(tarballs.get(name)!)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, level: "warning" });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("has types that fit its code", async () => {
    const contents = createPackageFromTarballData(new Uint8Array(readFileSync(tarballs.get(name)!)));
    const analysis = await checkPackage(contents, { excludeEntrypoints: [/\.(pack|js)$/] });
    // Packages are ES modules: Node's require of them and the resolution before `exports` are not supported.
    const supported = ["node16-esm", "bundler"];
    const problems = (analysis.types === false ? [] : analysis.problems).filter(
      (problem) => !("resolutionKind" in problem) || supported.includes(problem.resolutionKind),
    );
    expect(analysis.types).not.toBe(false);
    expect(problems.map((problem) => problem.kind).filter((kind) => kind !== "CJSResolvesToESM")).toEqual([]);
  });
});

/** The names of the packages that a package of ours depends on and that are not ours. */
function dependenciesOnOthers(directory: string): string[] {
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(manifest.dependencies ?? {}).filter((name) =>
    packages.every((own) => own.name !== name),
  );
}

/** The path of a tarball of an installed package. */
function packOther(name: string, directory: string): string {
  const folder = join(scratch, "others", name);
  mkdirSync(folder, { recursive: true });
  run(directory, `npm pack --ignore-scripts --silent --pack-destination ${JSON.stringify(folder)}`);
  return join(folder, readdirSync(folder)[0]!);
}

/** An empty project with these packages installed; its directory. */
function projectWith(...names: string[]): string {
  const project = mkdtempSync(join(scratch, "project-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const paths = names
    .flatMap((name) => [tarballs.get(name)!, ...tarballsOfOthers.get(name)!])
    .map((path) => JSON.stringify(path));
  run(project, `npm install --offline --no-audit --no-fund --loglevel=error ${paths.join(" ")}`);
  return project;
}

/** What a program prints that stands in the project. */
function runProgram(project: string, text: string): string {
  writeFileSync(join(project, "program.js"), text);
  return execFileSync(process.execPath, ["program.js"], { cwd: project, encoding: "utf8" });
}

/** The JavaScript programs in a Markdown text. */
function programsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```js\n(.*?)^```$/gms)].map(([, program]) => program!);
}

function run(cwd: string, commandLine: string): string {
  return execFileSync(commandLine, {
    cwd,
    env,
    shell: true,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("@pyvm/parser works alone, and pulls only @pyvm/unicode", () => {
  const project = projectWith("@pyvm/unicode", "@pyvm/parser");
  expect(readdirSync(join(project, "node_modules"))).toEqual([".package-lock.json", "@pyvm"]);
  expect(readdirSync(join(project, "node_modules/@pyvm")).sort()).toEqual(["parser", "unicode"]);
  const program = `import { dump, parse } from "@pyvm/parser"; console.log(dump(parse("x = 1")));`;
  expect(runProgram(project, program)).toBe(
    "Module(body=[Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1))])\n",
  );
});

test("every entry of every package can be imported", () => {
  const project = projectWith(...packages.map(({ name }) => name));
  const entries = packages.flatMap(({ name, manifest }) =>
    Object.keys(manifest.exports)
      .filter((entry) => "@pyvm/source" in Object(manifest.exports[entry]))
      .map((entry) => name + entry.slice(1)),
  );
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`);
  expect(runProgram(project, `${imports.join("\n")}\nconsole.log("imported");`)).toBe("imported\n");
});

test("the programs in README.md run", () => {
  const project = projectWith(...packages.map(({ name }) => name));
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const outputs = programsOf(readme).map((program) => runProgram(project, program));
  expect(outputs).toEqual([expect.stringContaining("LOAD_SMALL_INT          42"), "285\n"]);
});

test("a bundler that leaves out what is not used leaves in what is", async () => {
  const project = projectWith(...packages.map(({ name }) => name));
  const [, vmProgram] = programsOf(readFileSync(join(root, "README.md"), "utf8"));
  const { outputFiles } = await build({
    stdin: { contents: vmProgram!, resolveDir: project },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    // The one thing that a bundle must be told: where the library's files are.
    external: ["@pyvm/stdlib"],
  });
  expect(runProgram(project, outputFiles[0]!.text)).toBe("285\n");
});

test("the installed command runs a program", () => {
  const project = projectWith(...packages.map(({ name }) => name));
  writeFileSync(join(project, "program.py"), "import json\nprint(json.dumps({'answer': 6 * 7}))\n");
  expect(run(project, "npx pyvm program.py")).toBe('{"answer": 42}\n');
});
