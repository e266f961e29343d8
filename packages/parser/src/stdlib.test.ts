/** The trees of the whole standard library, and the tokens of every fourth file of it, against the oracle. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { dump, parse, tokenize } from "./index.ts";

/**
 * Digests of every file in the archive. Only digests come over: the dumps are hundreds of megabytes.
 */
const DIGESTS = `
import ast, hashlib, io, json, tokenize, warnings, zipfile
warnings.simplefilter("ignore")
def digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
def tokens_of(source):
    rows = tokenize.tokenize(io.BytesIO(source).readline)
    return json.dumps([[t.type, t.string, t.start, t.end, t.line] for t in rows], ensure_ascii=False, separators=(",", ":"))
digests = {}
with zipfile.ZipFile("/library.zip") as archive:
    names = [name for name in archive.namelist() if name.endswith(".py")]
    for index, name in enumerate(names):
        source = archive.read(name)
        tree = digest(ast.dump(ast.parse(source), include_attributes=True))
        # tokenize is slow.
        digests[name] = [tree, digest(tokens_of(source)) if index % 4 == 0 else None]
json.dumps(digests)
`;

const library = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");

test("standard library", async () => {
  const oracle = await loadPyodide();
  oracle.FS.writeFile("/library.zip", readFileSync(library));
  const digests = JSON.parse(oracle.runPython(DIGESTS) as string) as Record<string, [string, string | null]>;
  oracle.runPython("archive = zipfile.ZipFile('/library.zip')");
  const wrong: string[] = [];
  for (const [name, [tree, tokens]] of Object.entries(digests)) {
    const file = oracle.runPython(`archive.read(${JSON.stringify(name)})`) as { toJs(): Uint8Array };
    const source = file.toJs();
    if (digest(dump(parse(source), { includeAttributes: true })) !== tree) wrong.push(`${name}: tree`);
    if (tokens === null) continue;
    const rows = tokenize(source).map((token) => [
      token.type,
      token.string,
      token.start,
      token.end,
      token.line,
    ]);
    if (digest(JSON.stringify(rows)) !== tokens) wrong.push(`${name}: tokens`);
  }
  expect(Object.keys(digests).length).toBeGreaterThan(500);
  expect(wrong).toEqual([]);
}, 600_000);

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
