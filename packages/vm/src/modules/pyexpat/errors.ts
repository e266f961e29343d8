/**
 * `ExpatError`, and `pyexpat.errors`: expat's error numbers and what they mean.
 */
import { XmlErrorCode, xmlErrorMessage } from "../../algorithms/xml/error.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { defineType } from "../../kernel/define.ts";
import { type PyBaseException, exceptionTypes, makeException } from "../../kernel/exceptions.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must } from "../../kernel/raise.ts";
import { setAttribute } from "../../protocols/attribute.ts";
import { makeDict } from "../../objects/dict/dict.ts";
import { makeModule } from "../../objects/module.ts";

export const expatErrorType = defineType("ExpatError", {
  base: exceptionTypes.Exception,
  module: "xml.parsers.expat",
  hasDict: true,
});

export function expatError(code: number, line: number, column: number): PyBaseException {
  const message = `${xmlErrorMessage(code) ?? "unknown error"}: line ${line}, column ${column}`;
  const error = makeException(expatErrorType, [message]);
  const attributes = { code, offset: column, lineno: line };
  for (const [name, value] of Object.entries(attributes))
    must(setAttribute(error, attributeName(name), value));
  return error;
}

/** `pyexpat.errors` */
export function makeErrorsModule(): PyObject {
  const module = makeModule("pyexpat.errors", "Constants used to describe error conditions.");
  const codes = makeDict();
  const messages = makeDict();
  for (const [name, code] of Object.entries(XmlErrorCode)) {
    const message = xmlErrorMessage(code)!;
    module.dict.setText(`XML_ERROR_${name}`, message);
    codes.setText(message, code);
    must(messages.set(code, message));
  }
  module.dict.setText("codes", codes);
  module.dict.setText("messages", messages);
  return module;
}

const MODEL = {
  XML_CTYPE_EMPTY: 1,
  XML_CTYPE_ANY: 2,
  XML_CTYPE_MIXED: 3,
  XML_CTYPE_NAME: 4,
  XML_CTYPE_CHOICE: 5,
  XML_CTYPE_SEQ: 6,
  XML_CQUANT_NONE: 0,
  XML_CQUANT_OPT: 1,
  XML_CQUANT_REP: 2,
  XML_CQUANT_PLUS: 3,
};

/** `pyexpat.model` */
export function makeModelModule(): PyObject {
  const module = makeModule("pyexpat.model", "Constants used to interpret content model information.");
  for (const [name, value] of Object.entries(MODEL)) module.dict.setText(name, value);
  return module;
}
