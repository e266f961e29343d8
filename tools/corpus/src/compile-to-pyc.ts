/** The `.pyc` that pyvm writes for a program: the same file name and kind of validation as in the golden. */

import { sourceHash, writePyc } from "@pyvm/bytecode";
import { compile } from "@pyvm/compiler";
import type { CorpusProgram } from "./read-corpus.ts";

export function compileToPyc({ source, fileName }: CorpusProgram): Uint8Array {
  const code = compile(source, { filename: fileName });
  const hash = sourceHash(new TextEncoder().encode(source));
  return writePyc({ validation: { kind: "unchecked-hash", hash }, code });
}
