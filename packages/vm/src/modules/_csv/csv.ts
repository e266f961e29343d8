/**
 * `_csv`: reading and writing of comma-separated values, for `csv`.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineModule, fn, rawFn } from "../../kernel/define.ts";
import type { KeywordNames, PyObject, Result } from "../../kernel/object.ts";
import { must, typeError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { typeOf } from "../../kernel/type.ts";
import { makeList } from "../../objects/list.ts";
import { strOf } from "../../objects/str/text.ts";
import { getAttributeOrAbsent } from "../../protocols/attribute.ts";
import { iter } from "../../protocols/iterate.ts";
import { intValueOf } from "../../protocols/number.ts";
import {
  csvError,
  csvErrorType,
  dialectFrom,
  dialectType,
  Quoting,
  registeredDialect,
  registry,
} from "./dialect.ts";
import { PyReader, readerType } from "./reader.ts";
import { PyWriter, writerType } from "./writer.ts";

/** The first of positional arguments; the others describe a dialect. */
function firstArgument(name: string, args: PyObject[], kwnames: KeywordNames): PyObject {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (positional > 2) throw typeError(`${name} expected at most 2 arguments, got ${positional}`);
  return args[0]!;
}

function reader(args: PyObject[], kwnames: KeywordNames): Result {
  const input = must(iter(firstArgument("reader", args, kwnames)));
  return new PyReader(input, dialectFrom(args.slice(1), kwnames));
}

function writer(args: PyObject[], kwnames: KeywordNames): Result {
  const file = firstArgument("writer", args, kwnames);
  const dialect = dialectFrom(args.slice(1), kwnames);
  const write = must(getAttributeOrAbsent(file, attributeName("write")));
  if (write === null || typeOf(write).slots.__call__ === undefined) {
    throw typeError('argument 1 must have a "write" method');
  }
  return new PyWriter(write, dialect);
}

function registerDialect(args: PyObject[], kwnames: KeywordNames): Result {
  const name = firstArgument("register_dialect", args, kwnames);
  const text = strOf(name);
  if (text === undefined) throw typeError("dialect name must be a string");
  must(registry().dialects.set(text, dialectFrom(args.slice(1), kwnames)));
  return None;
}

function unregisterDialect(name: PyObject): Result {
  const { dialects } = registry();
  if (must(dialects.lookup(name)) === null) throw csvError("unknown dialect");
  must(dialects.delete(name));
  return None;
}

function fieldSizeLimit(limit: PyObject | undefined): Result {
  const registered = registry();
  const previous = registered.fieldLimit;
  if (limit === undefined) return previous;
  const value = intValueOf(limit);
  if (value === undefined) throw typeError("limit must be an integer");
  registered.fieldLimit = Number(value);
  return previous;
}

export const csvModule = defineModule("_csv", {
  doc: "CSV parsing and writing.",
  constants: {
    QUOTE_MINIMAL: Quoting.MINIMAL,
    QUOTE_ALL: Quoting.ALL,
    QUOTE_NONNUMERIC: Quoting.NONNUMERIC,
    QUOTE_NONE: Quoting.NONE,
    QUOTE_STRINGS: Quoting.STRINGS,
    QUOTE_NOTNULL: Quoting.NOTNULL,
    Reader: readerType,
    Writer: writerType,
  },
  types: [csvErrorType, dialectType],
  execute: (namespace) => {
    namespace.set("_dialects", registry().dialects);
  },
  functions: {
    reader: rawFn(
      "($module, iterable, /, dialect='excel', **fmtparams)",
      "A reader of the records in an iterable of lines.",
      reader,
    ),
    writer: rawFn(
      "($module, fileobj, /, dialect='excel', **fmtparams)",
      "A writer of records to a file.",
      writer,
    ),
    register_dialect: rawFn(
      "($module, name, /, dialect='excel', **fmtparams)",
      "Give a dialect a name.",
      registerDialect,
    ),
    unregister_dialect: fn("($module, /, name)", "Forget the name of a dialect.", unregisterDialect),
    get_dialect: fn("($module, /, name)", "The dialect of a name.", registeredDialect),
    list_dialects: fn("($module, /)", "The names of all dialects.", () =>
      makeList(registry().dialects.keysArray()),
    ),
    field_size_limit: fn(
      "($module, /, new_limit=<unrepresentable>)",
      "Set how long a field may be; answers the old limit.",
      fieldSizeLimit,
    ),
  },
});
