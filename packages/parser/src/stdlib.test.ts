/**
 * The whole standard library: its trees against the oracle, and of every other file the tokens, as `tokenize` shows
 * them and as the parser sees them in turn. Each file is the sum of its tokens.
 */
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
import _tokenize, ast, hashlib, io, json, tokenize, warnings, zipfile
warnings.simplefilter("ignore")
def digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
def tokens_of(rows):
    return json.dumps([list(row) for row in rows], ensure_ascii=False, separators=(",", ":"))
def shown(source):
    return tokens_of(tokenize.tokenize(io.BytesIO(source).readline))
def exact(source):
    return tokens_of(_tokenize.TokenizerIter(io.BytesIO(source).readline, encoding="utf-8", extra_tokens=False))
digests = {}
with zipfile.ZipFile("/library.zip") as archive:
    names = [name for name in archive.namelist() if name.endswith(".py")]
    for index, name in enumerate(names):
        source = archive.read(name)
        tree = digest(ast.dump(ast.parse(source), include_attributes=True))
        # tokenize is slow.
        tokens = shown if index % 4 == 0 else exact if index % 4 == 2 else None
        digests[name] = [tree, tokens and tokens.__name__, tokens and digest(tokens(source))]
json.dumps(digests)
`;

const library = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");

test("standard library", async () => {
  const oracle = await loadPyodide();
  oracle.FS.writeFile("/library.zip", readFileSync(library));
  const digests = JSON.parse(oracle.runPython(DIGESTS) as string) as Record<
    string,
    [tree: string, kind: "shown" | "exact" | null, tokens: string | null]
  >;
  oracle.runPython("archive = zipfile.ZipFile('/library.zip')");
  const wrong: string[] = [];
  for (const [name, [tree, kind, tokens]] of Object.entries(digests)) {
    const file = oracle.runPython(`archive.read(${JSON.stringify(name)})`) as { toJs(): Uint8Array };
    const source = file.toJs();
    if (digest(dump(parse(source), { includeAttributes: true })) !== tree) wrong.push(`${name}: tree`);
    const exact = kind === "exact";
    const found = tokenize(source, { exact, trivia: true });
    const written = found.map((token) => token.leading + token.text).join("");
    if (!Buffer.from(written).equals(source)) wrong.push(`${name}: sum of the tokens`);
    if (kind === null) continue;
    // The parser is not told the encoding.
    const rows = (exact ? found.slice(1) : found).map(({ type, string, start, end, line }) => {
      return [type, string, start, end, line];
    });
    if (digest(JSON.stringify(rows)) !== tokens) wrong.push(`${name}: tokens, ${kind}`);
  }
  expect(Object.keys(digests).length).toBeGreaterThan(500);
  expect(wrong).toEqual([]);
}, 600_000);

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
