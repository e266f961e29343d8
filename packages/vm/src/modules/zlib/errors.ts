/**
 * `zlib.error`, with zlib's return code and its message, or ours where zlib has none (zlibmodule.c, `zlib_error`).
 */
import { defineType } from "../../kernel/define.ts";
import { exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import { Z_BUF_ERROR, Z_DATA_ERROR, Z_STREAM_ERROR } from "./constants.ts";
import type { ZStream } from "./stream.ts";

export const zlibErrorType = defineType("error", {
  base: exceptionTypes.Exception,
  module: "zlib",
  hasDict: true,
});

const REASONS: Readonly<Record<number, string>> = {
  [Z_BUF_ERROR]: "incomplete or truncated stream",
  [Z_STREAM_ERROR]: "inconsistent stream state",
  [Z_DATA_ERROR]: "invalid input data",
};

/** pako says these where zlib leaves no message. */
const GENERIC = new Set(["stream error", "data error", "buffer error"]);

export function zlibError(stream: ZStream, code: number, during: string) {
  const said = GENERIC.has(stream.msg) ? "" : stream.msg;
  const reason = said === "" ? REASONS[code] : said;
  return zlibErrorOf(`Error ${code} ${during}${reason === undefined ? "" : `: ${reason}`}`);
}

export const zlibErrorOf = (message: string) => makeException(zlibErrorType, [message]);
