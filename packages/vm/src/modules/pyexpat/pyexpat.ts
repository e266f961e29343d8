/**
 * `pyexpat`: parsing XML by events (library reference, "xml.parsers.expat"; CPython Modules/pyexpat.c).
 *
 * The parser is algorithms/xml, which behaves as expat does.
 */
import { xmlErrorMessage } from "../../algorithms/xml/error.ts";
import { type ModuleDefinition, defineModule, fn } from "../../kernel/define.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { toInteger } from "../../protocols/number.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { makeList } from "../../objects/list.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { expatErrorType, makeErrorsModule, makeModelModule } from "./errors.ts";
import { createParser, xmlParserType } from "./parser-type.ts";

/** The version of expat whose behaviour this is. */
const VERSION = [2, 7, 1];

const FEATURES: readonly (readonly [name: string, value: number])[] = [
  ["sizeof(XML_Char)", 1],
  ["sizeof(XML_LChar)", 1],
  ["XML_DTD", 0],
  ["XML_NS", 0],
  ["XML_GE", 0],
];

function execute(namespace: Map<string, PyObject>): void {
  const modules = rt.interpreter.get("modules");
  const submodules = { errors: makeErrorsModule(), model: makeModelModule() };
  for (const [name, module] of Object.entries(submodules)) {
    namespace.set(name, module);
    if (modules instanceof PyDict) modules.setText(`pyexpat.${name}`, module);
  }
  namespace.set("version_info", makeTuple([...VERSION]));
  namespace.set("features", makeList(FEATURES.map((feature) => makeTuple([...feature]))));
}

export const pyexpatModule: ModuleDefinition = defineModule("pyexpat", {
  doc: "Python wrapper for Expat parser.",
  constants: {
    ExpatError: expatErrorType,
    error: expatErrorType,
    XMLParserType: xmlParserType,
    EXPAT_VERSION: `expat_${VERSION.join(".")}`,
    native_encoding: "UTF-8",
    XML_PARAM_ENTITY_PARSING_NEVER: 0,
    XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
    XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
  },
  functions: {
    ParserCreate: fn(
      "($module, /, encoding=None, namespace_separator=None, intern=<unrepresentable>)",
      "A new XML parser object.",
      createParser,
    ),
    ErrorString: fn(
      "($module, code, /)",
      "What an error number means.",
      (code: PyObject) => xmlErrorMessage(Number(must(toInteger(code)))) ?? None,
    ),
  },
  execute,
});
