/**
 * Writes the declarations of one package into its `dist/`: what packing and publishing need.
 *
 * Unlike the type check, this resolves other packages to their built declarations, since a package's
 * declarations must make sense without its neighbours' source; they are therefore built in order. Only
 * what the entries reach is declared. A source file imports `./name.ts`; its declaration, `./name.js`.
 */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { sourceEntries } from "./build-package.js";

/**
 * Write the declarations of the package in `directory` (absolute path).
 *
 * @param {string} directory
 * @returns {string} what the compiler has to say: empty when all is well
 */
export function buildTypes(directory) {
  removeDeclarations(join(directory, "dist"));
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const program = ts.createProgram(
    sourceEntries(manifest).map(({ source }) => join(directory, source)),
    declarationOptions(directory),
  );
  const { diagnostics } = program.emit(undefined, (path, text) =>
    ts.sys.writeFile(path, withJsImports(text)),
  );
  return ts.formatDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics], {
    getCurrentDirectory: () => directory,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  });
}

function declarationOptions(directory) {
  const { config } = ts.readConfigFile(join(directory, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
  return {
    ...options,
    customConditions: [],
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(directory, "src"),
    outDir: join(directory, "dist"),
  };
}

function withJsImports(declarations) {
  return declarations.replace(/((?:from|import)\s*\(?\s*"\.{1,2}\/[^"]*)\.ts"/g, '$1.js"');
}

function removeDeclarations(dist) {
  for (const name of readdirSync(dist, { recursive: true })) {
    if (name.endsWith(".d.ts")) rmSync(join(dist, name));
  }
}
