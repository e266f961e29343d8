/** Why a program was refused, in CPython's words. */
import { PySyntaxError } from "../errors/syntax-error.ts";
import type { Mode } from "../grammar/modules.ts";
import { FeatureTooNew, KnownError, REFUSED, type ParserState } from "../grammar/state.ts";

/** The error to raise for what the parser threw; what is no refusal is given back. */
export function diagnose(state: ParserState, _mode: Mode, reason: unknown): unknown {
  if (reason instanceof KnownError) return new PySyntaxError(reason.msg);
  if (reason instanceof FeatureTooNew) return new PySyntaxError(reason.msg);
  if (reason !== REFUSED) return reason;
  const { tokens, index } = state;
  return new PySyntaxError(tokens.error?.msg ?? "invalid syntax", { lineno: tokens.linenos[index]! });
}
