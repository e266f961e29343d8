/**
 * print() and input(): text to and from the standard streams, whatever objects stand in sys.stdout and sys.stdin.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, fn, rawFn } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { eofError, raise, runtimeError, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { isTrue } from "../../kernel/truth.ts";
import { isInstance, strType, typeName } from "../../kernel/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { textOf } from "../../objects/item-array.ts";
import { attempt } from "../../objects/iterators.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { call, callMethod } from "../../protocols/call.ts";
import { str } from "../../protocols/repr.ts";

const writeName = attributeName("write");
const flushName = attributeName("flush");
const readlineName = attributeName("readline");

/** `sys.name`, which must be there. */
function stream(name: "stdin" | "stdout" | "stderr"): Result {
  return (rt.interpreter.get("sys") as PyDict).getText(name) ?? raise(runtimeError(`lost sys.${name}`));
}

/** Write str(value) to a file. */
function write(file: PyObject, value: PyObject): Result {
  const writer = getAttribute(file, writeName);
  if (writer === undefined) return undefined;
  const text = str(value);
  return text === undefined ? undefined : call(writer, [text]);
}

type PrintOptions = { sep: PyObject; end: PyObject; file: PyObject; flush: boolean };

function printOptions(args: readonly PyObject[], kwnames: KeywordNames): PrintOptions | undefined {
  const options: PrintOptions = { sep: " ", end: "\n", file: None, flush: false };
  const keywords = kwnames ?? [];
  for (let i = 0; i < keywords.length; i++) {
    const keyword = keywords[i]!;
    const value = args[args.length - keywords.length + i]!;
    switch (keyword) {
      case "sep":
      case "end":
      case "file":
        if (value !== None) options[keyword] = value;
        break;
      case "flush": {
        const flush = isTrue(value);
        if (flush === undefined) return undefined;
        options.flush = flush;
        break;
      }
      default:
        return raise(typeError(`print() got an unexpected keyword argument '${keyword}'`));
    }
  }
  return options;
}

function print(args: PyObject[], kwnames: KeywordNames): Result {
  const options = printOptions(args, kwnames);
  if (options === undefined) return undefined;
  let { file } = options;
  if (file === None) {
    const stdout = stream("stdout");
    if (stdout === undefined || stdout === None) return stdout;
    file = stdout;
  }
  for (const name of ["sep", "end"] as const) {
    if (!isInstance(options[name], strType)) {
      return raise(typeError(`${name} must be None or a string, not ${typeName(options[name])}`));
    }
  }
  const count = args.length - (kwnames?.length ?? 0);
  for (let i = 0; i < count; i++) {
    if (i > 0 && write(file, options.sep) === undefined) return undefined;
    if (write(file, args[i]!) === undefined) return undefined;
  }
  if (write(file, options.end) === undefined) return undefined;
  if (options.flush && callMethod(file, flushName, []) === undefined) return undefined;
  return None;
}

/** Flush a stream; one that cannot be flushed is left alone. */
function flushQuietly(file: PyObject): void {
  if (attempt(() => callMethod(file, flushName, [])) === undefined) rt.pending = null;
}

function input(prompt?: PyObject): Result {
  const stdin = stream("stdin");
  if (stdin === undefined) return undefined;
  if (stdin === None) return raise(runtimeError("lost sys.stdin"));
  const stdout = stream("stdout");
  if (stdout === undefined) return undefined;
  if (stdout === None) return raise(runtimeError("lost sys.stdout"));
  const stderr = stream("stderr");
  if (stderr === undefined) return undefined;
  if (stderr === None) return raise(runtimeError("lost sys.stderr"));
  flushQuietly(stderr);
  if (prompt !== undefined && write(stdout, prompt) === undefined) return undefined;
  flushQuietly(stdout);
  return readLine(stdin);
}

/** One line of a stream without its end (PyFile_GetLine). */
function readLine(file: PyObject): Result {
  const line = callMethod(file, readlineName, []);
  if (line === undefined) return undefined;
  if (!isInstance(line, strType)) return raise(typeError("object.readline() returned non-string"));
  const text = textOf(line);
  if (text === "") return raise(eofError("EOF when reading a line"));
  return text.endsWith("\n") ? strFromUtf16(text.slice(0, -1)) : line;
}

export const printFunctions: Record<string, Entry> = {
  print: rawFn(
    "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
    "Write values to a stream, sys.stdout by default.\n\n" +
      "sep comes between the values, end behind the last; flush sends the text on at once.",
    print,
  ),
  input: fn(
    // The default is no prompt at all: `<unset>` binds as undefined.
    "($module, prompt=<unset>, /)",
    "Read a line from standard input and return it without its end.\n\nprompt is written first. Raises EOFError at the end of input.",
    input,
  ),
};
